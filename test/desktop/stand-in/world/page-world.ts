import { browserQuestion, openBridge } from './bridge.ts';

// Runs in the page's own world before any script of it: what the preload exposes appears here. Asking for the camera or
// the screen is answered by the handlers that the program gave its session, as Electron does.

declare const quorateToken: string;
declare const navigator: {
  readonly mediaDevices?: Record<'getUserMedia' | 'getDisplayMedia', (wish?: unknown) => Promise<unknown>>;
};

const bridge = openBridge(quorateToken, 'page', (name, value) => {
  Object.defineProperty(globalThis, name, {
    value: typeof value === 'object' && value !== null ? Object.freeze(value) : value,
    enumerable: true,
  });
});

const devices = navigator.mediaDevices;
if (devices !== undefined) {
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wish) => {
    const { audio, video } = (wish ?? {}) as { readonly audio?: unknown; readonly video?: unknown };
    const types = [...(audio ? ['audio'] : []), ...(video ? ['video'] : [])];
    if (!(await bridge.call(browserQuestion, ['media', types]))) {
      throw new DOMException('Permission denied', 'NotAllowedError');
    }
    return getUserMedia(wish);
  };
  devices.getDisplayMedia = async () => {
    await bridge.call(browserQuestion, ['display-media', []]);
    throw new DOMException('Permission denied', 'NotAllowedError');
  };
}

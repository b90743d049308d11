import type { Session } from 'electron';
import { origin } from '../constants.ts';

/** Whether a scan screen is open: the one time when a camera may be asked for. */
export interface CameraSwitch {
  isOpen: boolean;
}

/**
 * Denies a session everything that the window does not need. Electron allows what nobody denied, so every handler is
 * set, and each answers for itself.
 */
export function ruleSession(session: Session, camera: CameraSwitch): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isCamera = permission === 'media' && media.length > 0 && media.every((type) => type === 'video');
    answer(isCamera && camera.isOpen && isOurs(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requester, details) => {
    return permission === 'media' && details.mediaType === 'video' && camera.isOpen && isOurs(requester);
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }));
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://0.0.0.0:1',
    proxyBypassRules: '<-loopback>',
  });
}

function isOurs(url: string): boolean {
  return url === origin || url.startsWith(`${origin}/`);
}

/** Ours, and what a page makes itself: pictures in data, the camera's stream in a blob. */
function isAllowed(url: string): boolean {
  return isOurs(url) || url.startsWith('data:') || url.startsWith(`blob:${origin}/`);
}

import type { ContextBridge, IpcRenderer } from 'electron';
import { strict } from '../strict.ts';
import { decode, encode } from '../wire.ts';
import { browserQuestion, openBridge } from './bridge.ts';

// Runs in the preload's isolated world: `electron` as a sandboxed preload sees it.

declare const quorateToken: string;
declare const runPreload: (require: (name: string) => unknown) => void;

interface World {
  /** To the test: the binding that only this world has. */
  readonly quorateHost: (message: string) => void;
  /** From the test. */
  quorateDeliver: (message: string) => void;
  /** Any message at all, as a renderer that was taken over could send it. */
  quorateRaw: (kind: 'invoke' | 'ask', channel: string, args: unknown[]) => Promise<unknown>;
}
const world = globalThis as unknown as World;
type Listener = Parameters<IpcRenderer['on']>[1];

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
const listeners = new Map<string, Set<Listener>>();
let next = 1;

async function send(kind: 'invoke' | 'ask', channel: string, args: unknown[]): Promise<unknown> {
  let message: string;
  try {
    message = encode([kind, next, channel, structuredClone(args)]);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  const id = next++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    world.quorateHost(message);
  });
}

world.quorateRaw = send;
world.quorateDeliver = (text) => {
  const message = decode(text) as ['event', string, unknown[]] | ['answer', number, boolean, unknown];
  if (message[0] === 'event') {
    // A real event carries the sender; that it never reaches the page is what the preload must see to.
    const event = { sender: 'the sender of the stand-in', ports: [] };
    for (const listener of listeners.get(message[1]) ?? []) listener(event as never, ...message[2]);
    return;
  }
  const [, id, isDone, value] = message;
  if (isDone) waiting.get(id)?.resolve(value);
  else waiting.get(id)?.reject(new Error(String(value)));
  waiting.delete(id);
};

type Implemented = Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>;
const ipcRenderer: Implemented = strict<Implemented>('ipcRenderer', {
  invoke: (channel, ...args) => send('invoke', channel, args),
  on(channel, listener) {
    const all = listeners.get(channel) ?? new Set();
    listeners.set(channel, all.add(listener));
    return ipcRenderer as IpcRenderer;
  },
  removeListener(channel, listener) {
    listeners.get(channel)?.delete(listener as Listener);
    return ipcRenderer as IpcRenderer;
  },
});

const bridge = openBridge(quorateToken, 'preload', () => undefined);
bridge.serve(browserQuestion, (what, types) => send('ask', String(what), types as unknown[]));

const contextBridge = strict('contextBridge', {
  exposeInMainWorld: (name, api) => bridge.offer(name, api),
} satisfies Pick<ContextBridge, 'exposeInMainWorld'>);

runPreload((name) => {
  if (name !== 'electron') throw new Error(`a sandboxed preload may not require ${name}`);
  return strict('electron', { contextBridge, ipcRenderer });
});

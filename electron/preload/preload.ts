import { contextBridge, ipcRenderer } from 'electron';
import { progressChannel, type QuorateApi, requestChannel } from '../contract/api.ts';

// The only bridge. It sends what it is given and returns what came back; whether that is allowed is for the gate in
// main to say, which trusts nothing that comes from here.

const api = {
  ask: (channel, request) => ipcRenderer.invoke(requestChannel, channel, request),
  onProgress(listener) {
    // The event itself never reaches the page: through it a page would get at the sender.
    const relay = (_event: unknown, step: unknown) => listener(String(step));
    ipcRenderer.on(progressChannel, relay);
    return () => ipcRenderer.removeListener(progressChannel, relay);
  },
} satisfies QuorateApi;

contextBridge.exposeInMainWorld('quorate', api);

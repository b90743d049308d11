import { contextBridge, ipcRenderer } from 'electron';
import { newsChannel, type QuorateApi, requestChannel } from '../contract/api.ts';
import type { News } from '../contract/news.ts';

// The only bridge. It sends what it is given and returns what came back; whether that is allowed is for the gate in
// main to say, which trusts nothing that comes from here.

const api = {
  ask: (channel, request) => ipcRenderer.invoke(requestChannel, channel, request),
  onNews(listener) {
    // The event itself never reaches the page: through it a page would get at the sender.
    const relay = (_event: unknown, news: unknown) => listener(news as News);
    ipcRenderer.on(newsChannel, relay);
    return () => ipcRenderer.removeListener(newsChannel, relay);
  },
} satisfies QuorateApi;

contextBridge.exposeInMainWorld('quorate', api);

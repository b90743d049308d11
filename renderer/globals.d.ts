import type { QuorateApi } from '../electron/contract/api.ts';

declare global {
  interface Window {
    /** Put here by the preload. */
    readonly quorate: QuorateApi;
  }
}

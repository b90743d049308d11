import type { Answer } from './answer.ts';
import type { ChannelName, RequestOf, ValueOf } from './channels.ts';

/** What the preload puts into the window: one function, which sends nothing but requests of the contract. */
export interface QuorateApi {
  /** Sends a request and waits for its answer, which is never an exception. */
  ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<Answer<ValueOf<C>>>;
  /**
   * Tells what the worker is doing, for what takes over half a second.
   * @returns a function that ends it
   */
  onProgress(listener: (step: string) => void): () => void;
}

/** The channel of requests, and that of progress. */
export const requestChannel = 'quorate:ask';
export const progressChannel = 'quorate:progress';

import type { Answer } from './answer.ts';
import type { ChannelName, RequestOf, ValueOf } from './channels.ts';
import type { News } from './news.ts';

/** What the preload puts into the window: one function, which sends nothing but requests of the contract. */
export interface QuorateApi {
  /** Sends a request and waits for its answer, which is never an exception. */
  ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<Answer<ValueOf<C>>>;
  /**
   * Tells what nobody asked for.
   * @returns a function that ends it
   */
  onNews(listener: (news: News) => void): () => void;
}

/** The channel of requests, and that of news. */
export const requestChannel = 'quorate:ask';
export const newsChannel = 'quorate:news';

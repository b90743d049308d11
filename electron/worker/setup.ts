import type { CardFonts } from '@quorate/custody/cards/card-fonts';
import type { FolderFile } from '@quorate/custody/folder/content';
import type { Host, Software } from '@quorate/custody/preflight/machine';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import type { News } from '../contract/news.ts';
import type { EndPapers } from '../contract/worker-messages.ts';

/** What the host is given by the process around it. */
export interface HostSetup {
  /** A ceremony on sample keys; of other work, that nothing but sticks of rehearsals is taken up. */
  readonly isRehearsal: boolean;
  readonly version: string;
  readonly program: Software;
  /** The machine as the preflight sees it: how main was started, and all else as this process sees it. */
  readonly host: Host;
  readonly kit: readonly FolderFile[];
  readonly fonts: CardFonts;
  /** Gives a page to the printer; throws when it was not printed. */
  print(page: Uint8Array, isSecret: boolean): Promise<void>;
  progress(step: string, bytes?: Extract<News, { kind: 'progress' }>['bytes']): void;
}

/** Path of a handle. */
export type PathOf = (handle: string) => string;

/** A work behind its channels. It lives in the process that dies with it. */
export interface WorkHost<Prefix extends string> {
  /**
   * Answers a request that passed the gate.
   * @throws whatever custody throws
   */
  answer<C extends ChannelOf<Prefix>>(channel: C, request: RequestOf<C>, pathOf: PathOf): Promise<ValueOf<C>>;
  /** The papers of a ceremony that has come to its end; null while it goes on, and for all other work. */
  endPapers(): EndPapers | null;
  /** Wipes what is left. */
  end(): void;
}

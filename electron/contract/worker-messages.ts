import type { Answer } from './answer.ts';
import type { ChannelName } from './channels.ts';
import type { News } from './news.ts';
import type { WorkKind } from './work.ts';

/** From main to the worker. Handles were replaced by paths: only main knows which path is behind one. */
export type ToWorker =
  | {
      readonly kind: 'open';
      readonly work: WorkKind;
      readonly isRehearsal: boolean;
      readonly resources: string;
      readonly version: string;
      /** How main itself was started: the worker gets neither its options nor its environment. */
      readonly host: {
        readonly execArgv: readonly string[];
        readonly environmentNames: readonly string[];
        readonly nodeOptions: string;
      };
    }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly channel: ChannelName;
      readonly request: unknown;
      /** Path by handle, for the handles of this request. */
      readonly paths: Readonly<Record<string, string>>;
    }
  /** What came of printing a page. */
  | { readonly kind: 'printed'; readonly id: number; readonly failure: string | null };

/** From the worker to main. */
export type FromWorker =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly answer: Answer<unknown>;
      /** A ceremony came to its end with this: what can still be printed. The worker may go. */
      readonly ended: EndPapers | null;
    }
  | Extract<News, { kind: 'progress' }>
  /** One page for the printer: a card's, which is secret, or a paper's. Main relays it once and drops it. */
  | { readonly kind: 'print'; readonly id: number; readonly page: Uint8Array; readonly isSecret: boolean };

/** The papers of an ended ceremony, as pages for the printer; none after an abort. */
export type EndPapers = Readonly<Partial<Record<'transcript' | 'receipt', Uint8Array>>>;

import type { ComparisonFacts, FolderFacts, OpeningFacts } from './state.ts';

/** Everything that can happen in a drill or a recovery. */
export type RecoveryEvent =
  | ({ readonly event: 'folder.read' } & FolderFacts)
  /** A person typed the whole sentence. */
  | { readonly event: 'tampering.accepted' }
  /** A card's digest is listed, or a person typed yes to a card that is not. */
  | { readonly event: 'card.proved'; readonly card: number }
  /** What the cards say of themselves: a manifest outside the bundle may be forged, and must not be waited for. */
  | { readonly event: 'cards.told'; readonly threshold: number; readonly count: number | null }
  | ({ readonly event: 'bundle.opened' } & OpeningFacts)
  /** A kind that opens nothing has what it needs. */
  | { readonly event: 'bundle.skipped' }
  | ({ readonly event: 'keys.compared' } & ComparisonFacts)
  /** With which signing state each of these keys comes back is decided. */
  | { readonly event: 'signing.settled'; readonly keys: readonly string[] }
  | { readonly event: 'files.restored'; readonly files: number }
  | { readonly event: 'record.written'; readonly sha256: string }
  /** No record could be left. */
  | { readonly event: 'record.missed'; readonly why: string }
  /** Everything that held a secret was zeroed. */
  | { readonly event: 'attempt.ended' }
  | { readonly event: 'attempt.failed'; readonly code: string };

/** Name of an event. */
export type EventName = RecoveryEvent['event'];
/** The event of one name. */
export type EventOf<E extends EventName> = Extract<RecoveryEvent, { event: E }>;

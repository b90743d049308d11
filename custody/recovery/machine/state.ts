/** The kinds of drill, from the one that needs nothing to the one that writes keys. */
export const drillKinds = ['integrity', 'opening', 'restore', 'roll-call', 'full'] as const;
/** One of {@link drillKinds}. */
export type DrillKind = (typeof drillKinds)[number];
/** What a stick and its cards are taken out for. */
export type Purpose = 'recovery' | DrillKind;

/** Where a drill or a recovery stands, in their order; `failed` can follow any but `done`. */
export const steps = [
  'verify',
  'cards',
  'opened',
  'compared',
  'guarded',
  'restored',
  'recorded',
  'done',
] as const;
/** One of {@link steps}, or `failed`. */
export type Step = (typeof steps)[number] | 'failed';

/** What reading the folder brought to light. */
export interface FolderFacts {
  /** How many findings are tampering. */
  readonly tamperings: number;
  /** K, or null where only the cards say it. */
  readonly threshold: number | null;
  /** N, or null as above. */
  readonly count: number | null;
}

/** What opening the bundle brought to light. */
export interface OpeningFacts {
  /** Findings that only an opened bundle can tell. */
  readonly tamperings: number;
}

/** What came of deriving every public key again. */
export interface ComparisonFacts {
  readonly total: number;
  /** Paths of those that are not what the manifest says. */
  readonly different: readonly string[];
  /** Paths of the keys that sign blocks and are to be restored. */
  readonly signingKeys: readonly string[];
}

/** The record that was left, or why there is none: a stick that cannot be written counts all the same. */
export type RecordFacts = { readonly sha256: string } | { readonly missing: string };

interface Begun {
  readonly purpose: Purpose;
}
interface Read extends Begun {
  readonly folder: FolderFacts;
  /** Somebody typed a yes to go on despite tampering. */
  readonly isTamperingAccepted: boolean;
  /** Numbers of the cards taken in. */
  readonly cards: readonly number[];
}
interface Opened extends Read {
  /** Null where the kind opens nothing. */
  readonly opening: OpeningFacts | null;
}
interface Compared extends Opened {
  readonly comparison: ComparisonFacts;
}
interface Restored extends Compared {
  readonly files: number;
}

/**
 * The state of a drill or a recovery: what it has come to, and nothing secret. One machine for both, because a drill
 * that goes another way than a recovery would prove nothing about it.
 */
export type RecoveryState =
  | (Begun & { readonly step: 'verify'; readonly folder: FolderFacts | null })
  | (Read & { readonly step: 'cards' })
  | (Opened & { readonly step: 'opened' })
  | (Compared & { readonly step: 'compared' })
  | (Compared & { readonly step: 'guarded'; readonly settled: readonly string[] })
  | (Restored & { readonly step: 'restored' })
  | (Begun & { readonly step: 'recorded'; readonly record: RecordFacts })
  | (Begun & { readonly step: 'done'; readonly record: RecordFacts })
  | (Begun & {
      readonly step: 'failed';
      readonly from: Step;
      readonly code: string;
      /** Numbers of the cards that were read before it failed. */
      readonly cards: readonly number[];
      readonly record: RecordFacts | null;
    });

/** The state of one step. */
export type StateOf<S extends Step> = Extract<RecoveryState, { step: S }>;

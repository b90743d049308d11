import type { FolderView } from './folder-views.ts';
import type { CardReading, HashView } from './views.ts';

// A drill and a recovery go one way, so they are shown in one way. Nothing here is secret.

/** Kinds of drill. */
export type DrillKindView = 'integrity' | 'opening' | 'restore' | 'roll-call' | 'full';

/** Where a drill or a recovery stands, as the machine in custody has it; before it, `sticks`: none was chosen yet. */
export type AttemptStep =
  | 'sticks'
  | 'verify'
  | 'cards'
  | 'opened'
  | 'compared'
  | 'guarded'
  | 'restored'
  | 'recorded'
  | 'done'
  | 'failed'
  /** The process that held it ended by itself. */
  | 'lost';

/** A card that was taken in. */
export interface TakenCardView {
  readonly number: number;
  /** `corrected`: somebody looked at what was corrected; `unlisted`: somebody wanted it used all the same. */
  readonly state: 'unchanged' | 'corrected' | 'unlisted';
}

/** A card that was refused, as it stays on the screen. */
export interface RefusedCardView {
  /** `unknown`: it is not the card that the manifest lists. */
  readonly state: 'other-set' | 'superseded' | 'unknown' | 'given-twice';
  readonly code: string;
  readonly message: string;
}

/** A key file of the opened bundle. Public facts only. */
export interface OpenedKeyView {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly algorithm: string | null;
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly address: string | null;
  readonly mode: number;
  readonly bytes: number;
  /** It signs blocks: it only comes back through the guard against double-signing. */
  readonly isSigning: boolean;
  /** What is not as a manifest says; empty when all agrees. */
  readonly differs: readonly string[];
  /** Of a signing state, or a key with its state inside: how far it had signed; decimal digits. */
  readonly height: string | null;
}

/** Something people must know of. */
export interface IssueView {
  readonly severity: 'high' | 'medium' | 'low';
  readonly text: string;
}

/** A record that was left, or why there is none. */
export type RecordLeft = { readonly file: string; readonly hash: HashView } | { readonly why: string };

/** A part of the work and how long it took. */
export interface TimeView {
  readonly part: string;
  readonly milliseconds: number;
}

/** What a drill and a recovery show alike. */
export interface SharedAttempt {
  readonly step: AttemptStep;
  /** Sticks that were taken up. */
  readonly sticks: readonly FolderView[];
  /** Number of the stick that was tested longest ago; null while there is none. */
  readonly proposed: number | null;
  /** Number of the one that is used. */
  readonly used: number | null;
  /** What must be typed to go on despite tampering; null where there is none, or it was typed. */
  readonly tamperingSentence: string | null;
  readonly cards: readonly TakenCardView[];
  readonly refused: readonly RefusedCardView[];
  /** How many cards are still to be read; null while nobody knows. */
  readonly missing: number | null;
  /** Numbers of the cards that were tested longest ago, and no more than are needed. */
  readonly proposedCards: readonly number[];
  /** What only the opened bundle could tell of the folder around it. */
  readonly inside: readonly { readonly severity: string; readonly message: string }[];
  /** Empty before the bundle is open. */
  readonly keys: readonly OpenedKeyView[];
  readonly issues: readonly IssueView[];
  /** Why it could not go on; null while it can. */
  readonly failure: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
  readonly times: readonly TimeView[];
  /** Milliseconds since it was begun. */
  readonly elapsed: number;
  /** Milliseconds within which keys shall be back. */
  readonly objective: number;
  readonly record: RecordLeft | null;
  /** Paths of the saved report. */
  readonly saved: readonly string[];
}

/** A drill as a window shows it. */
export interface DrillView extends SharedAttempt {
  readonly work: 'drill';
  /** Null before it is begun. */
  readonly kind: DrillKindView | null;
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  /** What the last report says about the records on this stick. */
  readonly lastRecord: 'same' | 'newer' | 'missing' | 'not-compared' | null;
  /** Where a full drill restores to; null for other kinds. */
  readonly sandbox: {
    readonly path: string;
    readonly isWritten: boolean;
    readonly isRemoved: boolean;
  } | null;
  /** What came of it; null before its end. */
  readonly result: {
    readonly verdict: 'passed' | 'failed';
    readonly summary: string;
    readonly objectives: readonly {
      readonly text: string;
      readonly state: 'met' | 'missed' | 'not tested';
    }[];
    readonly nextSteps: readonly string[];
    readonly nextDue: readonly { readonly duty: string; readonly nextDue: string }[];
    readonly recoveryPoint: string | null;
    /** How long it took against the objective, in custody's words. */
    readonly rto: string;
  } | null;
}

/** What a recovery would write: nothing of it was written yet. */
export interface RestorePlanView {
  readonly destination: string;
  readonly layout: 'as-imported' | 'flat';
  readonly form: 'pkcs8-der' | null;
  readonly files: readonly {
    /** Below the destination. */
    readonly path: string;
    /** In the archive; null for a state that the guard makes. */
    readonly from: string | null;
    readonly mode: number;
    readonly bytes: number;
    readonly isSigningKey: boolean;
    readonly isSigningState: boolean;
  }[];
  /** What is in the way and would be renamed. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly isSigning: boolean }[];
  /** What a person types to agree to the moves; null where there are none. */
  readonly moveSentence: string | null;
  /** With which signing state each key comes back, and why. */
  readonly decisions: readonly {
    readonly path: string;
    readonly statePath: string;
    readonly decision: string;
    readonly basis: string;
    readonly height: string;
    readonly reason: string;
  }[];
  /** States that come from the backup as they are: a person types the height of each before anything is written. */
  readonly stale: readonly { readonly path: string; readonly height: string }[];
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  /** Keys that are others than the sealed manifest says. */
  readonly different: readonly string[];
  /** What speaks against this destination: neither memory nor encrypted. */
  readonly warning: string | null;
}

/** A recovery as a window shows it. */
export interface RecoveryView extends SharedAttempt {
  readonly work: 'recovery';
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  /** A card that the manifest does not list waits for a yes. */
  readonly isCardWaiting: boolean;
  readonly plan: RestorePlanView | null;
  /** What came of it; null before files were written. */
  readonly result: {
    readonly destination: string;
    readonly files: readonly {
      readonly path: string;
      readonly mode: number;
      readonly fingerprint: string | null;
      readonly address: string | null;
    }[];
    /** Files that hold another key than the sealed manifest says. */
    readonly different: readonly string[];
    readonly rto: string;
    /** The same in numbers: how long it took against the objective, in milliseconds. */
    readonly time: {
      readonly milliseconds: number;
      readonly limit: number;
      /** What it was counted from: the typed time of detection, that of the start, or the start of the program. */
      readonly from: 'detection' | 'start' | 'program';
      readonly isMet: boolean;
    };
  } | null;
}

/** A drill or a recovery. */
export type AttemptView = DrillView | RecoveryView;

/** A card's text as it was understood. */
export type AttemptReading =
  | { readonly status: 'proved'; readonly attempt: AttemptView }
  | Extract<CardReading, { status: 'corrected' }>;

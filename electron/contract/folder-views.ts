import type { HashView } from './views.ts';

// What a window may know of a stick that an earlier ceremony wrote. Nothing here is secret.

/** Something that reading a folder brought to light, in custody's words. */
export interface FindingView {
  readonly severity: 'tampering' | 'addition' | 'note';
  readonly message: string;
}

/** A duty that the manifest promises, and how it stands. */
export interface DutyView {
  readonly duty: 'integrity' | 'opening' | 'restore';
  /** `YYYY-MM-DD`; null when the ceremony itself was the last time. */
  readonly lastDone: string | null;
  /** `YYYY-MM-DD` */
  readonly nextDue: string;
  readonly overdueDays: number;
}

/** A card of the set, as the manifest outside the bundle lists it: not to be trusted for a yes. */
export interface ListedCardView {
  readonly number: number;
  /** Null where the plan does not publish names. */
  readonly custodian: string | null;
  /** `YYYY-MM-DD` of the last drill that proved it; null: never. */
  readonly lastTested: string | null;
  readonly isLost: boolean;
}

/** A record on the stick. */
export interface RecordView {
  readonly type: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`; null for one that cannot be read. */
  readonly time: string | null;
  readonly people: readonly string[];
  readonly hash: HashView;
}

/** A ceremony's folder on a stick, as it was read without any card. */
export interface FolderView {
  /** Counts from 1, in the order in which the sticks were taken up. */
  readonly number: number;
  /** Where it lies. */
  readonly place: string;
  /** Model and serial of the stick below it; null for a folder, or where the system does not tell. */
  readonly model: string | null;
  readonly serial: string | null;
  /** Null where the manifest cannot be read. */
  readonly ceremony: {
    readonly id: string;
    readonly label: string;
    readonly isRehearsal: boolean;
    /** `YYYY-MM-DD` */
    readonly date: string;
    readonly setId: string;
    readonly threshold: number;
    readonly count: number;
    readonly sources: readonly string[];
    readonly keys: number;
  } | null;
  readonly folderHash: HashView | null;
  /** The folder hash was compared with what stands on paper. */
  readonly isAuthenticated: boolean;
  readonly isBundleThere: boolean;
  /** False: the ceremony was never seen closed here. */
  readonly isClosed: boolean;
  readonly findings: readonly FindingView[];
  readonly cards: readonly ListedCardView[];
  readonly duties: readonly DutyView[];
  /** The oldest first. */
  readonly records: readonly RecordView[];
  /** `YYYY-MM-DDTHH:MM:SSZ` of the last drill that its records know of. */
  readonly lastDrill: string | null;
}

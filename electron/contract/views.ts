// What a window may know. Nothing here is secret but the changes of a `CardReading`, of which a person must see each.

/** A check of the preflight. */
export interface CheckView {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'pass' | 'warn' | 'block' | 'overridden';
  readonly finding: string;
  readonly evidence: readonly string[];
  /** What a person must compare with something outside the machine. */
  readonly confirm: string | null;
  readonly remedy: string | null;
}

/** An imported key file: public facts only. */
export interface KeyView {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly algorithm: string | null;
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly address: string | null;
  readonly bytes: number;
  readonly notes: readonly string[];
}

/** A stick of this ceremony. */
export interface StickView {
  readonly number: number;
  readonly folder: string;
  readonly state: 'written' | 'verified' | 'delivered' | 'failed';
}

/** A card of this ceremony. */
export interface CardView {
  readonly number: number;
  readonly custodian: string;
  readonly printed: number;
  readonly isProved: boolean;
}

/** A line of the live journal. */
export interface JournalLineView {
  readonly seq: number;
  readonly time: string;
  readonly event: string;
  readonly about: string;
}

/** A hash as it is read aloud and compared. */
export interface HashView {
  readonly hex: string;
  readonly words: string;
}

/** What a choice of people and places means. */
export interface ResilienceView {
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
  /** Places with what is left when the places of row and column burn together; null when there are too many. */
  readonly matrix: {
    readonly places: readonly string[];
    readonly rows: readonly (readonly { readonly cardsLeft: number; readonly isSurvived: boolean }[])[];
  } | null;
}

/** A plan as it was read, with the hash that is read aloud. */
export interface PlanView {
  readonly label: string;
  readonly purpose: string;
  readonly operator: string;
  readonly witnesses: readonly string[];
  readonly custodians: readonly { readonly name: string; readonly location: string }[];
  readonly threshold: number;
  readonly sticks: number;
  readonly sources: readonly string[];
  readonly hash: HashView;
  readonly resilience: ResilienceView;
}

/** Names of the steps, as the machine in custody has them. */
export type StepView =
  | 'preflight'
  | 'people'
  | 'keys'
  | 'seal'
  | 'sticks'
  | 'cards'
  | 'roll-call'
  | 'sign-off'
  | 'deliver'
  | 'closed'
  | 'aborted';

/** A whole ceremony as a window shows it. */
export interface CeremonyView {
  readonly ceremonyId: string;
  readonly step: StepView;
  readonly isRehearsal: boolean;
  readonly checks: readonly CheckView[];
  readonly isDateConfirmed: boolean;
  readonly plan: PlanView | null;
  readonly keys: readonly KeyView[];
  readonly setId: string | null;
  readonly folderHash: HashView | null;
  readonly sticks: readonly StickView[];
  readonly cards: readonly CardView[];
  readonly signedOff: readonly string[];
  readonly closingHead: HashView | null;
  readonly undelivered: readonly number[];
  /** What must be wiped should the ceremony end here. */
  readonly wipe: { readonly setId: string | null; readonly folders: readonly string[] };
  readonly journal: readonly JournalLineView[];
  /** Hash of the journal's last line. */
  readonly head: HashView;
}

/** A card's text as it was understood. */
export type CardReading =
  | { readonly status: 'proved'; readonly ceremony: CeremonyView }
  /** Characters were wrong: a person must look at each and say yes. */
  | {
      readonly status: 'corrected';
      readonly changes: readonly {
        readonly row: string;
        readonly group: number;
        readonly typed: string;
        readonly corrected: string;
      }[];
    };

/** A file or folder that main chose for the window. */
export interface ChosenFile {
  readonly handle: string;
  /** Last part of its path. */
  readonly name: string;
}

/** What the application says of itself. */
export interface AboutView {
  readonly version: string;
  readonly platform: string;
  /** The preview in a browser holds rehearsals only. */
  readonly rehearsalOnly: boolean;
}

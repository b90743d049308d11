import type { Concern, Interval, Remark, Survival, Told } from './told.ts';

// What a window may know. Nothing here is secret but the changes of a `CardReading`, of which a person must see each,
// and a `CardRow`, which its custodian copies by hand where no printer works.

/** A check of the preflight. */
export interface CheckView {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'pass' | 'warn' | 'block' | 'overridden';
  /** Nobody could look: the remedy says how a person looks. */
  readonly isUnchecked: boolean;
  readonly finding: string;
  readonly evidence: readonly string[];
  /** What a person must compare with something outside the machine. */
  readonly confirm: string | null;
  readonly remedy: string | null;
  /** Only looked at in a rehearsal: it would stop a real ceremony. */
  readonly wouldBlock: boolean;
  /** Who let it pass, and why; null where it is not overridden. */
  readonly override: { readonly witness: string; readonly reason: string } | null;
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
  readonly notes: readonly Told<{ readonly code: string }>[];
  /** It looks like a file of a known kind, and cannot be read as one. */
  readonly isDamaged: boolean;
  /** For a file that tells how far its key has signed; null for every other. */
  readonly signingState: {
    /** In its own words, as `height 4711042, round 0, step 3`; null where it does not say. */
    readonly signedUpTo: string | null;
    /** `YYYY-MM-DDTHH:MM:SSZ` at which the file was written. */
    readonly written: string;
  } | null;
}

/** A stick of this ceremony. */
export interface StickView {
  readonly number: number;
  readonly folder: string;
  readonly state: 'written' | 'verified' | 'delivered' | 'failed';
}

/** What a person looks at before a stick is written. */
export interface StickFacts {
  /** Where it is mounted. */
  readonly place: string;
  /** Vendor and model as the stick says of itself; null for a folder, or where it says nothing. */
  readonly model: string | null;
  readonly serial: string | null;
  readonly device: string;
  readonly sizeBytes: number;
  readonly freeBytes: number;
  /** What the ceremony takes. */
  readonly neededBytes: number;
  readonly fileSystem: string | null;
  /** Null where nobody can tell. */
  readonly isEncrypted: boolean | null;
  readonly isFolder: boolean;
  /** What speaks against it: `refuse` means that it cannot be written. */
  readonly objections: readonly ObjectionView[];
}

/** What speaks against a stick. */
export interface ObjectionView {
  /** As custody names it, or `unfinished` for what an earlier ceremony left there. */
  readonly id: string;
  readonly severity: 'refuse' | 'declare' | 'warn';
  readonly message: string;
  readonly remedy: string;
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
  readonly sentences: readonly Told<Survival>[];
  readonly warnings: readonly Told<Concern>[];
  /** Places with what is left when the places of row and column burn together; null when there are too many. */
  readonly matrix: {
    readonly places: readonly string[];
    readonly rows: readonly (readonly {
      readonly cardsLeft: number;
      readonly sticksLeft: number;
      readonly isSurvived: boolean;
    }[])[];
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
  /** Where each stick will lie; may be shorter than there are sticks. */
  readonly stickPlaces: readonly string[];
  readonly sources: readonly string[];
  /** The phrase that unlocks the sticks is printed on every card. */
  readonly isPhraseOnCards: boolean;
  /** What a plan file brings that nobody would expect: said before it is confirmed. */
  readonly remarks: readonly Told<Remark & { readonly isWarning: boolean }>[];
  readonly hash: HashView;
  readonly resilience: ResilienceView;
}

/** Whether a printed card still lies in the system's print spool. */
export interface SpoolView {
  /** `unreadable`: this user may not look; `none`: there is no spool where one would be. */
  readonly state: 'empty' | 'holds' | 'unreadable' | 'none';
  readonly folder: string;
  readonly files: number;
}

/** Something to be done again by a day. */
export interface DueView {
  readonly interval: Interval;
  readonly what: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly everyDays: number;
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
  | 'aborted'
  /** The process that held it ended by itself: the last that was seen of it. */
  | 'lost';

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
  /** The day that stands on the cards, `YYYY-MM-DD`; null before the seal. */
  readonly sealedOn: string | null;
  /** Whether cards wait for the phrase that unlocks the sticks; `none`: there is nothing to print. */
  readonly stickPhrase: 'needed' | 'given' | 'none';
  readonly sticks: readonly StickView[];
  /** How far the stick that was written last was put away; null: it stands for a folder, or none was written. */
  readonly ejected: 'by-hand' | 'unmounted' | 'locked' | 'powered-off' | 'failed' | null;
  readonly cards: readonly CardView[];
  /** What lies in the printer: cards go onto a quarter of it, which is A6 for A4. */
  readonly sheet: 'a4' | 'letter';
  /** The card that its custodian is copying by hand. */
  readonly copying: number | null;
  /** What the print spool keeps; null before a card was printed. */
  readonly spool: SpoolView | null;
  readonly signedOff: readonly string[];
  readonly closingHead: HashView | null;
  readonly undelivered: readonly number[];
  /** What the plan asks for from here on; empty before the ceremony is closed. */
  readonly due: readonly DueView[];
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
        /** Place in the group, from 1. */
        readonly character: number;
        readonly typed: string;
        readonly corrected: string;
      }[];
    };

/** What typed text is worth: told when all of it stands there, so that a slip is seen at once. */
export type CardCheck =
  | { readonly status: 'right' }
  /** It can be put right; the characters are shown when the card is read. */
  | { readonly status: 'correctable'; readonly changes: number }
  | {
      readonly status: 'wrong';
      readonly code: string;
      readonly message: string;
      readonly hint: string | null;
    };

/** A row of a card that is copied by hand. */
export interface CardRow {
  /** As it is printed before the row. */
  readonly letter: string;
  readonly groups: readonly string[];
  readonly rows: number;
  /** With the last row: the phrase that unlocks the sticks, which stands on every card; null where there is none. */
  readonly phrase: string | null;
}

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
  /** False for a build that was started from its sources: its window can be inspected. */
  readonly isPackaged: boolean;
}

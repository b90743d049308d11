import type { FolderView } from './folder-views.ts';
import type { HashView, StickFacts } from './views.ts';

// What is done with sticks and cards between ceremonies. Nothing here is secret, and no card is read.

/** A file of a stick that is not as it was sealed. */
export interface DamageView {
  /** Number of the stick. */
  readonly stick: number;
  readonly path: string;
  readonly fault: 'missing' | 'changed' | 'unreadable';
  readonly says: string;
}

/** Something about a stick, in custody's words. */
export interface ToldOfStickView {
  /** Number of the stick. */
  readonly stick: number;
  readonly message: string;
}

/** What came of comparing sticks. They are alike where nothing but notes came of it. */
export interface ComparisonView {
  /** Number of the stick that the others were held against. */
  readonly good: number;
  readonly damages: readonly DamageView[];
  /** Tampering that no file of a good stick puts right: such a stick is replaced. */
  readonly faults: readonly ToldOfStickView[];
  readonly added: readonly ToldOfStickView[];
  readonly notes: readonly ToldOfStickView[];
  /** What a person types to have damaged files replaced; null where there is none that can be. */
  readonly repairSentence: string | null;
  readonly isRepaired: boolean;
}

/** A record that was left on a stick. */
export interface LeftRecordView {
  /** Number of the stick; null for a copy, which is taken up anew after it was plugged in again. */
  readonly stick: number | null;
  readonly file: string;
  readonly hash: HashView;
}

/** What was done last, as it stays on the screen. */
export type DeedView =
  | {
      readonly kind: 'handover';
      readonly card: number;
      readonly from: string;
      readonly to: string;
      /** The plan publishes names: they stand on the stick too. */
      readonly isPublic: boolean;
      readonly records: readonly LeftRecordView[];
    }
  | {
      readonly kind: 'lost';
      readonly card: number | null;
      readonly stick: string | null;
      /** Cards reported lost, by number, earlier ones included. */
      readonly lost: readonly number[];
      readonly left: number;
      readonly threshold: number;
      readonly count: number;
      /** The same in custody's words. */
      readonly advice: readonly string[];
      readonly records: readonly LeftRecordView[];
    }
  | {
      readonly kind: 'checked';
      readonly sticks: number;
      /** All of them were compared with what stands on paper. */
      readonly isAuthenticated: boolean;
      readonly records: readonly LeftRecordView[];
    }
  | {
      readonly kind: 'repaired';
      /** How many files were replaced. */
      readonly files: number;
      /** Tampering is left on a stick, which no repair puts right. */
      readonly isRest: boolean;
      readonly records: readonly LeftRecordView[];
    }
  | {
      readonly kind: 'copied';
      /** Number of the stick that was copied. */
      readonly from: number;
      /** Where the copy was written. */
      readonly place: string;
      /** How far it was put away; null: it is a folder that stands for a stick in a rehearsal. */
      readonly ejected: 'by-hand' | 'unmounted' | 'locked' | 'powered-off' | 'failed' | null;
      /** Its number once it was plugged in again, taken up, and found as it was written; null before. */
      readonly verified: number | null;
      readonly records: readonly LeftRecordView[];
    };

/** The care of sticks and cards as a window shows it. */
export interface CareView {
  readonly work: 'care';
  readonly step: 'care' | 'lost';
  readonly sticks: readonly FolderView[];
  readonly comparison: ComparisonView | null;
  readonly deed: DeedView | null;
}

/** What a person looks at before a stick becomes a copy. */
export type TargetFacts = StickFacts;

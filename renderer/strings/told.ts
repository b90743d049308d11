import type { Concern, Interval, Remark, Survival, Told } from '../../electron/contract/told.ts';
import type { CheckView, ObjectionView } from '../../electron/contract/views.ts';
import type { Fault } from '../state/fault.ts';

/** What was told, in the language of the screen. */
export interface Said {
  readonly text: string;
  readonly remedy: string | null;
  /** The worker's own English words, where they may say more than the others. */
  readonly original: string | null;
}

/** A check in the language of the screen. */
export interface SaidCheck extends Said {
  readonly title: string;
  /** What is compared with something outside the machine. */
  readonly confirm: string | null;
}

/**
 * What custody and main say of themselves, which is English, in the language of a catalogue. English takes their words;
 * another language has its own by id and by code, and gives theirs as the original.
 */
export interface ToldStrings {
  readonly fault: (fault: Fault) => Said;
  readonly check: (check: CheckView) => SaidCheck;
  readonly objection: (objection: ObjectionView) => Said;
  /** Kind of a key file. */
  readonly keyType: (type: string) => string;
  readonly keyNote: (note: Told<{ readonly code: string }>) => Said;
  readonly survival: (told: Told<Survival>) => string;
  readonly concern: (told: Told<Concern>) => string;
  readonly remark: (told: Told<Remark>) => string;
  readonly due: (told: { readonly interval: Interval; readonly what: string }) => string;
  /** What the worker is doing, beside a progress bar. */
  readonly progress: (step: string) => string;
  /** What an event of the journal is; null where its own name says it, as in English. */
  readonly event: (event: string) => string | null;
}

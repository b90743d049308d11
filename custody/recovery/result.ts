import type { InnerManifest } from '@quorate/crypto-core/documents/manifest';
import type { Times } from '../drill/stopwatch.ts';
import type { Findings } from '../folder/findings.ts';
import type { AppendedRecord } from '../folder/records.ts';
import type { WrittenKey } from '../restore/read-back.ts';
import type { OpenedFile } from './opened-file.ts';
import type { RestorePlan } from './plan.ts';

/** Who recovers, and on what machine. */
export interface RecoveryContext {
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  /** Ids of the preflight checks that would stop a ceremony on this machine. */
  readonly machineUnfit: readonly string[];
}

/** What an opened bundle brought to light; nothing secret. */
export interface OpenedFacts {
  /** What was sealed: its maker knew the passphrase. */
  readonly manifest: InnerManifest;
  /** In the order of the archive. */
  readonly files: readonly OpenedFile[];
  /** What only the opened bundle can tell of the folder around it. */
  readonly findings: Findings;
}

/** What a person has said to a plan. */
export interface Confirmed {
  /** How many files they agreed to have moved aside; it must be all of the plan's. */
  readonly moves: number;
  /** They typed it: a yes given beforehand is not enough for a key that signs blocks or its state. */
  readonly wereMovesTyped: boolean;
  /** The heights they typed, each for a state of `RestorePlan.stale`. */
  readonly stale: readonly { readonly path: string; readonly height: string }[];
}

/** The record that was left on the stick, or why there is none. */
export type RecordLeft = AppendedRecord | { readonly why: string };

/** What came of a recovery; nothing secret. */
export interface Restored extends RecoveryContext {
  /** `YYYY-MM-DDTHH:MM:SSZ`, when all was written and read back. */
  readonly date: string;
  /** What was sealed. */
  readonly manifest: InnerManifest;
  readonly folder: {
    readonly path: string;
    readonly folderHash: string | null;
    /** The hash is the one on paper. */
    readonly isAuthenticated: boolean;
  };
  /** Numbers of the cards, in the order in which they were read. */
  readonly cards: readonly number[];
  /** Cards that the manifest does not list and that a person wanted used all the same. */
  readonly unlistedCards: readonly number[];
  /** Tamperings that a person went on despite; empty where there were none. */
  readonly tamperings: readonly string[];
  readonly despiteTampering: boolean;
  /** What was done: all of it is done now. */
  readonly plan: RestorePlan;
  readonly expected: readonly string[];
  /** Public sides of what was written, derived again from what was read back. */
  readonly keys: readonly WrittenKey[];
  readonly record: RecordLeft;
  readonly times: Times;
  /** Of the whole. */
  readonly milliseconds: number;
}

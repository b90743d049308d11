import type { InnerManifest, Manifest } from '@quorate/crypto-core/documents/manifest';
import type { ErrorGroup } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '../folder/read.ts';
import type { AppendedRecord } from '../folder/records.ts';
import type { DrillKind } from '../recovery/machine/state.ts';
import type { DutyStanding } from './due.ts';
import type { Issue } from './issue.ts';
import type { LastRecordAnswer } from './last-record.ts';
import type { RederivedKey } from './rederive.ts';
import type { Sandbox } from './sandbox.ts';
import type { Times } from './stopwatch.ts';

/** What of a derived key is public: all but the file itself. */
export type PublicKeyResult = Omit<RederivedKey, 'entry'>;

/** What a drill is told by the people who hold it. */
export interface DrillContext {
  readonly now: Date;
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  /** Fingerprints, addresses or public keys that production is known by. */
  readonly expected: readonly string[];
  /** When the loss was noticed and the work begun, where somebody typed it; UTC. */
  readonly detected: string | null;
  readonly started: string | null;
  readonly lastRecord: LastRecordAnswer;
  /** Ids of preflight checks that block a ceremony, and of those that warn. */
  readonly preflight: { readonly overridden: readonly string[]; readonly warnings: readonly string[] };
  /** Serial of the stick, or null. */
  readonly stick: string | null;
  readonly software: { readonly name: string; readonly version: string };
}

/** The record that was left, or why there is none. */
export type DrillRecord = AppendedRecord | { readonly why: string };

/** What came of a drill; nothing secret. */
export interface DrillResult extends DrillContext {
  readonly kind: DrillKind;
  readonly folder: CeremonyFolder;
  /** The sealed manifest where the bundle was opened, else that of the stick; null where neither can be read. */
  readonly manifest: Manifest | InnerManifest | null;
  readonly isOpened: boolean;
  readonly isCompared: boolean;
  readonly cards: readonly number[];
  readonly keys: readonly PublicKeyResult[];
  readonly sandbox: Sandbox | null;
  readonly issues: readonly Issue[];
  /** The group of the gravest failure; null when the drill passed. */
  readonly failure: ErrorGroup | null;
  readonly times: Times;
  readonly record: DrillRecord;
  /** What is due after this drill; empty where no manifest tells. */
  readonly duties: readonly DutyStanding[];
}

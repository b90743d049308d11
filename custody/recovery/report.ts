import { join } from 'node:path';
import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { type TimeToRestore, timeToRestore } from '../drill/objective.ts';
import { spanText } from '../drill/report.ts';
import { type TimedPart, timedParts } from '../drill/stopwatch.ts';
import type { PlannedFile, RestorePlan } from './plan.ts';
import type { Restored } from './result.ts';

/** What only the people of a recovery know, or the system around it. */
export interface RecoveryTold {
  /** Of the report. */
  readonly now: Date;
  /** When the loss was noticed and the work begun, where somebody typed it; UTC. */
  readonly detected: string | null;
  readonly started: string | null;
  /** Serial of the stick, or null. */
  readonly stick: string | null;
  readonly software: { readonly name: string; readonly version: string };
}

/** A file as a report tells it. */
export interface ReportedFile extends Omit<PlannedFile, 'path' | 'mode'> {
  /** Absolute. */
  readonly path: string;
  /** Octal digits, as `0600`. */
  readonly mode: string;
  /** Derived again from what was read back. */
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly address: string | null;
}

/** What came of a recovery, to print and to keep. Nothing secret, nothing escaped yet. */
export interface RecoveryReport {
  readonly format: 'quorate-recovery-report';
  readonly version: 1;
  readonly label: string;
  readonly isRehearsal: boolean;
  readonly date: string;
  readonly verdict: 'restored' | 'differs';
  readonly summary: string;
  readonly people: { readonly operator: string | null; readonly witnesses: readonly string[] };
  readonly machineUnfit: readonly string[];
  readonly backup: {
    readonly ceremonyId: string;
    readonly purpose: string;
    /** Everything changed after this moment is not in the backup. */
    readonly made: string;
    readonly threshold: number;
    readonly count: number;
    readonly setId: string;
    readonly stick: string | null;
    readonly folder: string;
    readonly folderHash: string | null;
    readonly isAuthenticated: boolean;
    /** What a person went on despite. */
    readonly tamperings: readonly string[];
  };
  readonly cards: readonly number[];
  readonly unlistedCards: readonly number[];
  readonly destination: { readonly path: string; readonly warning: string | null };
  readonly layout: RestorePlan['layout'];
  readonly form: RestorePlan['form'];
  readonly files: readonly ReportedFile[];
  readonly signing: RestorePlan['signing'];
  readonly moves: RestorePlan['moves'];
  readonly leftOut: RestorePlan['leftOut'];
  readonly different: RestorePlan['different'];
  readonly expected: readonly string[];
  readonly times: readonly { readonly part: TimedPart; readonly milliseconds: number }[];
  readonly total: number;
  readonly rto: TimeToRestore & { readonly detected: string | null; readonly started: string | null };
  readonly record:
    | { readonly file: string; readonly sha256: string; readonly words: string }
    | { readonly why: string };
  readonly signOff: readonly { readonly role: string; readonly name: string | null }[];
  readonly software: string;
}

/** What came of a recovery, as its report tells it. */
export function recoveryReport(restored: Restored, told: RecoveryTold): RecoveryReport {
  const { manifest, folder, plan, operator, witnesses, times, record, cards } = restored;
  const { ceremony, shareSet } = manifest;
  const { now, detected, started, stick, software } = told;
  const rto = timeToRestore({ times, now, detected, started, wasOpened: true });
  return {
    format: 'quorate-recovery-report',
    version: 1,
    label: ceremony.label,
    isRehearsal: ceremony.purpose === 'rehearsal',
    date: restored.date,
    verdict: plan.different.length === 0 ? 'restored' : 'differs',
    summary: summaryOf(restored),
    people: { operator, witnesses },
    machineUnfit: restored.machineUnfit,
    backup: {
      ceremonyId: ceremony.id,
      purpose: ceremony.purpose,
      made: ceremony.date,
      threshold: shareSet.threshold,
      count: shareSet.count,
      setId: shareSet.id,
      stick,
      folder: folder.path,
      folderHash: folder.folderHash,
      isAuthenticated: folder.isAuthenticated,
      tamperings: restored.tamperings,
    },
    cards,
    unlistedCards: restored.unlistedCards,
    destination: { path: plan.destination, warning: plan.exposure.warning },
    layout: plan.layout,
    form: plan.form,
    files: reportedFiles(restored),
    signing: plan.signing,
    moves: plan.moves,
    leftOut: plan.leftOut,
    different: plan.different,
    expected: restored.expected,
    times: timedParts.flatMap((part) => {
      const milliseconds = times[part];
      return milliseconds === undefined ? [] : [{ part, milliseconds }];
    }),
    total: times.total,
    rto: { ...rto, detected, started },
    record: 'why' in record ? record : { ...record, words: hashWords(fromHex(record.sha256)) },
    signOff: [
      { role: 'Operator', name: operator },
      ...(witnesses.length === 0 ? [null] : witnesses).map((name) => ({ role: 'Witness', name })),
    ],
    software: `${software.name} ${software.version}`,
  };
}

/** The name of a report's files, without their ending: `recovery-20270218T090000Z-2bdb6483`. */
export function recoveryReportName({ date, manifest }: Pick<Restored, 'date' | 'manifest'>): string {
  return `recovery-${date.replace(/[-:]/g, '')}-${manifest.ceremony.id}`;
}

/** What the timed parts are called in the report of a recovery. */
export const recoveryParts: Readonly<Record<TimedPart, string>> = {
  verify: 'Stick read and checked',
  cards: 'Cards fetched and read',
  open: 'Bundle opened, keys derived',
  compare: 'Restore planned',
  restore: 'Files written and read back',
};

/** The time that counts, in words. */
export function recoveryTimeText({ rto }: RecoveryReport): string {
  const since = {
    detection: `since the loss was noticed (${rto.detected})`,
    start: `since the work began (${rto.started})`,
    program: 'since the program was started',
  }[rto.from];
  return `${spanText(rto.milliseconds)} ${since}; objective: less than ${spanText(rto.limit)}: ${rto.isMet ? 'met' : 'MISSED'}`;
}

function reportedFiles({ plan, keys }: Restored): ReportedFile[] {
  const known = new Map(keys.map((key) => [key.path, key]));
  return plan.files.map((file) => {
    const { publicKey = null, fingerprint = null, address = null } = known.get(file.path) ?? {};
    return {
      ...file,
      path: join(plan.destination, file.path),
      mode: file.mode.toString(8).padStart(4, '0'),
      publicKey,
      fingerprint,
      address,
    };
  });
}

function summaryOf({ plan, keys, cards }: Restored): string {
  const withKey = keys.filter(({ publicKey }) => publicKey !== null).length;
  const differs =
    plan.different.length === 0 ? '' : `; ${plan.different.length} NOT what the sealed manifest says`;
  return `${plan.files.length} files restored with cards ${cards.join(', ')} and read back, ${withKey} public keys derived again from them${differs}`;
}

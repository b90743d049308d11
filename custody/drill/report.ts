import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { DutyStanding } from './due.ts';
import type { Issue } from './issue.ts';
import { type DrillKind, kinds } from './kinds.ts';
import { type TimeToRestore, timeToRestore } from './objective.ts';
import type { DrillResult, PublicKeyResult } from './result.ts';
import { type TimedPart, timedParts } from './stopwatch.ts';

/** A name and what is said under it; null where there is nothing to say. */
export interface Fact {
  readonly name: string;
  readonly value: string | null;
  /** A hash or an id: shown so that digits can be told apart. */
  readonly isCode: boolean;
}

/** Something the drill set out to show. */
export interface Objective {
  readonly text: string;
  readonly state: 'met' | 'missed' | 'not tested';
}

/** The report of a drill, in the order in which every rendering shows it. Nothing secret, nothing escaped yet. */
export interface DrillReport {
  readonly format: 'quorate-drill-report';
  readonly version: 1;
  readonly label: string;
  readonly isRehearsal: boolean;
  readonly date: string;
  readonly kind: DrillKind;
  readonly verdict: 'passed' | 'failed';
  readonly summary: string;
  readonly testers: { readonly operator: string | null; readonly witnesses: readonly string[] };
  readonly backup: readonly Fact[];
  readonly objectives: readonly Objective[];
  readonly results: readonly Fact[];
  readonly times: readonly { readonly part: TimedPart; readonly milliseconds: number }[];
  /** Milliseconds from the start of the program. */
  readonly total: number;
  readonly rto: TimeToRestore & { readonly detected: string | null; readonly started: string | null };
  readonly issues: readonly Omit<Issue, 'code'>[];
  /** Everything changed after this moment is not in the backup. */
  readonly recoveryPoint: string | null;
  readonly keys: readonly PublicKeyResult[];
  readonly nextSteps: readonly string[];
  readonly nextDue: readonly DutyStanding[];
  readonly signOff: readonly { readonly role: string; readonly name: string | null }[];
  readonly record:
    | { readonly file: string; readonly sha256: string; readonly words: string }
    | { readonly why: string };
  readonly software: string;
}

/** What came of a drill, as its report tells it. */
export function reportOf(drill: DrillResult): DrillReport {
  const { manifest, kind, now, operator, witnesses, times, record, issues, failure } = drill;
  const rto = timeToRestore({ ...drill, wasOpened: drill.isOpened });
  const verdict = failure === null ? 'passed' : 'failed';
  return {
    format: 'quorate-drill-report',
    version: 1,
    label: manifest?.ceremony.label ?? 'unknown ceremony',
    isRehearsal: manifest?.ceremony.purpose === 'rehearsal',
    date: `${now.toISOString().slice(0, 19)}Z`,
    kind,
    verdict,
    summary: summaryOf(drill),
    testers: { operator, witnesses },
    backup: backupFacts(drill),
    objectives: objectivesOf(drill, rto),
    results: resultFacts(drill),
    times: timedParts.flatMap((part) => {
      const milliseconds = times[part];
      return milliseconds === undefined ? [] : [{ part, milliseconds }];
    }),
    total: times.total,
    rto: { ...rto, detected: drill.detected, started: drill.started },
    issues: issues.map(({ severity, text }) => ({ severity, text })),
    recoveryPoint: manifest?.ceremony.date ?? null,
    keys: drill.keys,
    nextSteps: nextSteps(drill, rto),
    nextDue: drill.duties,
    signOff: [
      { role: 'Operator', name: operator },
      ...(witnesses.length === 0 ? [null] : witnesses).map((name) => ({ role: 'Witness', name })),
    ],
    record: 'why' in record ? record : { ...record, words: hashWords(fromHex(record.sha256)) },
    software: `${drill.software.name} ${drill.software.version}`,
  };
}

/** The name of a report's files, without their ending: `drill-20270218T090000Z-2bdb6483`. */
export function reportName({ now, manifest }: Pick<DrillResult, 'now' | 'manifest'>): string {
  const time = `${now.toISOString().slice(0, 19)}Z`.replace(/[-:]/g, '');
  return `drill-${time}-${manifest?.ceremony.id ?? 'unknown'}`;
}

function summaryOf({ kind, failure, keys, cards, isCompared }: DrillResult): string {
  const was = failure === null ? '' : 'what did not pass: ';
  const read =
    cards.length === 0 ? 'no card was read' : `cards ${cards.join(', ')} read, unchanged since the ceremony`;
  const same = keys.filter(({ differs }) => differs.length === 0).length;
  const compared = isCompared ? `; ${same} of ${keys.length} key files are what the manifest says` : '';
  return `${was}${kinds[kind].what}: ${read}${compared}`;
}

function backupFacts({ manifest, folder, stick }: DrillResult): Fact[] {
  const { ceremony, shareSet } = manifest ?? {};
  return [
    fact('Label', ceremony?.label ?? null),
    code('Ceremony', ceremony?.id ?? null),
    fact('Purpose', ceremony?.purpose ?? null),
    fact('Made', ceremony?.date ?? null),
    fact('Cards', shareSet === undefined ? null : `any ${shareSet.threshold} of ${shareSet.count}`),
    code('Card set', shareSet?.id ?? folder.bundle?.header.setId ?? null),
    code('Stick', stick),
    code('Folder', folder.path),
    code('Folder hash', folder.folderHash),
    fact(
      'On paper',
      folder.isAuthenticated ? 'the folder hash is the one on paper' : 'not compared with paper',
    ),
  ];
}

function objectivesOf(drill: DrillResult, rto: TimeToRestore): Objective[] {
  const { kind, folder, isOpened, isCompared, keys, expected, sandbox, manifest, cards, issues } = drill;
  const needsCards = kind !== 'integrity';
  const wanted = kind === 'roll-call' ? manifest?.shareSet.count : manifest?.shareSet.threshold;
  const refused = issues.some(({ code }) => code !== null && /^cards?-|^image-/.test(code));
  const unmet = issues.some(({ code: found }) => found === 'expectation-unmet');
  const opens = needsCards && kind !== 'roll-call';
  const compares = kind === 'restore' || kind === 'full';
  return [
    objective('Every file of the folder is as it was sealed', true, !isTampered(drill)),
    objective('The folder is the one on paper', folder.isAuthenticated, true),
    objective(
      `${kind === 'roll-call' ? 'All' : 'Enough'} cards are read, each unchanged since the ceremony`,
      needsCards,
      !refused && cards.length >= (wanted ?? 1),
    ),
    objective('The bundle opens with these cards', opens, isOpened),
    objective(
      'Every public key, derived again, is the one in the manifest',
      compares,
      isCompared && keys.every(({ differs }) => differs.length === 0),
    ),
    objective(
      'The keys are those that production is known by',
      compares && expected.length > 0,
      isCompared && !unmet,
    ),
    objective('The files can be restored, and the copy can sign nothing', kind === 'full', sandbox !== null),
    objective('The keys can be had again within the hour', isOpened, rto.isMet),
  ];
}

function isTampered({ issues }: DrillResult): boolean {
  return issues.some(({ code: found }) => found === 'folder-tampered');
}

function objective(text: string, isTested: boolean, isMet: boolean): Objective {
  return { text, state: !isTested ? 'not tested' : isMet ? 'met' : 'missed' };
}

function resultFacts(drill: DrillResult): Fact[] {
  const { cards, keys, isCompared, isOpened, expected, folder, preflight, lastRecord, sandbox } = drill;
  const same = keys.filter(({ differs }) => differs.length === 0).length;
  const answers = {
    same: 'the newest record is the one in the last report',
    newer: 'the record of the last report is there, and newer ones after it',
    missing: 'the record of the last report is NOT there',
    'not-compared': 'not compared with the last report',
  };
  return [
    fact('Files', isTampered(drill) ? 'NOT as they were sealed' : 'as they were sealed'),
    fact('Cards', cards.length === 0 ? 'none read' : `${cards.join(', ')}: unchanged since the ceremony`),
    fact('Bundle', isOpened ? 'opened in memory; nothing was imported' : 'not opened'),
    fact('Keys', isCompared ? `${same} of ${keys.length} are what the manifest says` : 'not compared'),
    fact('Production', expected.length === 0 ? 'no fingerprint was given' : expected.join(', ')),
    ...(sandbox === null ? [] : [fact('Sandbox', `${sandbox.files.length} files in ${sandbox.path}`)]),
    fact('Records', `${folder.records.stored.length} before this one; ${answers[lastRecord]}`),
    fact(
      'Machine',
      preflight.overridden.length === 0
        ? 'fit for a ceremony'
        : `not fit for a ceremony, and used all the same: ${preflight.overridden.join(', ')}`,
    ),
  ];
}

function nextSteps(drill: DrillResult, rto: TimeToRestore): string[] {
  const { record, kind, failure, isOpened, sandbox, preflight } = drill;
  const steps = [
    ...(failure === 'integrity'
      ? ['Set this stick aside as evidence, and hold this drill on another stick today']
      : []),
    ...(failure === 'shares'
      ? ['Ask for the cards that were not proved; plan a re-share if one is lost']
      : []),
    ...(failure === 'guard'
      ? ['Find out which keys production runs, and whether this backup is of them']
      : []),
    ...(failure !== null && !['integrity', 'shares', 'guard'].includes(failure)
      ? ['Mend what is named under issues, and hold the drill again']
      : []),
    ...(isOpened && !rto.isMet
      ? ['Find out what took so long: the keys are to be had again within the hour']
      : []),
    ...(preflight.overridden.length > 0
      ? ['Hold the next drill on a machine that passes the preflight']
      : []),
    ...(sandbox === null ? [] : [`Remove ${sandbox.path} when the copy was looked at`]),
    ...('why' in record ? ['Keep this report: the stick holds no record of this drill'] : []),
    'Seal the cards in new bags, and note their numbers (quorate handover)',
    ...('why' in record ? [] : ['Bring the hash of the record to the next drill']),
  ];
  // Nobody took a card out for it.
  return kind === 'integrity' ? steps.filter((step) => !step.startsWith('Seal the cards')) : steps;
}

function fact(name: string, value: string | null): Fact {
  return { name, value, isCode: false };
}

function code(name: string, value: string | null): Fact {
  return { name, value, isCode: true };
}

/** A span of time for people: `42 ms`, `7.4 s`, `3 min 20 s`, `1 h 05 min`. */
export function spanText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

import { dirname, relative } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '../drives/at-path.ts';
import { mayBeSameStick } from '../drives/same-stick.ts';
import { unlessPulled } from '../files/medium.ts';
import { type Reread, rereadPredicate } from '../files/patient-read.ts';
import { Findings } from '../folder/findings.ts';
import { recordsFolder, sumsFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { type AppendedRecord, closingMissing } from '../folder/records.ts';
import { leaveRecord } from '../records/leave-record.ts';
import { recordFaults } from './record-faults.ts';
import { type DamagedFile, damagedFiles, repairFile, sumsOf } from './repair.ts';

/** A stick on which files are not as they were sealed. */
export interface StickDamage {
  readonly stick: CeremonyFolder;
  readonly files: readonly DamagedFile[];
  /** What is wrong with it besides, as sentences, and no file of a good stick puts right. */
  readonly faults: readonly string[];
}

/** Something about a stick, as a sentence that names the file. */
export interface ToldOfStick {
  readonly stick: CeremonyFolder;
  readonly message: string;
}

/** What came of holding sticks of one ceremony against each other. They are alike where nothing but notes came of it. */
export interface StickComparison {
  /** The stick that the others were held against. */
  readonly good: CeremonyFolder;
  readonly damages: readonly StickDamage[];
  /** What is wrong with a stick, and no file of a good one puts right: such a stick is replaced. */
  readonly faults: readonly ToldOfStick[];
  /** What lies in a folder and is nothing of the ceremony. */
  readonly added: readonly ToldOfStick[];
  /** What else speaks against a stick: that it reads badly, or was never seen closed. */
  readonly notes: readonly ToldOfStick[];
}

/**
 * Compares several sticks of one ceremony: file by file what was sealed, the closing record, and whatever reading the
 * other records brought to light.
 * @param folders as they were just read
 * @throws `stick-twice`, `folder-tampered` where none is whole, `folder-hash-differs` for two that are whole and differ
 */
export function compareFolders(folders: readonly CeremonyFolder[]): StickComparison {
  refuseTwice(folders);
  const good = goodOf(folders);
  const listed = new Set([...sumsOf(good).map(({ path }) => path), sumsFile]);
  const judged = folders.map((stick) => judge(stick, good, listed));
  const told = (messages: (one: Judged) => readonly string[]) =>
    judged.flatMap((one) => messages(one).map((message) => ({ stick: one.stick, message })));
  return {
    good,
    damages: judged
      .filter(({ files }) => files.length > 0)
      .map(({ stick, files, faults }) => ({ stick, files, faults })),
    faults: told(({ faults }) => faults),
    added: told(({ added }) => added),
    notes: told(({ notes }) => notes),
  };
}

/**
 * Refuses what people have not agreed to: a comparison that would have other files replaced, of other sticks or from
 * another one, than the one they were shown.
 * @param now the sticks as they were just read
 * @throws `file-changed`
 */
export function refuseOtherRepair(now: StickComparison, shown: StickComparison): void {
  const scope = ({ good, damages }: StickComparison) =>
    JSON.stringify([good.path, good.folderHash, damages.map(({ stick, files }) => [stick.path, files])]);
  if (scope(now) === scope(shown)) return;
  throw new QuorateError(
    'file-changed',
    'the sticks are not as they were when they were compared',
    'compare them once more',
  );
}

interface Judged extends StickDamage {
  readonly added: readonly string[];
  readonly notes: readonly string[];
}

/** @param listed the files of the good stick that damage is found in one by one */
function judge(stick: CeremonyFolder, good: CeremonyFolder, listed: ReadonlySet<string>): Judged {
  const { path, findings } = stick;
  const rereads = new Findings();
  const onReread = (reread: Reread) => rereads.note(relative(path, reread.path), rereadPredicate(reread));
  const files = stick === good ? [] : damagedFiles(stick, good, onReread);
  const records = stick === good ? { closing: null, faults: [] } : recordFaults(stick, good);
  // What the damaged files bring with them: manifest, journal and bundle are held against each other.
  const isTold = (subject: string) =>
    isOfRecords(subject) || (files.length > 0 && (listed.has(subject) || subject === 'the folder hash'));
  const others = findings.tamperings.filter(({ subject }) => !isTold(subject));
  return {
    stick,
    files: records.closing === null ? files : [...files, records.closing],
    faults: [...others.map(({ message }) => message), ...records.faults],
    // Where SHA256SUMS itself is damaged, what it should list is nothing that was added.
    added: findings.all
      .filter(({ severity, subject }) => severity === 'addition' && !listed.has(subject))
      .map(({ message }) => message),
    notes: [...notesOf(findings, rereads), ...(records.closing === null ? neverClosed(stick, good) : [])],
  };
}

function isOfRecords(subject: string): boolean {
  return subject === recordsFolder || subject.startsWith(`${recordsFolder}/`);
}

/** The notes of both readings of a stick, one a file; that paper was not asked is a matter of all sticks. */
function notesOf(first: Findings, second: Findings): string[] {
  const notes = [...first.all, ...second.all].filter(
    ({ severity, subject, message }) =>
      severity === 'note' && subject !== 'the folder' && message !== closingMissing,
  );
  return [...new Map(notes.map(({ subject, message }) => [subject, message])).values()];
}

function neverClosed(stick: CeremonyFolder, good: CeremonyFolder): string[] {
  if (!stick.findings.all.some(({ message }) => message === closingMissing)) return [];
  const why =
    good.records.closing === null
      ? 'its ceremony was never seen closed'
      : `${good.path} has one, so this stick was not seen after it was written`;
  return [`it has no closing record: ${why}; do not rely on it alone`];
}

/**
 * Puts the damaged files of a stick right from a good one, reads it anew, and leaves a record of it there.
 * @param readAgain reads the stick after its repair
 * @throws the codes of {@link refuseUnproved} and `repairFile`; `medium-failed` for a stick that is gone;
 * `medium-differs` when it does not verify after all
 */
export function repairStick(
  damage: StickDamage,
  good: CeremonyFolder,
  people: string[],
  readAgain: (path: string) => CeremonyFolder,
): AppendedRecord {
  refuseUnproved(damage, good);
  return unlessPulled(
    damage.stick.path,
    () => repairAndRecord(damage, good, people, readAgain),
    'plug it in again, and compare and repair it once more',
  );
}

function repairAndRecord(
  { stick, files }: StickDamage,
  good: CeremonyFolder,
  people: string[],
  readAgain: (path: string) => CeremonyFolder,
): AppendedRecord {
  for (const { path } of files) repairFile(stick, good, path);
  const repaired = readAgain(stick.path);
  const fault = repaired.findings.tamperings[0];
  if (fault !== undefined) {
    throw new QuorateError(
      'medium-differs',
      `${stick.path} does not verify after the repair: ${fault.message}`,
      replaceIt,
    );
  }
  const data = { action: 'repaired', files: files.map(({ path }) => path) };
  return leaveRecord(repaired, { type: 'media', people, data });
}

const replaceIt = 'do not trust this stick: copy a good one onto another (quorate stick copy)';

/**
 * Refuses, before anything is written, to repair a stick that would not verify even then. Refuses as well to replace a
 * stick's own SHA256SUMS on the word of a stick that was not held against paper: one made of whole cloth holds together
 * too, and a flipped bit on the real one makes it the good one.
 * @throws `folder-tampered`, `folder-hash-differs`
 */
export function refuseUnproved({ stick, files, faults: [fault] }: StickDamage, good: CeremonyFolder): void {
  if (fault !== undefined) {
    throw new QuorateError('folder-tampered', `${stick.path} cannot be put right: ${fault}`, replaceIt);
  }
  if (good.isAuthenticated || files.every(({ path }) => path !== sumsFile)) return;
  throw new QuorateError(
    'folder-hash-differs',
    `${stick.path} and ${good.path} each have a SHA256SUMS of their own, and nobody has said which is the one on paper`,
    'give --folder-hash from a card, or type it where the sticks are compared; then repair again',
  );
}

/** A stick that is held against itself is always alike. */
function refuseTwice(folders: readonly CeremonyFolder[]): void {
  const roots = folders.map(({ path }) => ({ path, drive: driveAt(dirname(path)) }));
  for (const [index, one] of roots.entries()) {
    const twin = roots
      .slice(0, index)
      .find(({ path, drive }) => path === one.path || (!drive.isFolder && mayBeSameStick(drive, one.drive)));
    if (twin === undefined) continue;
    throw new QuorateError(
      'stick-twice',
      `${twin.path} and ${one.path} are on one physical stick`,
      'give each stick once',
    );
  }
}

/**
 * The stick that the others are held against: one that verifies, on paper too where a hash was given, and that has the
 * closing record where one of these has it.
 */
function goodOf(folders: readonly CeremonyFolder[]): CeremonyFolder {
  const whole = folders.filter(({ findings }) => findings.tamperings.length === 0);
  const [good] = whole;
  if (good === undefined) {
    throw new QuorateError(
      'folder-tampered',
      'none of these sticks is as it was sealed',
      'look for another stick of the ceremony',
    );
  }
  const other = whole.find(({ folderHash }) => folderHash !== good.folderHash);
  if (other !== undefined) {
    throw new QuorateError(
      'folder-hash-differs',
      `${good.path} and ${other.path} each hold together, and are not the same`,
      'give --folder-hash from a card: one of them was rewritten, or they are of two ceremonies',
    );
  }
  return whole.find(({ records }) => records.closing !== null) ?? good;
}

import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ChainPosition,
  type ClosingEnds,
  closingEnds,
  readJournal,
} from '@quorate/crypto-core/documents/journal';
import {
  authenticateRecord,
  type CeremonyRecord,
  readRecord,
  recordFileName,
  writeRecord,
} from '@quorate/crypto-core/documents/record';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { stickSerial } from '../drives/serial.ts';
import { aboutFile } from '../files/errors.ts';
import { writeFinishedFile } from '../files/finish.ts';
import { unlessPulled } from '../files/medium.ts';
import { readFileOnce } from '../files/read.ts';
import { compareBack, syncFolder, syncRenamed } from '../files/write.ts';
import { nodePrimitives } from '../primitives.ts';
import type { Findings } from './findings.ts';
import { closingFile, maxJournalBytes, recordsFolder, sumsFile } from './layout.ts';

/** A record that was read from a stick, with the hash the next one must name. */
export interface StoredRecord {
  readonly file: string;
  readonly number: number;
  /** Null when the file could not be read as a record. */
  readonly record: CeremonyRecord | null;
  /** SHA-256 of the file's bytes, 64 hex digits. */
  readonly sha256: string;
}

/** What `records/` holds. */
export interface FolderRecords {
  readonly closing: (ClosingEnds & { readonly sha256: string }) | null;
  readonly stored: readonly StoredRecord[];
  readonly signatures: readonly string[];
  /** What the next record must name as `previous`; null when SHA256SUMS is missing too. */
  readonly tip: string | null;
}

/** What every record of a folder must agree with. */
export interface RecordContext {
  readonly ceremonyId: string | null;
  readonly folderHash: string | null;
  /** Where the closing record takes up the journal; null when the journal does not hold. */
  readonly afterJournal: ChainPosition | null;
  /** A closing record that stands for the folder's own, which is then not looked at. */
  readonly closing?: NonNullable<FolderRecords['closing']>;
}

const maxRecords = 1000;
/** Weekly records of eighteen years; what is read beyond it was not written by this program. */
const maxAppended = 950;
const maxRecordsBytes = 64 * 1024 * 1024;
const recordName = /^(\d{4})-[a-z]+-\d{8}T\d{6}Z\.json$/;
const signatureName = /^SHA256SUMS\.[0-9A-Fa-f]{16,64}\.asc$/;

const closingSubject = `${recordsFolder}/${closingFile}`;
const closingIsMissing =
  'is missing: this stick was never seen after it was written, or its ceremony never came to its end';

/** The note about a folder without a closing record. */
export const closingMissing = `${closingSubject} ${closingIsMissing}`;

/** Reads and chains everything under `records/`; what is wrong becomes a finding. */
export function readRecords(folder: string, context: RecordContext, findings: Findings): FolderRecords {
  const path = join(folder, recordsFolder);
  const names = namesIn(path, findings);
  const closing =
    context.closing ??
    (names.includes(closingFile) ? readClosing(join(path, closingFile), context, findings) : null);
  if (closing === null && !names.includes(closingFile)) {
    findings.note(closingSubject, closingIsMissing);
  }
  let tip = closing?.sha256 ?? context.folderHash;
  const stored: StoredRecord[] = [];
  for (const name of withinBounds(path, names, findings)) {
    const next = readStored(path, name, { ...context, number: stored.length + 1, previous: tip }, findings);
    if (next === null) continue;
    stored.push(next);
    tip = next.sha256;
  }
  const signatures = names.filter((name) => signatureName.test(name) && isSignature(path, name, findings));
  for (const name of names) {
    if (name === closingFile || recordName.test(name) || signatureName.test(name)) continue;
    findings.note(`${recordsFolder}/${name}`, 'is not a file this program knows');
  }
  return { closing, stored, signatures, tip };
}

function namesIn(path: string, findings: Findings): string[] {
  const stats = findings.attempt(recordsFolder, () =>
    aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false })),
  );
  if (stats == null) return [];
  if (!stats.isDirectory()) {
    findings.tampering(recordsFolder, 'is not a folder');
    return [];
  }
  return (findings.attempt(recordsFolder, () => aboutFile(path, () => readdirSync(path))) ?? []).sort();
}

/** The records that are read: a stick may claim more than a ceremony leaves in a hundred years. */
function withinBounds(path: string, names: readonly string[], findings: Findings): readonly string[] {
  const files = names.filter((name) => recordName.test(name));
  let bytes = 0;
  const beyond = files.findIndex((file, at) => {
    bytes += sizeOf(join(path, file));
    return at === maxRecords || bytes > maxRecordsBytes;
  });
  if (beyond === -1) return files;
  findings.addition(
    recordsFolder,
    `holds too many records: ${files[beyond]} and the later ones were not read`,
  );
  return files.slice(0, beyond);
}

/** What cannot be told is said when the file is read. */
function sizeOf(path: string): number {
  try {
    return lstatSync(path).size;
  } catch {
    return 0;
  }
}

/** Whether there is something that gpg could read; it is not opened here, and a FIFO would never answer. */
function isSignature(path: string, name: string, findings: Findings): boolean {
  const place = join(path, name);
  const stats = findings.attempt(`${recordsFolder}/${name}`, () =>
    aboutFile(place, () => lstatSync(place, { throwIfNoEntry: false })),
  );
  if (stats === null) return false;
  const isFile = stats?.isFile() === true;
  if (!isFile) findings.addition(`${recordsFolder}/${name}`, 'is no plain file, and so no signature');
  return isFile;
}

function readClosing(path: string, context: RecordContext, findings: Findings): FolderRecords['closing'] {
  const what = `${recordsFolder}/${closingFile}`;
  const bytes = findings.attempt(
    what,
    () => readFileOnce(path, maxJournalBytes, findings.rereads(what)).bytes,
  );
  if (bytes === null) return null;
  const sha256 = toHex(nodePrimitives.sha256(bytes));
  const { afterJournal } = context;
  if (afterJournal === null) {
    findings.tampering(what, 'cannot be checked without the journal it goes on from');
    return null;
  }
  const ends = findings.attempt(what, () => closingEnds(readJournal(bytes, what, afterJournal)));
  if (ends === null) return null;
  if (ends.folderHash !== context.folderHash) findings.tampering(what, 'was made for another folder hash');
  return { ...ends, sha256 };
}

type Expectation = RecordContext & { readonly number: number; readonly previous: string | null };

function readStored(
  path: string,
  file: string,
  expected: Expectation,
  findings: Findings,
): StoredRecord | null {
  const what = `${recordsFolder}/${file}`;
  const bytes = findings.attempt(
    what,
    () => readFileOnce(join(path, file), maxJsonBytes, findings.rereads(what)).bytes,
  );
  if (bytes === null) return null;
  const sha256 = toHex(nodePrimitives.sha256(bytes));
  const number = Number(file.slice(0, 4));
  const record = findings.attempt(what, () => readRecord(bytes, what));
  const damage = (message: string) => findings.tampering(what, message);
  if (number !== expected.number)
    damage(`has number ${number} where ${expected.number} is due: a record is missing`);
  if (record !== null) {
    if (recordFileName(record) !== file) damage('does not say what its name says');
    if (record.previous !== expected.previous) damage('does not follow from the record before it');
    if (record.ceremonyId !== expected.ceremonyId) damage('belongs to another ceremony');
    if (record.folderHash !== expected.folderHash) damage('belongs to another folder');
  }
  return { file, number, record, sha256 };
}

/** What a new record tells. */
export interface NewRecord extends Pick<CeremonyRecord, 'type' | 'time' | 'people' | 'data'> {
  readonly ceremonyId: string;
  readonly folderHash: string;
  /** 32 bytes where the bundle was opened, else null. */
  readonly recordKey: Uint8Array | null;
}

/** A record that now lies on the stick. */
export interface AppendedRecord {
  readonly file: string;
  /** SHA-256 of its bytes: printed, and asked for at the next drill. */
  readonly sha256: string;
}

/**
 * Adds a record to a folder: under a partial name, flushed, read back, then named. What no reader would take as a
 * record is not written: it could never be taken away again without breaking the chain. Nor is one that follows from
 * records that are not there: people swap sticks, and all of a ceremony may be mounted at one path.
 * @throws `usage-option` naming the member that cannot stand in a record; `file-changed` for a folder that is not as it
 * was read; `medium-failed` for a stick that is gone; other `file-…` and `medium-…` codes
 */
export function appendRecord(folder: string, records: FolderRecords, entry: NewRecord): AppendedRecord {
  return unlessPulled(folder, () => append(folder, records, entry), pulledRemedy);
}

const pulledRemedy =
  'plug it in again and verify it: the record may lie there or not; if not, do this once more';

function append(folder: string, records: FolderRecords, entry: NewRecord): AppendedRecord {
  const { recordKey, ...told } = entry;
  if (records.stored.length >= maxAppended) {
    throw new QuorateError(
      'medium-full',
      `${folder} got no record: it holds ${records.stored.length}, and not many more are ever read`,
      'seal the keys anew: new sticks begin records of their own',
    );
  }
  const body = {
    format: 'quorate-record' as const,
    version: 1 as const,
    ceremonyId: told.ceremonyId,
    folderHash: told.folderHash,
    stick: stickSerial(folder),
    number: Math.max(0, ...records.stored.map((record) => record.number)) + 1,
    type: told.type,
    time: told.time,
    people: told.people,
    data: told.data,
    previous: records.tip ?? told.folderHash,
  };
  const bytes = writeRecord(
    recordKey === null ? { ...body, mac: null } : authenticateRecord(body, recordKey),
  );
  const file = recordFileName(body);
  checkReadable(bytes, file);
  refuseOther(folder, records, body);
  addToRecords(folder, file, bytes);
  return { file: `${recordsFolder}/${file}`, sha256: toHex(nodePrimitives.sha256(bytes)) };
}

/** Looks whether the folder, and the end of its chain, is still what was read. */
function refuseOther(
  folder: string,
  { closing, stored }: FolderRecords,
  { folderHash, number }: Pick<CeremonyRecord, 'folderHash' | 'number'>,
): void {
  const path = join(folder, recordsFolder);
  const last = stored.at(-1) ?? (closing && { file: closingFile, sha256: closing.sha256 });
  const isSame = (file: string, sha256: string) =>
    toHex(nodePrimitives.sha256(readFileOnce(file, maxJournalBytes).bytes)) === sha256;
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  const names = isThere ? aboutFile(path, () => readdirSync(path)) : [];
  const hasMore = names.some((name) => recordName.test(name) && Number(name.slice(0, 4)) >= number);
  if (
    !hasMore &&
    isSame(join(folder, sumsFile), folderHash) &&
    (last === null || isSame(join(path, last.file), last.sha256))
  )
    return;
  throw new QuorateError(
    'file-changed',
    `${folder} got no record: it is not as it was read, or another stick lies there by now`,
    'read the stick again',
  );
}

/** Reads a record as everybody will. */
function checkReadable(bytes: Uint8Array, file: string): void {
  try {
    readRecord(bytes, `the record ${file}`);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    throw new QuorateError(
      'usage-option',
      `nothing was written: ${error.message}`,
      'a record takes names of at most 120 characters and shorter texts, without control characters',
      { cause: error },
    );
  }
}

/**
 * Delivers the closing record onto a stick; the same bytes onto each. One that lies there already was delivered, if
 * every byte of it is on the medium: the stick was pulled after it had its name.
 * @throws `file-exists` where another lies there, with the remedy; other `file-…` and `medium-…` codes
 */
export function deliverClosing(folder: string, closing: Uint8Array): void {
  const records = recordsOf(folder);
  const path = join(records, closingFile);
  if (aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false })) === undefined) {
    writeToStay(path, closing);
    return;
  }
  try {
    compareBack(path, closing);
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code !== 'medium-differs') throw error;
    throw new QuorateError(
      'file-exists',
      `${path} is left from a try that was cut short, and is damaged: ${error.message}`,
      'delete this file, and deliver the closing record once more',
      { cause: error },
    );
  }
  syncRenamed(path);
  syncFolder(records);
}

function addToRecords(folder: string, name: string, bytes: Uint8Array): void {
  writeToStay(join(recordsOf(folder), name), bytes);
}

/** Read back once more under its final name: that is what everybody will read. */
function writeToStay(path: string, bytes: Uint8Array): void {
  writeFinishedFile(path, bytes, 0o644);
  compareBack(path, bytes);
}

/** The folder of the records, made where it is missing; nothing is written through a link. */
function recordsOf(folder: string): string {
  refuseLink(folder);
  const path = join(folder, recordsFolder);
  aboutFile(path, () => mkdirSync(path, { recursive: true, mode: 0o755 }));
  refuseLink(path);
  return path;
}

function refuseLink(path: string): void {
  if (aboutFile(path, () => lstatSync(path)).isDirectory()) return;
  throw new QuorateError(
    'file-is-link',
    `${path} is a link`,
    'take another stick: somebody put the link there',
  );
}

import { chainStart, positionAfter, readJournal } from '@quorate/crypto-core/documents/journal';
import { Findings } from '../folder/findings.ts';
import { journalFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { type FolderRecords, type RecordContext, readRecords } from '../folder/records.ts';
import { listedFile } from './folder-content.ts';
import { closingPath, type DamagedFile, faultOf, sumsOf } from './repair.ts';

/** What is wrong with the records of a stick. */
export interface RecordFaults {
  /** The closing record, where the good stick has the one that belongs there. */
  readonly closing: DamagedFile | null;
  /** What no other stick puts right, for each has records of its own; as sentences. */
  readonly faults: readonly string[];
}

/**
 * Looks at the records of a stick as they will stand once everything that a good one has was put right: a damaged
 * journal or `SHA256SUMS` says nothing against a record that follows from the whole one.
 * @param stick as it was just read
 * @param good a folder of the same ceremony that verifies
 */
export function recordFaults(stick: CeremonyFolder, good: CeremonyFolder): RecordFaults {
  const right = good.records.closing;
  if (stick.findings.tamperings.length === 0)
    return { closing: null, faults: otherClosing(stick.records, good) };
  const context = contextOf(good);
  const own = new Findings();
  const records = readRecords(stick.path, context, own);
  const closing = right === null ? null : closingDamage(records, own, right.sha256);
  if (right === null || closing === null) {
    return { closing: null, faults: [...messages(own), ...otherClosing(records, good)] };
  }
  const repaired = new Findings();
  readRecords(stick.path, { ...context, closing: right }, repaired);
  return { closing, faults: messages(repaired) };
}

/** A closing record that is not there is damage only where a record follows from it: it was there once. */
function closingDamage(
  { closing, stored: [first] }: FolderRecords,
  { tamperings }: Findings,
  sha256: string,
): DamagedFile | null {
  if (closing !== null) return null;
  const fault = tamperings.find(({ subject }) => subject === closingPath);
  if (fault !== undefined) {
    const { code, message } = fault;
    return { path: closingPath, fault: code === undefined ? 'changed' : faultOf(code), says: message };
  }
  return first?.number === 1 && first.record?.previous === sha256
    ? { path: closingPath, fault: 'missing', says: `${closingPath} does not exist` }
    : null;
}

/** Every stick got the same closing record, and which of two is the right one only paper tells. */
function otherClosing({ closing }: FolderRecords, good: CeremonyFolder): string[] {
  const right = good.records.closing;
  if (closing === null || right === null || closing.sha256 === right.sha256) return [];
  return [
    `${closingPath} is another than on ${good.path}: hold the closing head of both against the transcript or a receipt`,
  ];
}

function contextOf(good: CeremonyFolder): RecordContext {
  const sum = sumsOf(good).find(({ path }) => path === journalFile);
  const entries = sum === undefined ? [] : readJournal(listedFile(good.path, sum), journalFile, chainStart);
  const last = entries.at(-1);
  return {
    ceremonyId: good.manifest?.ceremony.id ?? null,
    folderHash: good.folderHash,
    afterJournal: last === undefined ? null : positionAfter(last),
  };
}

function messages({ tamperings }: Findings): string[] {
  return tamperings.map(({ message }) => message);
}

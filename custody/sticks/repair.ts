import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readSums, type Sum } from '@quorate/crypto-core/documents/sha256sums';
import { type ErrorCode, errorGroups, QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import type { OnReread } from '../files/patient-read.ts';
import { readFileOnce } from '../files/read.ts';
import { removeFile, syncFolder, syncRenamed, writeNewFile } from '../files/write.ts';
import { closingFile, maxJournalBytes, recordsFolder, sumsFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { hashOf, listedFile } from './folder-content.ts';

/** A file of a stick that is not as it was sealed. */
export interface DamagedFile {
  readonly path: string;
  /** `missing`, `changed`, or `unreadable` with what the system says of it. */
  readonly fault: 'missing' | 'changed' | 'unreadable';
  readonly says: string;
}

/** The closing record's path below a folder: the same bytes on every stick, though `SHA256SUMS` does not list it. */
export const closingPath = `${recordsFolder}/${closingFile}`;

/**
 * Finds the files listed in `SHA256SUMS` that differ from what was sealed, and itself: rot, or somebody's hand.
 * @param stick the folder that is looked at
 * @param good a folder of the same ceremony that verifies
 * @param onReread told of places of the stick that were not read at the first try
 */
export function damagedFiles(
  stick: CeremonyFolder,
  good: CeremonyFolder,
  onReread?: OnReread,
): DamagedFile[] {
  const listed = sumsOf(good).map((sum) => damageOf(stick.path, sum, onReread));
  return [sumsDamage(stick, good), ...listed].filter((damage) => damage !== null);
}

function sumsDamage(stick: CeremonyFolder, good: CeremonyFolder): DamagedFile | null {
  if (stick.folderHash === good.folderHash) return null;
  const unread = stick.findings.tamperings.find(({ subject, code }) => subject === sumsFile && code);
  return stick.folderHash === null && unread?.code !== undefined
    ? { path: sumsFile, fault: faultOf(unread.code), says: unread.message }
    : { path: sumsFile, fault: 'changed', says: 'is another than on the good stick' };
}

function damageOf(folder: string, sum: Sum, onReread?: OnReread): DamagedFile | null {
  try {
    listedFile(folder, sum, onReread);
    return null;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return { path: sum.path, fault: faultOf(error.code), says: error.message };
  }
}

/** What is wrong with a file that was refused: what could not be read may be as it was. */
export function faultOf(code: ErrorCode): DamagedFile['fault'] {
  if (code === 'file-not-found') return 'missing';
  return errorGroups[code] === 'integrity' ? 'changed' : 'unreadable';
}

/**
 * Puts one file of a stick right from a good one: written beside it, flushed, read back from the medium where the
 * system has a way past its cache, and then renamed into its place, so that at no moment there is less than before.
 * What an earlier repair of it left unfinished is taken away.
 * @param path of a listed file, of `SHA256SUMS`, or {@link closingPath}
 * @throws `file-is-link` where a folder of the stick leads elsewhere, other `file-…` and `medium-…` codes; the stick is
 * as it was then
 */
export function repairFile(stick: CeremonyFolder, good: CeremonyFolder, path: string): void {
  const bytes = bytesOf(good, path);
  const final = join(stick.path, path);
  const folder = ownFolder(stick.path, dirname(path));
  removeLeftovers(folder, basename(path));
  const partial = join(folder, `${partialPrefix}${randomBytes(4).toString('hex')}-${basename(path)}`);
  writeNewFile(partial, bytes, 0o644);
  try {
    aboutFile(final, () => renameSync(partial, final));
  } catch (error) {
    removeFile(partial);
    throw error;
  }
  syncRenamed(final);
  syncFolder(folder);
}

/**
 * The folder of a file on a stick nobody trusts, made where it is missing. Every step of it must be a folder of the
 * stick's own: a link would have the good file written somewhere else on this computer.
 * @throws `file-is-link`, `file-…` codes
 */
function ownFolder(root: string, below: string): string {
  if (!existsSync(root))
    throw new QuorateError(
      'medium-failed',
      `${root} is not there any more`,
      'plug the stick in again, and mount it',
    );
  let folder = root;
  for (const part of ['.', ...(below === '.' ? [] : below.split('/'))]) {
    folder = join(folder, part);
    const stats = aboutFile(folder, () => lstatSync(folder, { throwIfNoEntry: false }));
    if (stats === undefined) aboutFile(folder, () => mkdirSync(folder, { mode: 0o755 }));
    else if (!stats.isDirectory()) {
      throw new QuorateError(
        'file-is-link',
        `${folder} is not a folder of the stick`,
        'do not trust this stick: copy a good one onto another (quorate stick copy)',
      );
    }
  }
  return folder;
}

/** A stick that was pulled during a repair may hold what that one had begun: no file of a ceremony folder. */
function removeLeftovers(folder: string, name: string): void {
  const left = aboutFile(folder, () => readdirSync(folder)).filter(
    (entry) => entry.startsWith(partialPrefix) && entry.endsWith(`-${name}`),
  );
  for (const entry of left)
    aboutFile(join(folder, entry), () => rmSync(join(folder, entry), { force: true }));
}

/** A file of the good stick, as it was when it was read. @throws `folder-tampered` when it is another by now */
function bytesOf(good: CeremonyFolder, path: string): Uint8Array {
  if (path === sumsFile) return sameBytes(good, path, maxJsonBytes, good.folderHash);
  return path === closingPath
    ? sameBytes(good, path, maxJournalBytes, good.records.closing?.sha256 ?? null)
    : listedFile(good.path, sumOf(good, path));
}

function sameBytes(good: CeremonyFolder, path: string, most: number, sha256: string | null): Uint8Array {
  const { bytes } = readFileOnce(join(good.path, path), most);
  if (hashOf(bytes) === sha256) return bytes;
  throw new QuorateError(
    'folder-tampered',
    `${good.path}/${path} changed since it was read`,
    'compare the sticks once more',
  );
}

/** The files that `SHA256SUMS` of a good stick lists, with their hashes. @throws `folder-tampered` when it changed since */
export function sumsOf(good: CeremonyFolder): Sum[] {
  return readSums(sameBytes(good, sumsFile, maxJsonBytes, good.folderHash));
}

function sumOf(good: CeremonyFolder, path: string) {
  const sum = sumsOf(good).find((one) => one.path === path);
  if (sum === undefined) throw new Error(`${path} is not listed on the good stick`);
  return sum;
}

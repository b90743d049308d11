import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readSums } from '@quorate/crypto-core/documents/sha256sums';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { readFileOnce } from '../files/read.ts';
import { removeFile, syncFolder, syncRenamed, writeNewFile } from '../files/write.ts';
import { sumsFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { listedFile } from './folder-content.ts';

/** A file of a stick that is not as it was sealed. */
export interface DamagedFile {
  readonly path: string;
  /** `missing`, `changed`, or `unreadable` with what the system says of it. */
  readonly fault: 'missing' | 'changed' | 'unreadable';
  readonly says: string;
}

/**
 * Finds the files that differ from what was sealed: rot, or somebody's hand.
 * @param stick the folder that is looked at
 * @param good a folder of the same ceremony that verifies
 */
export function damagedFiles(stick: CeremonyFolder, good: CeremonyFolder): DamagedFile[] {
  const sums = sumsOf(good);
  const sumsDamage = stick.folderHash === good.folderHash ? [] : [damageOf(stick.path, sumsFile, null)];
  return [...sumsDamage, ...sums.map((sum) => damageOf(stick.path, sum.path, sum))].filter(
    (damage) => damage !== null,
  );
}

function damageOf(
  folder: string,
  path: string,
  sum: { readonly path: string; readonly sha256: string } | null,
): DamagedFile | null {
  try {
    if (sum === null) return { path, fault: 'changed', says: 'is another than on the good stick' };
    listedFile(folder, sum);
    return null;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const fault =
      error.code === 'file-not-found'
        ? 'missing'
        : error.code === 'folder-tampered'
          ? 'changed'
          : 'unreadable';
    return { path, fault, says: error.message };
  }
}

/**
 * Puts one file of a stick right from a good one: written beside it, flushed, read back, and then renamed into its
 * place, so that at no moment there is less than before. What an earlier repair of it left unfinished is taken away.
 * @throws `file-is-link` where a folder of the stick leads elsewhere, other `file-…` and `medium-…` codes; the stick is
 * as it was then
 */
export function repairFile(stick: CeremonyFolder, good: CeremonyFolder, path: string): void {
  const bytes =
    path === sumsFile
      ? readFileOnce(join(good.path, sumsFile), maxJsonBytes).bytes
      : listedFile(good.path, sumOf(good, path));
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

function sumsOf({ path }: CeremonyFolder) {
  return readSums(readFileOnce(join(path, sumsFile), maxJsonBytes).bytes);
}

function sumOf(good: CeremonyFolder, path: string) {
  const sum = sumsOf(good).find((one) => one.path === path);
  if (sum === undefined) throw new Error(`${path} is not listed on the good stick`);
  return sum;
}

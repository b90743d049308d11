import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { placeFile } from '../files/place.ts';
import { compareWithFile, type Owner, removeFile, syncFolder, writeNewFile } from '../files/write.ts';

/** A file to be restored. */
export interface RestoreTarget {
  /** Relative to the destination, with `/`. */
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

const folderMode = 0o700;

/**
 * Writes all files below a destination, or none: first every file under a partial name, flushed and read back; only
 * when all are there does each get its final name, in the given order; then all are read once more. If anything
 * fails, what was made is taken away again.
 * @param targets none of them exists yet, see `checkConflicts`; a consensus key stands after its signing state
 * @throws `file-…`, `medium-…` codes
 */
export function writeAll(destination: string, targets: readonly RestoreTarget[], owner?: Owner): void {
  // Random, so that nothing that was there before can be taken for ours and removed.
  const made: Made = { run: randomBytes(4).toString('hex'), folders: [], files: new Set() };
  try {
    const staged = targets.map((target, index) => stage(destination, target, index, made, owner));
    for (const { partial, final } of staged) {
      placeFile(partial, final);
      made.files.delete(partial);
      made.files.add(final);
    }
    for (const folder of new Set(staged.map(({ final }) => dirname(final)))) syncFolder(folder);
    for (const folder of made.folders) syncFolder(dirname(folder));
    for (const [index, { final }] of staged.entries()) {
      compareWithFile(final, (targets[index] as RestoreTarget).content);
    }
  } catch (error) {
    undo(made);
    throw error;
  }
}

/** What a restore has made so far, outermost folder first. */
interface Made {
  readonly run: string;
  readonly folders: string[];
  readonly files: Set<string>;
}

function stage(destination: string, target: RestoreTarget, index: number, made: Made, owner?: Owner) {
  const final = join(destination, target.path);
  makeFolders(destination, dirname(final), made, owner);
  const partial = join(dirname(final), `${partialPrefix}${made.run}-${index}`);
  made.files.add(partial);
  writeNewFile(partial, target.content, target.mode, owner);
  return { partial, final };
}

function makeFolders(destination: string, folder: string, made: Made, owner?: Owner): void {
  if (aboutFile(folder, () => lstatSync(folder, { throwIfNoEntry: false })) !== undefined) return;
  if (folder !== destination) makeFolders(destination, dirname(folder), made, owner);
  aboutFile(folder, () => {
    mkdirSync(folder, { mode: folderMode });
    made.folders.push(folder);
    if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  });
}

function undo(made: Made): void {
  for (const file of made.files) removeFile(file);
  for (const folder of [...made.folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody else put something in: that is not ours to take away.
    }
  }
}

import { randomBytes } from 'node:crypto';
import { lchownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { placeFile } from '../files/place.ts';
import { compareWithFile, type Owner, removeFile, syncFolder, writeNewFile } from '../files/write.ts';
import { type Move, moveAside, moveBack } from './move-aside.ts';
import type { RestoreTarget } from './target.ts';

/** How files are written, where it is not the ordinary way. */
export interface WritingChoice {
  readonly owner?: Owner | undefined;
  /** What stands in the way and is moved aside first, in this order; see `planMoves`. */
  readonly moves?: readonly Move[];
}

const folderMode = 0o700;

/**
 * Writes all files below a destination, or none: first every file under a partial name, flushed and read back; only
 * when all are there do they get their final names, group after group, each group on the medium before the next
 * begins; then all are read once more. If anything fails, what was made is taken away again.
 * @param groups none of the files exists yet, see `checkConflicts`; a consensus key stands in a later group than its
 * signing state, so that no power cut can leave the key alone
 * @throws `file-…`, `medium-…` codes
 */
export function writeAll(
  destination: string,
  groups: readonly (readonly RestoreTarget[])[],
  owner?: Owner,
): void {
  const made = nothingMade();
  const endHold = holdSignals();
  try {
    write(destination, groups, made, { owner });
  } catch (error) {
    undo(made);
    throw error;
  } finally {
    endHold();
  }
}

/**
 * {@link writeAll}, and what was written is proved before it counts: if that fails, everything is as it was before.
 * @param prove looks at the files under their final names, and throws when they are not what they should be
 * @throws as `writeAll`, and whatever `prove` throws
 */
export async function writeProved(
  destination: string,
  groups: readonly (readonly RestoreTarget[])[],
  choice: WritingChoice,
  prove: () => Promise<void>,
): Promise<void> {
  const made = nothingMade();
  const endHold = holdSignals();
  try {
    write(destination, groups, made, choice);
    await prove();
  } catch (error) {
    undo(made);
    throw error;
  } finally {
    endHold();
  }
}

function write(
  destination: string,
  groups: readonly (readonly RestoreTarget[])[],
  made: Made,
  { owner, moves = [] }: WritingChoice,
): void {
  const staged = groups.map((group) => group.map((target) => stage(destination, target, made, owner)));
  for (const move of moves) {
    moveAside(move);
    made.moved.push(move);
  }
  for (const group of staged) placeGroup(group, made);
  // Last: whoever owns a folder could put a link in its place while we still write below it.
  if (owner !== undefined) for (const folder of made.folders) chownFolder(folder, owner);
  for (const { final, target } of staged.flat()) compareWithFile(final, target.content);
}

/** Ctrl-C between two files would leave plaintext behind: while this holds, signals wait until all is done or undone. */
function holdSignals(): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const wait = () => {};
  for (const signal of signals) process.on(signal, wait);
  return () => {
    for (const signal of signals) process.off(signal, wait);
  };
}

function placeGroup(group: readonly Staged[], made: Made): void {
  for (const { partial, final } of group) {
    placeFile(partial, final);
    made.files.delete(partial);
    made.files.add(final);
  }
  for (const folder of new Set(group.map(({ final }) => dirname(final)))) syncFolder(folder);
  for (const folder of made.folders) syncFolder(dirname(folder));
}

/** A file that lies finished under its partial name. */
interface Staged {
  readonly partial: string;
  readonly final: string;
  readonly target: RestoreTarget;
}

/** What a restore has made and moved so far, outermost folder and first move first. */
interface Made {
  readonly run: string;
  readonly folders: string[];
  readonly files: Set<string>;
  readonly moved: Move[];
}

function nothingMade(): Made {
  // Random, so that nothing that was there before can be taken for ours and removed.
  return { run: randomBytes(4).toString('hex'), folders: [], files: new Set(), moved: [] };
}

function stage(destination: string, target: RestoreTarget, made: Made, owner?: Owner): Staged {
  const final = join(destination, target.path);
  makeFolders(destination, dirname(final), made);
  const partial = join(dirname(final), `${partialPrefix}${made.run}-${made.files.size}`);
  made.files.add(partial);
  writeNewFile(partial, target.content, target.mode, owner);
  return { partial, final, target };
}

function makeFolders(destination: string, folder: string, made: Made): void {
  if (aboutFile(folder, () => lstatSync(folder, { throwIfNoEntry: false })) !== undefined) return;
  if (folder !== destination) makeFolders(destination, dirname(folder), made);
  aboutFile(folder, () => {
    mkdirSync(folder, { mode: folderMode });
    made.folders.push(folder);
  });
}

function chownFolder(folder: string, { uid, gid }: Owner): void {
  aboutFile(folder, () => lchownSync(folder, uid, gid));
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
  moveBack(made.moved);
}

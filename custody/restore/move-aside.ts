import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { placeFile } from '../files/place.ts';
import { compareWithFile, syncFolder } from '../files/write.ts';
import type { GuardedRestore } from './signing.ts';
import type { RestoreTarget } from './target.ts';

/** A file in the way of a restored one, and the name it is to get. Absolute paths. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** It stands where a key that signs blocks, or its signing state, is to be written. */
  readonly isSigning: boolean;
  /** A signing state as the guard saw it: one that has changed since belongs to a node that runs. */
  readonly seen: Uint8Array | null;
}

/**
 * What stands in the way of files to be restored, to be moved aside, in an order in which no power cut can leave a key
 * that signs without its state: such keys go first, their states and all else after them.
 * @param groups as they will be written: the last one is of the keys that sign blocks
 * @param guarded what the guard saw there, and what it keeps
 * @param time of the restore, `YYYY-MM-DDTHH:MM:SSZ`
 * @throws `file-is-link`, `file-not-regular` for what is no file; `restore-conflict` for a file with the newest state
 */
export function planMoves(
  destination: string,
  { first, then, seen, kept }: GuardedRestore,
  time: string,
): Move[] {
  const suffix = `.old-${time.replace(/[-:]/g, '')}`;
  const move = ({ path }: RestoreTarget, isKey: boolean): Move[] => {
    const from = join(destination, path);
    if (!isFileThere(from)) return [];
    if (kept.has(path)) throw isNewest(from);
    const state = seen.get(path) ?? null;
    return [{ from, to: `${from}${suffix}`, isSigning: isKey || state !== null, seen: state }];
  };
  return [...then.flatMap((target) => move(target, true)), ...first.flatMap((target) => move(target, false))];
}

function isNewest(path: string): QuorateError {
  return new QuorateError(
    'restore-conflict',
    `${path} holds a newer signing state than the backup, and stays`,
    'nothing needs to be restored in its place; restore into an empty folder to look at the backup',
  );
}

function isFileThere(path: string): boolean {
  const stats = aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (stats === undefined) return false;
  if (stats.isFile()) return true;
  throw new QuorateError(
    stats.isSymbolicLink() ? 'file-is-link' : 'file-not-regular',
    `${path} is in the way and is no file`,
    'only files are moved aside: look at it, and move it away yourself',
  );
}

/**
 * Gives a file its other name, on the medium before this returns, and never in the place of another.
 * @throws `file-changed` for a signing state that is not what the guard saw; `file-exists` and other `file-…` codes
 */
export function moveAside({ from, to, seen }: Move): void {
  rename(from, to);
  if (seen === null) return;
  try {
    compareWithFile(to, seen);
  } catch {
    rename(to, from);
    throw new QuorateError(
      'file-changed',
      `${from} changed while it was moved: a node runs there and signs`,
      'stop that node first, then begin again',
    );
  }
}

function rename(from: string, to: string): void {
  placeFile(from, to);
  syncFolder(dirname(to));
}

/**
 * Takes moves back after a failure, the last one first, so that a key never stands there without its state.
 * @throws `file-failed` naming what could not be taken back
 */
export function moveBack(moves: readonly Move[]): void {
  for (const { from, to } of [...moves].reverse()) {
    try {
      rename(to, from);
    } catch (cause) {
      throw new QuorateError(
        'file-failed',
        `the restore failed, and ${to} could not be given its old name again`,
        `nothing is lost: rename it to ${from} by hand, its signing state before any key`,
        { cause },
      );
    }
  }
}

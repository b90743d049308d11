import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from './at-path.ts';
import type { Drive } from './drive.ts';
import { type FoundVolume, lsblkArguments, parseLsblk } from './lsblk.ts';

/** Fixed: nothing that a shell or PATH says can put another program in its place. */
const lsblk = '/usr/bin/lsblk';
const patience = 10_000;
const mostOutput = 4 * 1024 * 1024;

/** A volume that could be a stick, with what speaks for itself. */
export type ListedDrive = Drive & Pick<FoundVolume, 'isLocked'>;

/**
 * Finds the volumes of this machine that could be sticks: on a disk that can be taken out and is not the system's own.
 * Mounted ones are looked at where they are mounted; locked and unmounted ones are listed too, for a person wonders
 * where the stick is that was just plugged in.
 * @throws `file-failed` where the system does not tell
 */
export function listDrives(): ListedDrive[] {
  if (process.platform !== 'linux') {
    throw new QuorateError(
      'file-failed',
      'finding sticks was not yet tried on this system',
      'choose where the stick is mounted',
    );
  }
  return parseLsblk(askLsblk())
    .filter(({ isSystem, isRemovable }) => isRemovable && !isSystem)
    .map(described);
}

function askLsblk(): string {
  try {
    return execFileSync(lsblk, [...lsblkArguments], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8' },
      maxBuffer: mostOutput,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: patience,
    });
  } catch {
    throw new QuorateError(
      'file-failed',
      `${lsblk} did not answer`,
      'install util-linux, or choose where the stick is mounted',
    );
  }
}

/** What is mounted tells more, and what it tells is newer. */
function described(volume: FoundVolume): ListedDrive {
  const { mountPoint, isLocked } = volume;
  if (mountPoint !== null && isThere(mountPoint)) return { ...driveAt(mountPoint), isLocked };
  return { ...volume, connection: null, isWritable: false, ceremonyFolders: [] };
}

function isThere(path: string): boolean {
  try {
    statfsSync(path);
    return true;
  } catch {
    return false;
  }
}

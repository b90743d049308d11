import { execFileSync } from 'node:child_process';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from './at-path.ts';
import { blockDevice, majorMinorOf } from './block-device.ts';
import type { Drive } from './drive.ts';
import { askedVolumes } from './elsewhere.ts';
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
 * where the stick is that was just plugged in. On macOS and Windows each says that finding was `notYetTried` there.
 * @throws `file-failed` where the system does not tell
 */
export function listDrives(): ListedDrive[] {
  return foundVolumes()
    .filter(({ isSystem, isRemovable }) => isRemovable && !isSystem)
    .map(described);
}

function foundVolumes(): (FoundVolume & Pick<Drive, 'connection'>)[] {
  if (process.platform === 'linux') return parseLsblk(askLsblk()).map(completed);
  const volumes = askedVolumes();
  if (volumes === null) {
    throw new QuorateError(
      'file-failed',
      'this system did not say what is plugged in',
      'choose where the stick is mounted',
    );
  }
  return volumes.map((volume) => ({ ...volume, connection: null }));
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

/** The kernel knows what lsblk does not: without udev names and numbers, and always what a mapping encrypts with. */
function completed(volume: FoundVolume): FoundVolume & Pick<Drive, 'connection'> {
  const numbers = majorMinorOf(volume.device);
  const device = numbers === null ? null : blockDevice(numbers);
  if (device === null) return { ...volume, connection: null };
  return {
    ...volume,
    physicalDevice: device.disk,
    vendor: volume.vendor ?? device.vendor,
    model: volume.model ?? device.model,
    serial: volume.serial ?? device.serial,
    connection: device.sequence,
    isRemovable: volume.isRemovable || device.isRemovable,
    encryption: volume.isLocked || device.encryption === 'none' ? volume.encryption : device.encryption,
  };
}

/** What is mounted tells more, and what it tells is newer. */
function described(volume: FoundVolume & Pick<Drive, 'connection'>): ListedDrive {
  const { mountPoint, isLocked } = volume;
  if (mountPoint !== null) {
    try {
      return { ...driveAt(mountPoint, volume), isLocked };
    } catch {
      // It was pulled, or unmounted, since it was found.
    }
  }
  return { ...volume, isWritable: false, ceremonyFolders: [] };
}

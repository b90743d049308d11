import { type ListedDrive, listDrives } from '@quorate/custody/drives/list';
import type { Outcome } from '../command.ts';
import type { Io } from '../io.ts';

/** What could be a stick, to be held against the one in the hand. */
export function listSticks(io: Io): Outcome {
  const drives = listDrives();
  for (const drive of drives) io.print(...linesOf(drive));
  if (drives.length === 0) io.say('no stick is plugged in, as far as this system tells');
  return { json: { ok: true, drives } };
}

function linesOf(drive: ListedDrive): string[] {
  const { device, vendor, model, serial, size, free, fileSystem, mountPoint, isLocked, isEncrypted } = drive;
  const named = [vendor, model].filter((part) => part !== null).join(' ');
  const state = isLocked
    ? 'locked: unlock it first'
    : mountPoint === null
      ? 'not mounted'
      : `mounted at ${mountPoint}, ${gigabytes(free)} free`;
  return [
    `${device.padEnd(24)}${named === '' ? 'it does not say what it is' : named}${serial === null ? '' : `, serial ${serial}`}`,
    `${''.padEnd(24)}${gigabytes(size)}, ${fileSystem ?? 'no file system seen'}, ${isEncrypted === true ? 'encrypted' : 'NOT encrypted'}; ${state}`,
    ...drive.ceremonyFolders.map((name) => `${''.padEnd(24)}holds ${name}`),
  ];
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

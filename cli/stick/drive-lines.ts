import type { Drive, Encryption } from '@quorate/custody/drives/drive';
import type { ListedDrive } from '@quorate/custody/drives/list';

/** What a list of drives says: two lines for each, and the ceremonies on it. */
export function listLines(drives: readonly ListedDrive[]): string[] {
  const lines = drives.flatMap(driveLines);
  if (drives.some(({ notYetTried }) => notYetTried === true)) {
    lines.push('finding sticks is not yet tried on this system: hold each against the stick in your hand');
  }
  return lines;
}

/** A drive, to be held against the stick in the hand. */
export function driveLines(drive: ListedDrive): string[] {
  const { device, size, free, fileSystem, mountPoint, isLocked, encryption } = drive;
  const state = isLocked
    ? 'locked: unlock it first'
    : mountPoint === null
      ? 'not mounted'
      : `mounted at ${mountPoint}, ${gigabytes(free)} free`;
  return [
    `${device.padEnd(24)}${nameOf(drive)}`,
    `${''.padEnd(24)}${gigabytes(size)}, ${fileSystem ?? 'no file system seen'}, ${encryptionWords(encryption)}; ${state}`,
    ...drive.ceremonyFolders.map((name) => `${''.padEnd(24)}holds ${name}`),
  ];
}

/** What a stick says of itself. */
export function nameOf({ vendor, model, serial }: Pick<Drive, 'vendor' | 'model' | 'serial'>): string {
  const named = [vendor, model].filter((part) => part !== null).join(' ');
  return `${named === '' ? 'it does not say what it is' : named}${serial === null ? '' : `, serial ${serial}`}`;
}

function encryptionWords(encryption: Encryption | null): string {
  if (encryption === null) return 'nobody can tell whether it is encrypted';
  if (encryption === 'none') return 'NOT encrypted';
  return encryption === 'other' ? 'encrypted' : `encrypted (${encryption})`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

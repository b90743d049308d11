import { posix, win32 } from 'node:path';
import type { FoundVolume } from './lsblk.ts';
import { type Described, plainFolder } from './plain-folder.ts';

/**
 * What macOS or Windows says of what lies at a place. Volumes appear at known places there, and so do network shares:
 * one that the system does not list is no stick. Where it does not answer, the place alone tells that it is a volume.
 * @param place an absolute path, links resolved
 * @param volumes all that the system lists; null where it does not answer
 */
export function otherDrive(
  place: string,
  volumes: readonly FoundVolume[] | null,
  platform: string = process.platform,
): Described {
  const volume = volumes?.find(
    ({ mountPoint }) => mountPoint !== null && isSame(mountPoint, place, platform),
  );
  if (volume !== undefined) return describedVolume(volume);
  const folder = {
    ...plainFolder(place, { fileSystem: null, isReadOnly: false }),
    notYetTried: true,
  };
  if (!isPlaceOfVolumes(place, platform)) return folder;
  return volumes === null ? { ...folder, isFolder: false } : { ...folder, isUnlisted: true };
}

/** A volume that macOS or Windows lists: neither counts how often it was plugged in. */
export function describedVolume({ isLocked: _, size, free, mountPoint, ...facts }: FoundVolume): Described {
  return { ...facts, connection: null, notYetTried: true };
}

function isSame(one: string, other: string, platform: string): boolean {
  return platform === 'win32' ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** `/Volumes/KEYS`, `E:\`, `\\server\share\` */
function isPlaceOfVolumes(place: string, platform: string): boolean {
  return platform === 'win32' ? win32.parse(place).root === place : posix.dirname(place) === '/Volumes';
}

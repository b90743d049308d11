import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import { listDrives } from '../drives/list.ts';
import { mayBeSameStick } from '../drives/same-stick.ts';

/**
 * Where a stick's folder is after the stick was plugged in again: where it was, or wherever the system has mounted the
 * stick now.
 * @param folder the ceremony folder as it was written
 * @param written the stick as it was then
 * @param list what is mounted, `look` what lies at a place; others only in tests
 * @returns the folder's path now; the path given where it is found nowhere
 * @throws `stick-unfit` where two sticks could be it: a copy that says the same of itself would take its place
 */
export function findAgain(
  folder: string,
  written: Drive,
  list: () => readonly Drive[] = mountedSticks,
  look: (path: string) => Drive = driveAt,
): string {
  if (written.isFolder) return folder;
  const name = basename(folder);
  const found = list().filter(
    (drive) => mayBeSameStick(drive, written) && drive.ceremonyFolders.includes(name),
  );
  const [one] = found;
  const other = found.find(({ physicalDevice }) => physicalDevice !== one?.physicalDevice);
  if (one !== undefined && other !== undefined) {
    throw new QuorateError(
      'stick-unfit',
      `${one.device} and ${other.device} say the same of themselves, and both hold ${name}: nobody can tell which was written`,
      'take out the one that does not belong here',
    );
  }
  if (existsSync(folder) && mayBeSameStick(look(dirname(folder)), written)) return folder;
  return one?.mountPoint == null ? folder : join(one.mountPoint, name);
}

/** The drives that are mounted. None where the system does not tell: then the stick must be where it was. */
export function mountedSticks(): Drive[] {
  try {
    return listDrives();
  } catch {
    return [];
  }
}

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import { listDrives } from '../drives/list.ts';
import { mayBeSameStick } from '../drives/same-stick.ts';

/**
 * Where a stick's folder is after the stick was plugged in again: where it was, or wherever the system has mounted the
 * stick now.
 * @param folder the ceremony folder as it was written
 * @param written the stick as it was then
 * @returns the folder's path now; the path given where it is found nowhere
 */
export function findAgain(folder: string, written: Drive): string {
  if (written.isFolder || isOn(folder, written)) return folder;
  const name = basename(folder);
  const found = mountedSticks().find(
    (drive) => mayBeSameStick(drive, written) && drive.ceremonyFolders.includes(name),
  );
  return found?.mountPoint == null ? folder : join(found.mountPoint, name);
}

function isOn(folder: string, written: Drive): boolean {
  return existsSync(folder) && mayBeSameStick(driveAt(dirname(folder)), written);
}

/** None where the system does not tell: then the stick must be where it was. */
function mountedSticks(): Drive[] {
  try {
    return listDrives();
  } catch {
    return [];
  }
}

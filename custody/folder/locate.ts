import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { bundleFile, closingFile, recordsFolder, sumsFile } from './layout.ts';

/**
 * Finds the ceremony folder a person means: the given one, or the only one at the root of a stick. Its name does not
 * matter, only that it holds a bundle or a SHA256SUMS.
 * @param path a ceremony folder, or the folder where a stick is mounted
 * @throws `file-…` codes, `folder-not-found`, `folder-several`
 */
export function locateFolder(path: string): string {
  const stats = aboutFile(path, () => lstatSync(path));
  if (stats.isSymbolicLink()) {
    throw new QuorateError(
      'file-is-link',
      `${path} is a link`,
      'links are never followed: give the folder itself',
    );
  }
  if (!stats.isDirectory()) {
    throw new QuorateError(
      'folder-not-found',
      `${path} is not a folder`,
      'give the ceremony folder or the stick',
    );
  }
  if (isCeremonyFolder(path)) return path;
  const inside = aboutFile(path, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(partialPrefix))
    .map((entry) => join(path, entry.name))
    .filter(isCeremonyFolder)
    .sort();
  const [only, ...others] = inside;
  if (only === undefined) {
    throw new QuorateError(
      'folder-not-found',
      `${path} holds no ceremony folder`,
      `a ceremony folder holds ${bundleFile}; give the folder where the stick is mounted`,
    );
  }
  if (others.length > 0) {
    throw new QuorateError(
      'folder-several',
      `${path} holds ${inside.length} ceremony folders`,
      `give one of: ${inside.map(markUnclosed).join(', ')}`,
    );
  }
  return only;
}

/** A ceremony that never came to its end leaves a folder without a closing record, and cards that are to be destroyed. */
function markUnclosed(folder: string): string {
  return isThere(join(folder, recordsFolder, closingFile)) ? folder : `${folder} (no closing record)`;
}

/** True for a folder that holds a bundle or a SHA256SUMS, whatever else is wrong with it. */
export function isCeremonyFolder(path: string): boolean {
  return [bundleFile, sumsFile].some((name) => isThere(join(path, name)));
}

/** True when anything of that name is there and this user may know it, a dangling link included; it never throws. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

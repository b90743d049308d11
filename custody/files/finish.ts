import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { placeFile } from './place.ts';
import { removeFile, syncFolder, syncRenamed, writeNewFile } from './write.ts';

/** What an unfinished file or folder is called: never one of the final names. */
export const partialPrefix = '.quorate-partial-';

/**
 * Makes a file that was not there: written under a partial name, flushed, read back, then given its final name, and
 * the folder flushed. Whoever sees the final name sees the whole file.
 * @param mode permission bits, whatever the umask
 * @throws `file-…` and `medium-…` codes; nothing is left behind
 */
export function writeFinishedFile(path: string, bytes: Uint8Array, mode: number): void {
  const folder = dirname(path);
  // Random, so that what an interrupted run left is never in the way.
  const partial = join(folder, `${partialPrefix}${randomBytes(4).toString('hex')}-${basename(path)}`);
  writeNewFile(partial, bytes, mode);
  try {
    placeFile(partial, path);
  } catch (error) {
    removeFile(partial);
    throw error;
  }
  syncRenamed(path);
  syncFolder(folder);
}

import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { placeFile } from './place.ts';
import { removeFile, syncFolder, syncRenamed, writeNewFile } from './write.ts';

/** What an unfinished file or folder is called: never one of the final names. */
export const partialPrefix = '.quorate-partial-';

/**
 * Makes a file that was not there: written under a partial name, flushed, read back from the medium where the system
 * has a way past its cache, then given its final name, and the folder flushed. Whoever sees the final name sees the
 * whole file.
 * @param mode permission bits, whatever the umask
 * @throws `file-…` and `medium-…` codes. Nothing is left behind, as far as the medium still lets it be taken away; but
 * where the flush after the naming fails, the whole file keeps its final name, and may be lost when the power goes
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

import { linkSync, lstatSync, renameSync, unlinkSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from './errors.ts';

// exFAT and FAT know no hard links, and say so in several ways.
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Gives a finished file its final name in the same folder, never taking the place of another: by a hard link, which
 * the system refuses when the name is taken, or, where there are none, by a look and a rename.
 * @throws `file-exists` and other `file-…` codes
 */
export function placeFile(partial: string, final: string): void {
  aboutFile(final, () => {
    try {
      linkSync(partial, final);
    } catch (error) {
      if (!noLinks.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      if (lstatSync(final, { throwIfNoEntry: false }) !== undefined) {
        throw new QuorateError(
          'file-exists',
          `${final} already exists`,
          'nothing is ever overwritten: move it away',
        );
      }
      renameSync(partial, final);
      return;
    }
    unlinkSync(partial);
  });
}

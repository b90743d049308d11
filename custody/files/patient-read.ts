import { readSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';

/** How often a place is read before it is given up. */
const maxTries = 3;
/** The system reads no smaller piece of a medium than this, so an error is not told more exactly. */
const pieceBytes = 4096;
const sectorBytes = 512;

// A reading past the cache is told the device's own word, any other one EIO. EILSEQ: a sector whose check sum is wrong.
const mediumErrors = new Set(['EIO', 'ENODATA', 'EREMOTEIO', 'ETIMEDOUT', 'EILSEQ']);

/** A place of a file that could be read, but not at once. */
export interface Reread {
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** At which try it was read. */
  readonly tries: number;
}

/** Is told of every place that was not read at once. */
export type OnReread = (reread: Reread) => void;

/**
 * Reads from a place of a file like `readSync`, and again where the medium reports an error: a stick that is dying
 * often gives a sector at the second try. A failed read leaves nothing in the system's cache, so that each try asks
 * the medium.
 * @param path for what is said
 * @param position bytes from the start of the file
 * @param onReread told when it took more than one try
 * @returns bytes read; 0 at the end of the file
 * @throws `medium-failed` with the place of the first piece that cannot be read; other system errors as they are
 */
export function readPatiently(
  path: string,
  descriptor: number,
  place: Uint8Array,
  position: number,
  onReread?: OnReread,
): number {
  const got = readTrying(descriptor, place, position, (tries) =>
    onReread?.({ path, offset: position, tries }),
  );
  if (got !== null) return got;
  // Which piece of it? What was read of it by now counts.
  for (let at = 0; at < place.length; at += pieceBytes) {
    const piece = place.subarray(at, Math.min(at + pieceBytes, place.length));
    const read = readTrying(descriptor, piece, position + at, () => {});
    if (read === null) throw unreadable(path, position + at);
    if (read < piece.length) {
      onReread?.({ path, offset: position, tries: maxTries + 1 });
      return at + read;
    }
  }
  onReread?.({ path, offset: position, tries: maxTries + 1 });
  return place.length;
}

/** @returns null when the medium reported an error at every try */
function readTrying(
  descriptor: number,
  place: Uint8Array,
  position: number,
  onReread: (tries: number) => void,
): number | null {
  for (let tries = 1; tries <= maxTries; tries++) {
    try {
      const got = readSync(descriptor, place, 0, place.length, position);
      if (tries > 1) onReread(tries);
      return got;
    } catch (error) {
      if (!mediumErrors.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return null;
}

function unreadable(path: string, offset: number): QuorateError {
  return new QuorateError(
    'medium-failed',
    `${path} cannot be read: the medium reports an error ${placeText(offset)}, at ${maxTries} tries`,
    'use another stick',
  );
}

function placeText(offset: number): string {
  return `at byte ${offset} (sector ${Math.floor(offset / sectorBytes)} of the file)`;
}

/** What to say of a {@link Reread}, after the file's name. */
export function rereadPredicate({ offset, tries }: Reread): string {
  return `was read only at try ${tries}, ${placeText(offset)}: a stick that does so is dying, replace it`;
}

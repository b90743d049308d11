import { constants, readSync } from 'node:fs';

/** Linux opens a file past its cache with it; other systems and some file systems have nothing of the kind. */
const direct = constants.O_DIRECT ?? 0;

/** Sizes and addresses of direct reading are multiples of what the device reads at once; no device reads more. */
const block = 4096;

/** Where in its memory the engine puts an array's bytes: a header of this size, or a multiple of it, stands before. */
const headerStep = 16;

/** Flag for opening a file past its cache; 0 where there is none. */
export const pastCache = direct;

/**
 * An array that a file opened with {@link pastCache} can be read into: its bytes lie at a multiple of the device's
 * block. The engine does not say where an array lies, so places in a larger one are tried on the file itself.
 * @param descriptor of the open file
 * @param bytes a multiple of 4096
 * @param position where the places are tried, a multiple of 4096: where nothing was ever written any place will do
 * @returns null when the file cannot be read past its cache
 */
export function directChunk(descriptor: number, bytes: number, position = 0): Uint8Array | null {
  const room = new Uint8Array(bytes + block);
  for (let offset = 0; offset < block; offset += headerStep) {
    // The header is most often one step, so the first place to fit is most often the last before a block.
    const at = (block - headerStep + block - offset) % block;
    const place = room.subarray(at, at + bytes);
    if (isReadable(descriptor, place, position)) return place;
  }
  return null;
}

function isReadable(descriptor: number, place: Uint8Array, position: number): boolean {
  try {
    readSync(descriptor, place, 0, place.length, position);
    return true;
  } catch (error) {
    // The one answer to a wrong place; whatever else is wrong is met again, and told, by whoever reads on.
    return (error as NodeJS.ErrnoException).code !== 'EINVAL';
  }
}

import { blockBytes, paddedSize } from '../archive/ustar.ts';
import { QuorateError } from '../errors.ts';
import { maxJsonBytes } from '../json/bounds.ts';
import { type ScryptCost, tagBytes } from '../primitives.ts';
import { type BundleRoom, bundleRoomAt, maxFrontBytes } from './layout.ts';

/**
 * Memory in which key files stand where the bundle will have them, so that a large one is in memory once, from the
 * disk to the stick: read into its place, packed around it, encrypted in its place.
 */
export interface KeyRoom {
  /** All of it; zeros wherever no key file stands. */
  readonly bytes: Uint8Array;
  /** The place of each key file, in the archive's order. */
  readonly contents: readonly Uint8Array[];
}

/** In front of the key files, for what is known only when they are sealed: the bundle's front, and the manifest. */
const frontBytes = maxFrontBytes + blockBytes + paddedSize(maxJsonBytes);

/**
 * Makes room for key files, for a manifest of any size in front of them, and for what stands behind them. Memory that
 * is never written to is never taken from the system, so the room for the manifest costs nothing.
 * @param sizes of the key files in the archive's order; the caller has made sure that they are not too large
 */
export function reserveKeyRoom(sizes: readonly number[]): KeyRoom {
  let at = frontBytes;
  const starts = sizes.map((size) => {
    const start = at + blockBytes;
    at = start + paddedSize(size);
    return start;
  });
  const bytes = new Uint8Array(at + 2 * blockBytes + tagBytes);
  return {
    bytes,
    contents: starts.map((start, index) => bytes.subarray(start, start + (sizes[index] as number))),
  };
}

/**
 * The part of a room that becomes the bundle, once the size of the manifest is known.
 * @param cost what the bundle will be sealed with: the length of its header depends on it
 * @throws `bundle-too-large`
 */
export function bundleRoomIn({ bytes }: KeyRoom, manifestBytes: number, cost: ScryptCost): BundleRoom {
  if (manifestBytes > maxJsonBytes) {
    throw new QuorateError(
      'bundle-too-large',
      `the manifest has ${manifestBytes} bytes, more than the ${maxJsonBytes} a reader takes`,
      'give fewer files, or make two ceremonies',
    );
  }
  const start = frontBytes - blockBytes - paddedSize(manifestBytes);
  return bundleRoomAt(bytes, start, cost);
}

import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from './errors.ts';

/** A file as it was read, once. */
export interface FileReading {
  /** A plain array of its own; whoever holds it zeroes it where it is secret. */
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  /** Last change of the contents. */
  readonly modified: Date;
}

// Windows has neither; there a reparse point is caught by the check for a regular file.
const noFollow = constants.O_NOFOLLOW ?? 0;
// A FIFO would block the open until somebody writes to it.
const nonBlock = constants.O_NONBLOCK ?? 0;

/**
 * Opens a regular file for reading, follows no link, and closes it whatever happens.
 * @param maxBytes the largest size that is still read
 * @throws `file-…` and `medium-…` codes, naming the path
 */
export function withFile<Result>(
  path: string,
  maxBytes: number,
  use: (descriptor: number, stats: Stats) => Result,
): Result {
  return aboutFile(path, () => {
    const descriptor = openSync(path, constants.O_RDONLY | noFollow | nonBlock);
    try {
      const stats = fstatSync(descriptor);
      if (stats.isDirectory())
        throw new QuorateError('file-not-regular', `${path} is a folder`, 'give a file');
      if (!stats.isFile()) throw new QuorateError('file-not-regular', `${path} is not a regular file`);
      if (stats.size > maxBytes) {
        throw new QuorateError(
          'file-too-large',
          `${path} has ${stats.size} bytes, more than the ${maxBytes} allowed`,
        );
      }
      return use(descriptor, stats);
    } finally {
      closeSync(descriptor);
    }
  });
}

/**
 * Reads a regular file whole, once, following no link.
 * @throws `file-…` and `medium-…` codes, naming the path; `file-changed` when it grew or shrank meanwhile
 */
export function readFileOnce(path: string, maxBytes: number): FileReading {
  return withFile(path, maxBytes, (descriptor, stats) => {
    // One byte more than expected, so that a file that grows is noticed.
    const room = new Uint8Array(stats.size + 1);
    let length = 0;
    for (;;) {
      const got = readSync(descriptor, room, length, room.length - length, null);
      if (got === 0) break;
      length += got;
      if (length === room.length) break;
    }
    if (length !== stats.size) {
      room.fill(0);
      throw new QuorateError(
        'file-changed',
        `${path} changed while it was read`,
        'stop what writes to it, then retry',
      );
    }
    return { bytes: room.subarray(0, length), mode: stats.mode & 0o777, modified: stats.mtime };
  });
}

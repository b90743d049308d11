import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from './errors.ts';
import { type OnReread, readPatiently } from './patient-read.ts';

/** What is known of a file besides its bytes. */
export interface FileFacts {
  /** Permission bits. */
  readonly mode: number;
  /** Last change of the contents. */
  readonly modified: Date;
}

/** A file as it was read, once. */
export interface FileReading extends FileFacts {
  /** A plain array of its own; whoever holds it zeroes it where it is secret. */
  readonly bytes: Uint8Array;
}

// Windows has neither; there a reparse point is caught by the check for a regular file.
const noFollow = constants.O_NOFOLLOW ?? 0;
// A FIFO would block the open until somebody writes to it.
const nonBlock = constants.O_NONBLOCK ?? 0;

/**
 * Opens a regular file for reading, follows no link, and closes it whatever happens.
 * @param maxBytes the largest size that is still read
 * @param moreFlags how it is opened besides, such as past the cache
 * @throws `file-…` and `medium-…` codes, naming the path
 */
export function withFile<Result>(
  path: string,
  maxBytes: number,
  use: (descriptor: number, stats: Stats) => Result,
  moreFlags = 0,
): Result {
  return aboutFile(path, () => {
    const descriptor = openSync(path, constants.O_RDONLY | noFollow | nonBlock | moreFlags);
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
 * Reads a regular file whole, once, following no link. Only what the medium fails to give is asked for again.
 * @param onReread told of places that were not read at the first try
 * @throws `file-…` and `medium-…` codes, naming the path; `file-changed` when it grew or shrank meanwhile
 */
export function readFileOnce(path: string, maxBytes: number, onReread?: OnReread): FileReading {
  return withFile(path, maxBytes, (descriptor, stats) => {
    const bytes = new Uint8Array(stats.size);
    return { bytes, ...readWhole(path, descriptor, stats, bytes, onReread) };
  });
}

/**
 * Size of a regular file, without reading it, with the checks of {@link readFileOnce}.
 * @throws `file-…` and `medium-…` codes, naming the path
 */
export function sizeOfFile(path: string, maxBytes: number): number {
  return withFile(path, maxBytes, (_, stats) => stats.size);
}

/**
 * Reads a file as {@link readFileOnce} does, into a place that has its size.
 * @throws as `readFileOnce`; `file-changed` when it has another size by now. The place is zero then
 */
export function readFileInto(path: string, place: Uint8Array): FileFacts {
  return withFile(path, Number.MAX_SAFE_INTEGER, (descriptor, stats) =>
    readWhole(path, descriptor, stats, place),
  );
}

function readWhole(
  path: string,
  descriptor: number,
  stats: Stats,
  place: Uint8Array,
  onReread?: OnReread,
): FileFacts {
  // A byte more than expected is asked for, so that a file that grows is noticed.
  const beyond = new Uint8Array(1);
  let isWhole = false;
  try {
    let length = 0;
    while (length < place.length) {
      const got = readPatiently(path, descriptor, place.subarray(length), length, onReread);
      if (got === 0) break;
      length += got;
    }
    isWhole =
      length === stats.size &&
      length === place.length &&
      readPatiently(path, descriptor, beyond, length, onReread) === 0;
    if (isWhole) return { mode: stats.mode & 0o777, modified: stats.mtime };
    throw new QuorateError(
      'file-changed',
      `${path} changed while it was read`,
      'stop what writes to it, then retry',
    );
  } finally {
    beyond.fill(0);
    if (!isWhole) place.fill(0);
  }
}

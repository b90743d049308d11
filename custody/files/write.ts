import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { Difference, type KnownFile } from './difference.ts';
import { directChunk, pastCache as pastCacheFlag } from './direct-read.ts';
import { aboutFile } from './errors.ts';
import { type OnReread, readPatiently } from './patient-read.ts';
import { withFile } from './read.ts';

const exclusive = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const chunkBytes = 1024 * 1024;
// What is handed to Linux at once it keeps in one piece of memory. Large pieces come from memory long unused, which a
// virtual machine has given back to its host and must get again: four times as slow as these.
const writtenAtOnce = 64 * 1024;

/** Who a file shall belong to, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a file that was not there, writes it whole, flushes it to the medium, reads it back, from the medium itself
 * where the system has a way past its cache, and compares. If any of that fails, the file it made is taken away again.
 * @param mode permission bits, whatever the umask
 * @throws `file-…` and `medium-…` codes; `medium-differs` when it reads back otherwise than it was written
 */
export function writeNewFile(path: string, bytes: Uint8Array, mode: number, owner?: Owner): void {
  const options = owner === undefined ? {} : { owner };
  const writing = writingNewFile(path, bytes, mode, { ...options, pastCache: true });
  while (writing.next().done !== true);
}

/** How a file is read back. */
export interface Comparing {
  /** Told of places that were not read at the first try. */
  readonly onReread?: OnReread | undefined;
  /** Files whose contents might stand where this one's should. */
  readonly known?: readonly KnownFile[] | undefined;
}

/** How a file is written, where it is not the ordinary way. */
interface WritingOptions extends Comparing {
  readonly owner?: Owner;
  /** Reads it back from the medium itself, where the system has a way past its cache. */
  readonly pastCache?: boolean;
  /** Flushes whenever so many bytes were written, so that what is told as written has reached the medium. */
  readonly flushEvery?: number;
}

/** What a file is at: written so far, or flushed and about to be read back. */
export interface WritingStep {
  readonly doing: 'writing' | 'reading back';
  /** Bytes. */
  readonly written: number;
}

/** {@link writeNewFile} in steps. Whoever ends it early has the file taken away. */
export function* writingNewFile(
  path: string,
  bytes: Uint8Array,
  mode: number,
  { owner, pastCache = false, flushEvery = Number.POSITIVE_INFINITY, ...comparing }: WritingOptions = {},
): Generator<WritingStep, void> {
  const descriptor = aboutFile(path, () => openSync(path, exclusive, 0o600));
  let isWhole = false;
  try {
    try {
      for (let at = 0, flushed = 0; at < bytes.length; ) {
        const end = Math.min(at + chunkBytes, bytes.length);
        aboutFile(path, () => writeAll(descriptor, bytes.subarray(at, end)));
        at = end;
        if (at - flushed >= flushEvery) {
          aboutFile(path, () => fsyncSync(descriptor));
          flushed = at;
        }
        yield { doing: 'writing', written: at };
      }
      aboutFile(path, () => {
        if (owner !== undefined) fchownSync(descriptor, owner.uid, owner.gid);
        fchmodSync(descriptor, mode);
        fsyncSync(descriptor);
      });
    } finally {
      aboutFile(path, () => closeSync(descriptor));
    }
    yield { doing: 'reading back', written: bytes.length };
    if (pastCache) compareBack(path, bytes, comparing);
    else compareWithFile(path, bytes, comparing);
    isWhole = true;
  } finally {
    if (!isWhole) removeFile(path);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(descriptor, bytes, at, Math.min(writtenAtOnce, bytes.length - at));
  }
}

/** Takes away a file of ours after a failure; the medium it was on may be gone, and its name says it is unfinished. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Nothing more can be done, and the failure that led here is the one to tell.
  }
}

/**
 * Reads a file again and compares it with what it must hold.
 * @throws `medium-differs` with the place and kind of the difference; `medium-failed` with the place that cannot be read
 */
export function compareWithFile(path: string, bytes: Uint8Array, comparing: Comparing = {}): void {
  withFile(path, Number.MAX_SAFE_INTEGER, (descriptor) => {
    // One byte more than expected, so that a longer file is noticed.
    const chunk = new Uint8Array(Math.min(chunkBytes, bytes.length + 1));
    compareInto(chunk, path, descriptor, bytes, comparing);
  });
}

/**
 * {@link compareWithFile}, from the medium and not from what the system remembers of it.
 * @returns false when there is no way past the cache, on this system or this file system; nothing was compared then
 * @throws `medium-differs`, and `medium-…` codes for what cannot be read
 */
export function compareWithMedium(path: string, bytes: Uint8Array, comparing: Comparing = {}): boolean {
  return withFilePastCache(path, (descriptor, chunk) =>
    compareInto(chunk, path, descriptor, bytes, comparing),
  );
}

/**
 * {@link compareWithMedium}, and {@link compareWithFile} where there is no way past the cache.
 * @throws `medium-differs`, and `medium-…` codes for what cannot be read
 */
export function compareBack(path: string, bytes: Uint8Array, comparing: Comparing = {}): void {
  if (!compareWithMedium(path, bytes, comparing)) compareWithFile(path, bytes, comparing);
}

/**
 * Opens a file for reading past the system's cache.
 * @param use gets a place of 1 MiB that reads from it must go to, from multiples of 4096
 * @param position where something was written, a multiple of 4096
 * @returns false when there is no way past the cache, on this system or this file system; `use` was not called then
 */
export function withFilePastCache(
  path: string,
  use: (descriptor: number, chunk: Uint8Array) => void,
  position = 0,
): boolean {
  if (pastCacheFlag === 0) return false;
  try {
    return withFile(
      path,
      Number.MAX_SAFE_INTEGER,
      (descriptor) => {
        const chunk = directChunk(descriptor, chunkBytes, position);
        if (chunk !== null) use(descriptor, chunk);
        return chunk !== null;
      },
      pastCacheFlag,
    );
  } catch (error) {
    // Some file systems refuse to open a file this way at all.
    if (error instanceof QuorateError && causeOf(error) === 'EINVAL') return false;
    throw error;
  }
}

function causeOf({ cause }: QuorateError): string | undefined {
  return (cause as NodeJS.ErrnoException | undefined)?.code;
}

function compareInto(
  chunk: Uint8Array,
  path: string,
  descriptor: number,
  bytes: Uint8Array,
  { onReread, known = [] }: Comparing,
): void {
  const others = known.filter((file) => file.bytes !== bytes);
  const difference = new Difference(bytes, others);
  try {
    for (let at = 0; ; ) {
      const got = readPatiently(path, descriptor, chunk, at, onReread);
      if (got === 0) break;
      difference.add(chunk.subarray(0, got));
      at += got;
    }
  } finally {
    chunk.fill(0);
  }
  if (!difference.isNone) throw differs(path, difference);
}

/**
 * Flushes a file or folder that was given another name: on FAT the new entry is empty until what it names is flushed
 * itself.
 */
export function syncRenamed(path: string): void {
  if (process.platform === 'win32') return;
  aboutFile(path, () => {
    const descriptor = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

/**
 * Flushes a folder's entries to the medium, so that a name survives the power going out. Windows cannot open a
 * folder for that; its file systems journal names themselves.
 */
export function syncFolder(path: string): void {
  syncRenamed(path);
}

function differs(path: string, { text }: Difference): QuorateError {
  return new QuorateError(
    'medium-differs',
    `${path} reads back otherwise than it was written: ${text}`,
    'do not trust this medium: use another',
  );
}

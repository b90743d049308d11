import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';

/** One file as it was found. */
export type Reading =
  | { readonly path: string; readonly state: 'read'; readonly text: string; readonly isWhole: boolean }
  | { readonly path: string; readonly state: 'absent' }
  | { readonly path: string; readonly state: 'unreadable'; readonly why: string };

/** A folder's entries as they were found, sorted. */
export type Listing =
  | { readonly path: string; readonly state: 'read'; readonly names: readonly string[] }
  | { readonly path: string; readonly state: 'absent' }
  | { readonly path: string; readonly state: 'unreadable'; readonly why: string };

/** A tree of files that is only read: the machine's own, or a recorded one. Paths are absolute, with `/`. */
export interface Files {
  /** Reads a file, at most {@link maxFileBytes} of it. Never throws. */
  read(path: string): Reading;
  /** Lists a folder, at most {@link maxEntries} of it. Never throws. */
  list(path: string): Listing;
  /** Where a symbolic link points, as it is written there; null when it is none. Never throws. */
  link(path: string): string | null;
}

/** The most that is read of one file: a megabyte holds some seven thousand sockets. */
export const maxFileBytes = 1024 * 1024;
/** The most entries of a folder that are looked at. */
export const maxEntries = 20_000;

// A FIFO or a device that stands where a file was expected must not hold the preflight up.
const nonBlock = constants.O_NONBLOCK ?? 0;

/** The files below a folder; `/` is the machine itself. */
export function filesBelow(root: string): Files {
  return {
    read: (path) => readBounded(path, join(root, path)),
    list(path) {
      try {
        const names = readdirSync(join(root, path)).sort();
        return { path, state: 'read', names: names.slice(0, maxEntries) };
      } catch (error) {
        return failure(path, error);
      }
    },
    link(path) {
      try {
        const place = join(root, path);
        return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : null;
      } catch {
        return null;
      }
    },
  };
}

function readBounded(path: string, place: string): Reading {
  try {
    const descriptor = openSync(place, constants.O_RDONLY | nonBlock);
    try {
      if (!fstatSync(descriptor).isFile()) return { path, state: 'unreadable', why: 'not a regular file' };
      // Kernel files say they have no bytes: only reading tells. They are small, most of them.
      let room = new Uint8Array(4096);
      let length = 0;
      while (length < maxFileBytes) {
        if (length === room.length) room = larger(room);
        const got = readSync(descriptor, room, length, room.length - length, null);
        if (got === 0) break;
        length += got;
      }
      const text = new TextDecoder().decode(room.subarray(0, length));
      return { path, state: 'read', text, isWhole: length < maxFileBytes };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return failure(path, error);
  }
}

function larger(room: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(Math.min(room.length * 4, maxFileBytes));
  next.set(room);
  return next;
}

function failure(
  path: string,
  error: unknown,
): { path: string; state: 'absent' } | { path: string; state: 'unreadable'; why: string } {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { path, state: 'absent' };
  return { path, state: 'unreadable', why: code === 'EACCES' || code === 'EPERM' ? 'not allowed' : code };
}

/** The text of a file without white space around it, or null when it could not be read. */
export function textOf(files: Files, path: string): string | null {
  const reading = files.read(path);
  return reading.state === 'read' ? reading.text.trim() : null;
}

/** The names in a folder, none when it could not be listed. */
export function namesIn(files: Files, path: string): readonly string[] {
  const listing = files.list(path);
  return listing.state === 'read' ? listing.names : [];
}

/** True when something readable or listable, or a link, stands at a path. */
export function isThere(files: Files, path: string): boolean {
  return files.read(path).state !== 'absent' || files.list(path).state === 'read';
}

/** What is said of a file that gave no text, as a line of evidence. */
export function stateOf(found: Reading | Listing): string {
  switch (found.state) {
    case 'read':
      return `${found.path}: read${'isWhole' in found && !found.isWhole ? ', but only its first megabyte' : ''}`;
    case 'absent':
      return `${found.path}: not there`;
    case 'unreadable':
      return `${found.path}: could not be read (${found.why})`;
  }
}

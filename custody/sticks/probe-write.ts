import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { syncFolder } from '../files/write.ts';
import type { SamplePlace } from './probe-layout.ts';
import { sectorBytes, type TaggedSectors } from './tagged-sectors.ts';

/** Tagged sectors in a file. */
export interface Sample {
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly at: number;
  readonly bytes: number;
  /** Number of its first sector. */
  readonly first: number;
}

/** Bytes written and read at once. */
export const pieceBytes = 1024 * 1024;
/** FAT knows no file of 4 GiB. */
const largestFile = 1024 * pieceBytes;
const flushEvery = 8 * pieceBytes;
const existing = constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
const exclusive = existing | constants.O_CREAT | constants.O_EXCL;

/**
 * Writes a small sample and flushes it.
 * @param first number of its first sector
 * @returns null when there is no room for it
 * @throws `file-…` and `medium-…` codes
 */
export function writeSample(sectors: TaggedSectors, place: SamplePlace, first: number): Sample | null {
  const { path, at, bytes, isMade } = place;
  const content = new Uint8Array(bytes);
  sectors.fill(content, first);
  const flags = isMade ? existing : exclusive;
  const isWritten = unlessFull(() =>
    aboutFile(path, () => {
      const descriptor = openSync(path, flags, 0o600);
      try {
        for (let done = 0; done < bytes; )
          done += writeSync(descriptor, content, done, bytes - done, at + done);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    }),
  );
  return isWritten ? { path, at, bytes, first } : null;
}

/**
 * Fills all that is free with files of tagged sectors.
 * @param onWritten told of the bytes that reached the medium
 * @throws `file-…` and `medium-…` codes
 */
export async function fillWith(
  sectors: TaggedSectors,
  folder: string,
  onWritten: (bytes: number) => Promise<void>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const place = new Uint8Array(pieceBytes);
  for (let done = 0, isFull = false; !isFull; ) {
    const path = join(folder, `${samples.length}.sample`);
    const first = done / sectorBytes;
    let bytes = 0;
    let descriptor = -1;
    if (!unlessFull(() => aboutFile(path, () => (descriptor = openSync(path, exclusive, 0o600))))) break;
    try {
      while (!isFull && bytes < largestFile) {
        sectors.fill(place, first + bytes / sectorBytes);
        const got = writeRoom(path, descriptor, place);
        isFull = got < place.length;
        bytes += got;
        if (bytes % flushEvery === 0 || isFull) {
          aboutFile(path, () => fsyncSync(descriptor));
          await onWritten(done + bytes);
        }
      }
    } finally {
      aboutFile(path, () => closeSync(descriptor));
    }
    if (bytes > 0) samples.push({ path, at: 0, bytes, first });
    done += bytes;
  }
  syncFolder(folder);
  return samples;
}

/** Writes as much as there is room for. */
function writeRoom(path: string, descriptor: number, place: Uint8Array): number {
  let at = 0;
  unlessFull(() =>
    aboutFile(path, () => {
      while (at < place.length) at += writeSync(descriptor, place, at);
    }),
  );
  return at;
}

/** @returns false when the medium is full */
function unlessFull(operation: () => void): boolean {
  try {
    operation();
    return true;
  } catch (error) {
    if (error instanceof QuorateError && error.code === 'medium-full') return false;
    throw error;
  }
}

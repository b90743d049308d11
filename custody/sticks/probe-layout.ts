import { spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdirSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aboutFile } from '../files/errors.ts';
import { type Extent, parseExtents, placesAt } from './extents.ts';

/**
 * How samples get to distant places of a medium, where only the file system decides on places. The distance is a power
 * of two wherever it can be chosen: controllers that lie drop upper bits of the address, so that samples fall onto
 * samples.
 * - `extents` (ext4): one file is given almost all that is free, unwritten, which costs nothing (fallocate(2)); where it
 *   lies the system tells every user (FS_IOC_FIEMAP, through filefrag of e2fsprogs); samples are written into it.
 * - `spacers` (FAT): what is free is given out from front to back; between two samples lies a file that has room and no
 *   bytes, which costs only its entries in the table (fallocate(2) with FALLOC_FL_KEEP_SIZE).
 * - `near`: nothing is known; samples lie wherever the system writes next.
 */
export type Layout = 'extents' | 'spacers' | 'near';

/** A place for a sample. */
export interface SamplePlace {
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly at: number;
  readonly bytes: number;
  /** The file is there already. */
  readonly isMade: boolean;
}

/** Samples laid out. */
export interface Laid {
  readonly layout: Layout;
  readonly count: number;
  /** In the order in which they are written; what lies between them is made when the next is asked for. */
  readonly places: Iterable<SamplePlace>;
  /** Lets go of what lies between; the files are deleted by whoever deletes the folder. */
  readonly release: () => void;
}

// Linux statfs(2).
const ext = 0xef53;
const fat = 0x4d44;
const fallocate = '/usr/bin/fallocate';
const filefrag = '/usr/sbin/filefrag';

const mebibyte = 1024 * 1024;
/** Samples are this many at least where distances are chosen; and never farther apart than a file of FAT can be. */
const leastPlaces = 24;
const maxDistance = 2048 * mebibyte;
const maxPlaces = 256;
const smallestSample = 128 * 1024;
/** Of whole blocks, whatever their size. */
const wholeBlocks = 64 * 1024;
/** ext4 needs some room for where its files lie. */
const shareOfFree = 0.95;

/**
 * Lays samples out, as widely as the file system below allows.
 * @param folder is made, and holds all the files
 * @param free bytes that are free
 * @param budget bytes of all samples, less than is free
 * @throws `file-…` and `medium-…` codes
 */
export function layOut(folder: string, free: number, budget: number): Laid {
  aboutFile(folder, () => mkdirSync(folder, { mode: 0o700 }));
  const { type, bsize } = aboutFile(folder, () => statfsSync(folder));
  const mayTakeAll = process.platform === 'linux' && isMedium(folder) && existsSync(fallocate);
  if (mayTakeAll && type === ext && existsSync(filefrag)) {
    const laid = inExtents(join(folder, 'samples'), free, bsize, budget);
    if (laid !== null) return laid;
  }
  if (mayTakeAll && type === fat) return betweenSpacers(folder, free, budget);
  const count = Math.max(1, Math.floor(budget / mebibyte));
  const places = Array.from({ length: count }, (_, at) => newFile(folder, at, mebibyte));
  return { layout: 'near', count, places, release: () => {} };
}

/** True at the root of a file system of its own: on one that others write to, no room is taken from them. */
function isMedium(folder: string): boolean {
  const [root, above] = [dirname(folder), dirname(dirname(folder))].map((path) =>
    aboutFile(path, () => statSync(path).dev),
  );
  return root !== above;
}

function newFile(folder: string, number: number, bytes: number): SamplePlace {
  return { path: join(folder, `${number}.sample`), at: 0, bytes, isMade: false };
}

/** @returns null where the system does not tell where files lie */
function inExtents(path: string, free: number, bsize: number, budget: number): Laid | null {
  const held: number[] = [];
  const release = letGo(held);
  const length = Math.floor((free * shareOfFree) / wholeBlocks) * wholeBlocks;
  const extents = makeRoom(path, length, held) ? extentsOf(path, bsize) : [];
  release();
  const { distance, bytes } = spread(length, budget);
  const places = placesAt(extents, distance, bytes).map((at) => ({ path, at, bytes, isMade: true }));
  // Far fewer than there is room for: it is not known where most of the file lies.
  if (places.length < Math.min(leastPlaces, length / distance) / 2) return null;
  return { layout: 'extents', count: places.length, places, release };
}

function betweenSpacers(folder: string, free: number, budget: number): Laid {
  const { distance, bytes, count } = spread(free, budget);
  const held: number[] = [];
  function* places(): Generator<SamplePlace> {
    for (let at = 0; at < count; at++) {
      yield newFile(folder, at, bytes);
      // Held open: FAT takes back what has no bytes once nobody holds it.
      const spacer = join(folder, `${at}.spacer`);
      if (distance > bytes && at + 1 < count && !makeRoom(spacer, distance - bytes, held, '--keep-size'))
        return;
    }
  }
  return { layout: 'spacers', count, places: places(), release: letGo(held) };
}

function spread(room: number, budget: number): { distance: number; bytes: number; count: number } {
  const distance = Math.min(maxDistance, 2 ** Math.floor(Math.log2(room / leastPlaces)));
  const wanted = Math.max(1, Math.min(maxPlaces, Math.floor(room / distance)));
  const each = Math.floor(budget / wanted / wholeBlocks) * wholeBlocks;
  const bytes = Math.min(mebibyte, distance, Math.max(smallestSample, each));
  return { distance, bytes, count: Math.max(1, Math.min(wanted, Math.floor(budget / bytes))) };
}

/** @returns false when there is no more room, or the system knows no such thing or takes too long over it */
function makeRoom(path: string, bytes: number, held: number[], ...options: string[]): boolean {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  held.push(aboutFile(path, () => openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)));
  return program(fallocate, [...options, '--length', String(bytes), '--', path]).status === 0;
}

function extentsOf(path: string, bsize: number): Extent[] {
  const { status, stdout } = program(filefrag, [`-b${bsize}`, '-e', path]);
  return status === 0 ? parseExtents(stdout, bsize) : [];
}

function program(path: string, args: readonly string[]) {
  return spawnSync(path, args, {
    env: { LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 16 * mebibyte,
  });
}

function letGo(held: number[]): () => void {
  return () => {
    for (const descriptor of held.splice(0)) closeSync(descriptor);
  };
}

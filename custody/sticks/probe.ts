import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmdirSync, statfsSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { deviceBelow, pulled, tellsGone } from '../files/medium.ts';
import { syncFolder } from '../files/write.ts';
import { type Laid, layOut } from './probe-layout.ts';
import { readSamples } from './probe-read.ts';
import type { ProbeResult } from './probe-result.ts';
import { judgeProbe } from './probe-verdict.ts';
import { fillWith, type Sample, writeSample } from './probe-write.ts';
import { sectorBytes, TaggedSectors } from './tagged-sectors.ts';

/**
 * What the folders of a probe are called. Not as unfinished folders of a ceremony are: whoever finds one of those is
 * told to destroy cards.
 */
export const probePrefix = '.quorate-probe-';

/** How far a probe is. */
export interface ProbeProgress {
  readonly step: 'writing' | 'reading back';
  /** Bytes written and read so far, and in the end, about. */
  readonly done: number;
  readonly all: number;
}

/** How a stick is probed. */
export interface ProbeHow {
  /** All that is free, instead of samples. */
  readonly isFull?: boolean | undefined;
  /** Bytes of all samples: 32 MiB unless told. */
  readonly budgetBytes?: number | undefined;
  /** Seconds after which no further sample is written: 8 unless told, and eight times as long on FAT, where samples
   * come from the front to the back. Reading back takes no longer than writing. */
  readonly seconds?: number | undefined;
  readonly onProgress?: ((progress: ProbeProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Bytes of all samples. */
export const defaultBudget = 32 * 1024 * 1024;
const defaultSeconds = 8;
/** On FAT samples come from the front: cut short, they would tell nothing of the back. */
const fatPatience = 8;

/**
 * Tells a stick that has less room than it says: one whose upper addresses lead to its lower ones, or that drops what
 * is written beyond its end. Writes sectors that nobody can make up into free space, all of them, flushes, and reads
 * all back from the medium, the last first and then the first once more, so that what was written later had its chance
 * to overwrite what was written before.
 *
 * All free space (`isFull`): proves that every byte this user can write held what it was given, all at once. It says
 * nothing of the places that files and the file system occupy already.
 *
 * Samples: finds a stick that drops writes when a sample lies beyond the real end, and one that wraps around when two
 * samples meet. They meet where they can be put a power of two apart ({@link layOut}), and by chance elsewhere; a
 * real end above the last sample is not found. With a `reach` of `near` it proves that the places next in
 * turn hold what they are given, and no more. When all that is free is not more than the budget, all is written.
 *
 * On a stick that lies, writing anywhere may overwrite what it held.
 * @param root where the stick is mounted; the probe's folders are removed whatever happens, and those an earlier probe
 * left, too
 * @throws `medium-fake`, `medium-differs` for what reads back wrong; `medium-failed` with the place for what cannot be
 * read; `interrupted` when it was stopped; other `medium-…` and `file-…` codes
 */
export async function probeCapacity(root: string, how: ProbeHow = {}): Promise<ProbeResult> {
  if (!aboutFile(root, () => statSync(root)).isDirectory()) {
    throw new QuorateError(
      'file-not-regular',
      `${root} is not a folder`,
      'give the folder where the stick is mounted',
    );
  }
  const isThere = deviceBelow(root);
  removeProbes(root);
  try {
    return await probe(root, how, isThere);
  } catch (error) {
    throw isThere() && !tellsGone(error) ? error : pulled(root, error);
  } finally {
    removeProbes(root);
  }
}

async function probe(root: string, how: ProbeHow, isThere: () => boolean): Promise<ProbeResult> {
  const { blocks, bsize, bavail } = aboutFile(root, () => statfsSync(root));
  const [size, free] = [blocks * bsize, bavail * bsize];
  const prefix = `${probePrefix}${randomBytes(4).toString('hex')}`;
  const budget = how.budgetBytes ?? defaultBudget;
  const isAll = how.isFull === true || free <= budget;
  const sectors = new TaggedSectors();
  const expected = isAll ? free : budget;
  const turn = async (step: ProbeProgress['step'], done: number) => {
    how.onProgress?.({ step, done: Math.min(done, 2 * expected), all: 2 * expected });
    await new Promise((resolve) => setImmediate(resolve));
    if (!isThere()) throw pulled(root);
    if (how.signal?.aborted === true) throw stopped(root);
  };
  const laid = isAll ? null : layOut(join(realpathSync(root), prefix), free, budget);
  try {
    const begun = performance.now();
    const onWritten = (bytes: number) => turn('writing', bytes);
    const samples: readonly Sample[] =
      laid === null
        ? await fillWith(sectors, newFolder(join(root, prefix)), onWritten)
        : await writeSamples(sectors, laid, (how.seconds ?? defaultSeconds) * 1000, onWritten);
    const written = performance.now();
    const tested = samples.reduce((sum, { bytes }) => sum + bytes, 0);
    if (tested === 0)
      throw new QuorateError('medium-full', `${root} has no room for a probe`, 'make room on it');
    const findings = await readSamples(sectors, samples, (read) => turn('reading back', tested + read));
    const reach = laid === null ? 'all' : reachOf(laid, samples.length);
    judgeProbe(root, { size, free, tested, reach }, findings);
    const perSecond = (bytes: number, milliseconds: number) =>
      Math.round((bytes * 1000) / Math.max(1, milliseconds));
    return {
      size,
      free,
      tested,
      reach,
      samples: samples.length,
      isPastCache: findings.isPastCache,
      writtenPerSecond: perSecond(tested, written - begun),
      readPerSecond: perSecond(findings.read, performance.now() - written),
      rereads: findings.rereads,
    };
  } finally {
    laid?.release();
  }
}

async function writeSamples(
  sectors: TaggedSectors,
  { places, layout }: Laid,
  milliseconds: number,
  onWritten: (bytes: number) => Promise<void>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const begun = performance.now();
  const limit = layout === 'spacers' ? milliseconds * fatPatience : milliseconds;
  let done = 0;
  for (const place of places) {
    const sample = writeSample(sectors, place, done / sectorBytes);
    if (sample === null) break;
    samples.push(sample);
    done += sample.bytes;
    await onWritten(done);
    if (performance.now() - begun > limit) break;
  }
  return samples;
}

/** A slow stick gets fewer samples. On FAT they come from the front, so that those at the back are missing. */
function reachOf({ layout, count }: Laid, samples: number): ProbeResult['reach'] {
  const least = { near: Number.POSITIVE_INFINITY, extents: 0.25, spacers: 0.75 }[layout] * count;
  return samples >= Math.max(2, least) ? 'spread' : 'near';
}

function newFolder(path: string): string {
  aboutFile(path, () => mkdirSync(path, { mode: 0o700 }));
  return path;
}

/** Names of the folders and files of a probe, and of nothing that a person has put there. */
const ourFolder = new RegExp(`^${probePrefix.replace('.', '\\.')}[0-9a-f]{8}$`);
const ourFile = /^(samples|\d+\.(sample|spacer))$/;

/**
 * Deletes what this probe, or an earlier one that was cut short, made, and nothing else: what a person has put into
 * such a folder stays, and so does a link. What cannot be deleted has a name that says what it is.
 */
function removeProbes(root: string): void {
  try {
    const left = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && ourFolder.test(entry.name),
    );
    for (const { name } of left) removeProbe(join(root, name));
    if (left.length > 0) syncFolder(root);
  } catch {
    // The medium may be gone or broken: that is told by whatever found it.
  }
}

function removeProbe(folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  const ours = entries.filter((entry) => entry.isFile() && ourFile.test(entry.name));
  for (const { name } of ours) unlinkSync(join(folder, name));
  if (ours.length === entries.length) rmdirSync(folder);
}

function stopped(root: string): QuorateError {
  return new QuorateError(
    'interrupted',
    `the probe of ${root} was stopped`,
    'probe this stick again, or take another',
  );
}

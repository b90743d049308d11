import { closeSync, constants, lstatSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { foldedName } from '@quorate/crypto-core/archive/names';
import { QuorateError } from '@quorate/crypto-core/errors';
import {
  compareSigningStates,
  largestHeight,
  largestRound,
  largestStep,
  readSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import {
  isConsensusKey,
  pairSigningStates,
  signingStateType,
} from '@quorate/crypto-core/keys/signing-state-pairing';
import { aboutFile } from '../files/errors.ts';
import { isInMemory } from '../files/memory-backed.ts';
import { readFileOnce } from '../files/read.ts';
import { checkConflicts, checkDestination } from '../restore/destination.ts';
import { guardSigning, type RestoreEntry } from '../restore/signing.ts';
import type { RestoreTarget } from '../restore/target.ts';
import { writeAll } from '../restore/write.ts';

/**
 * The last position there is: CometBFT's own check refuses every height, round and step before it, and has no
 * signature to repeat at it. Height alone would not do: a state at a height still lets its later rounds be signed, and
 * the next height would not fit in 64 bits.
 */
export const neverSigns: SigningState = {
  height: largestHeight,
  round: Number(largestRound),
  step: Number(largestStep),
};

/** What was restored into a sandbox. */
export interface Sandbox {
  readonly path: string;
  /** Relative paths. */
  readonly files: readonly string[];
  /** Every key that signs blocks, with the state beside it. */
  readonly signing: readonly { readonly key: string; readonly state: string }[];
  /** Left out, each with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * Checks that a sandbox is a new or empty folder in memory, and not on the stick.
 * @throws `sandbox-unfit`, and the codes of `checkDestination`
 */
export function checkSandbox(path: string, sticks: readonly string[]): void {
  checkDestination(path, sticks);
  const whole = resolve(path);
  const stats = aboutFile(whole, () => lstatSync(whole, { throwIfNoEntry: false }));
  if (!isInMemory(stats === undefined ? dirname(whole) : whole)) {
    throw new QuorateError(
      'sandbox-unfit',
      `${path} is not in memory: a copy of the keys written there could be found on the disk later`,
      'use a new folder on tmpfs, such as /dev/shm/drill',
    );
  }
  if (stats !== undefined && aboutFile(whole, () => readdirSync(whole)).length > 0) {
    throw new QuorateError('sandbox-unfit', `${path} is not empty`, 'use a new folder');
  }
}

/** Paths of the keys among the entries that sign blocks. */
export function signingKeysOf(entries: readonly RestoreEntry[]): string[] {
  return entries.filter(({ type }) => isConsensusKey(type)).map(({ path }) => path);
}

/**
 * Settles what goes into a sandbox: every key that signs blocks behind a state that refuses every height. A key that
 * keeps its state inside cannot be given another, and stays out, as does a state without a key.
 * @throws the codes of `guardSigning`
 */
export function settleSandbox(path: string, entries: readonly RestoreEntry[]) {
  const { pairs } = pairSigningStates(entries);
  const first: RestoreTarget[] = [];
  const then: RestoreTarget[] = [];
  const signing: { key: string; state: string }[] = [];
  const leftOut: string[] = [];
  for (const { key, stateInKeyFile } of pairs) {
    if (stateInKeyFile) {
      leftOut.push(
        `${key.path}: it keeps its signing state inside, and no copy of it can be kept from signing`,
      );
      continue;
    }
    // One key at a time, through the guard of every restore: the others count for what they say about signing.
    const guarded = guardSigning(
      path,
      entries.map((entry) => ({ ...entry, isChosen: entry === key })),
      {
        // True of the copy, which is all that leaves: whatever runs elsewhere, this one cannot sign.
        originalStopped: true,
        minHeight: null,
        provided: { state: neverSigns, bytes: signingStateBytes(neverSigns) },
        acceptStale: false,
      },
    );
    first.push(...guarded.first);
    then.push(...guarded.then);
    signing.push(...guarded.decisions.map(({ statePath }) => ({ key: key.path, state: statePath })));
  }
  for (const entry of entries) {
    if (isConsensusKey(entry.type) || entry.type === signingStateType) continue;
    if (isPlaceOfState(entry.path, signing))
      leftOut.push(`${entry.path}: it stands where a signing state belongs`);
    else first.unshift(entry);
  }
  return { first, then, signing, leftOut };
}

function isPlaceOfState(path: string, signing: readonly { readonly state: string }[]): boolean {
  const folded = foldedName(path);
  return (
    signing.some(({ state }) => foldedName(state) === folded) || folded.endsWith('priv_validator_state.json')
  );
}

/**
 * Writes a settled sandbox, reads it back, and looks once more that each key lies behind its state.
 * @throws `sandbox-unfit`, and the codes of `checkConflicts` and `writeAll`
 */
export function writeSandbox(path: string, settled: ReturnType<typeof settleSandbox>): Sandbox {
  const { first, then, signing, leftOut } = settled;
  const files = [...first, ...then].map((target) => target.path);
  checkConflicts(path, files);
  writeAll(path, [first, then]);
  for (const { key, state } of signing) {
    const { bytes } = readFileOnce(join(path, state), 1024 * 1024);
    if (compareSigningStates(readSigningState(bytes), neverSigns) < 0) {
      removeSandbox({ path, files });
      throw new QuorateError('sandbox-unfit', `${key} could sign in ${path}; it was removed`);
    }
  }
  return { path, files, signing, leftOut };
}

/** Takes a sandbox away with whatever else people put there: its files are overwritten first, as far as memory lets. */
export function removeSandbox({ path, files }: Pick<Sandbox, 'path' | 'files'>): void {
  for (const file of files) {
    const place = join(path, file);
    aboutFile(place, () => {
      const stats = lstatSync(place, { throwIfNoEntry: false });
      if (stats === undefined || !stats.isFile()) return;
      const descriptor = openSync(place, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        writeSync(descriptor, new Uint8Array(stats.size), 0, stats.size, 0);
      } finally {
        closeSync(descriptor);
      }
    });
  }
  aboutFile(path, () => rmSync(path, { recursive: true, force: true }));
}

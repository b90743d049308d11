import { basename, join, resolve } from 'node:path';
import { foldedName } from '@quorate/crypto-core/archive/names';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import {
  decideSigningState,
  type GuardInput,
  type GuardOutcome,
  type KnownSigningState,
} from '@quorate/crypto-core/keys/double-sign-guard';
import {
  compareSigningStates,
  readSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import { readFileOnce } from '../files/read.ts';
import {
  backupOf,
  type Guarded,
  guardedOf,
  isWanted,
  pathOf,
  type RestoreEntry,
  signerOf,
} from './guarded.ts';
import { type PlaceOf, placeIn } from './layout.ts';
import type { RestoreTarget } from './target.ts';

export type { RestoreEntry } from './guarded.ts';

/** What the operator says about the signing state of the keys to be restored. */
export interface SigningChoice {
  readonly originalStopped: boolean;
  readonly minHeight: bigint | null;
  readonly provided: KnownSigningState | null;
  readonly acceptStale: boolean;
  /** An older state at the destination may be moved aside, after it was read. */
  readonly mayMove?: boolean;
}

/** What the guard decided for one key, or one state file. */
export interface SigningDecision {
  /** The key's path, or that of a signing state without its key. */
  readonly path: string;
  readonly statePath: string;
  readonly outcome: GuardOutcome;
}

/** What may be written. */
export interface GuardedRestore {
  /** Everything but keys that sign blocks; it must be on the medium before these. */
  readonly first: readonly RestoreTarget[];
  /** The keys that sign blocks. */
  readonly then: readonly RestoreTarget[];
  readonly decisions: readonly SigningDecision[];
  /** Signing states that stood at the destination, by their place below it, as the guard saw them. */
  readonly seen: ReadonlyMap<string, Uint8Array>;
  /** Places whose state is the newest that is known: nothing there may be moved. */
  readonly kept: ReadonlySet<string>;
}

const maxStateBytes = 1024 * 1024;

/** The bytes and the position of a signing state file that the operator brings. */
export function readStateFile(path: string): KnownSigningState {
  const { bytes } = readFileOnce(path, maxStateBytes);
  return { bytes, state: readSigningState(bytes) };
}

/**
 * The signing states in a backup that `--accept-stale-state` would bring back, so that a person can be shown how far
 * each had got.
 */
export function backupStates(
  entries: readonly RestoreEntry[],
): { readonly path: string; readonly state: SigningState }[] {
  return guardedOf(entries)
    .filter(isWanted)
    .flatMap((guarded) => {
      const backup = backupOf(guarded);
      return backup === null ? [] : [{ path: pathOf(guarded), state: backup.state }];
    });
}

/**
 * Settles the signing state of every consensus key that is to be restored before a byte is written. Whatever the way
 * out, a key leaves only behind a state that is settled, and nothing else lands where a node would look for one.
 * @param destination the folder that is restored into; states already there are read
 * @param entries the whole archive: what is not chosen still says how far a key has signed
 * @param placeOf where the layout puts a file of the archive
 * @throws the codes of `decideSigningState`, `guard-several-keys`, `guard-state-elsewhere`, `guard-same-key`
 */
export function guardSigning(
  destination: string,
  entries: readonly RestoreEntry[],
  choice: SigningChoice,
  placeOf: PlaceOf = placeIn('as-imported'),
): GuardedRestore {
  const all = guardedOf(entries);
  const guarded = all.filter(isWanted);
  checkOneKey(guarded, choice);
  const isOtherLayout = guarded.some((one) => placeOf(one.usualPlace) !== one.usualPlace);
  if (isOtherLayout && basename(resolve(destination)) === 'config') throw besideOnly(destination);
  const seen = new Map<string, Uint8Array>();
  const decisions = guarded.map((one) => decide(destination, one, choice, placeOf, seen));
  checkSameKeys(all, guarded, decisions);
  const replaced = new Set(guarded.flatMap(({ state, displaced }) => [state, displaced]));
  const keys = new Set(guarded.map(({ key }) => key));
  const plain = entries.filter((entry) => entry.isChosen && !replaced.has(entry) && !keys.has(entry));
  if (guarded.length > 0) checkPlaces(plain, guarded, placeOf);
  const states = guarded.flatMap(({ stateInKeyFile, statePath, state }, index): RestoreTarget[] => {
    const { decision, bytes } = (decisions[index] as SigningDecision).outcome;
    if (decision !== 'write' || stateInKeyFile) return [];
    const from = state === null ? {} : { from: state.path };
    return [{ path: placeOf(statePath), mode: 0o600, content: bytes, ...from }];
  });
  const placed = (entry: RestoreEntry): RestoreTarget => ({
    path: placeOf(entry.path),
    mode: entry.mode,
    content: entry.content,
    from: entry.path,
  });
  const then = entries.filter((entry) => entry.isChosen && keys.has(entry)).map(placed);
  const kept = decisions.filter(({ outcome }) => outcome.decision === 'keep-destination');
  return {
    first: [...plain.map(placed), ...states],
    then,
    decisions,
    seen,
    kept: new Set(kept.map(({ statePath }) => placeOf(statePath))),
  };
}

/** One height or state file is about one key: the others may have signed further. */
function checkOneKey(guarded: readonly Guarded[], { provided, minHeight }: SigningChoice): void {
  const different = new Set(guarded.map(signerOf));
  if (different.size < 2 || (provided === null && minHeight === null)) return;
  throw new QuorateError(
    'guard-several-keys',
    `one ${provided === null ? 'height' : 'state file'} cannot settle ${different.size} consensus keys`,
    `restore them one by one with --only: ${guarded.map(pathOf).join(', ')}`,
  );
}

function decide(
  destination: string,
  guarded: Guarded,
  choice: SigningChoice,
  placeOf: PlaceOf,
  seen: Map<string, Uint8Array>,
): SigningDecision {
  const { stateInKeyFile, statePath, usualPlace, form } = guarded;
  const read = stateInKeyFile ? readLegacySigningState : readSigningState;
  const [place, usual] = [placeOf(statePath), placeOf(usualPlace)];
  if (usual !== place && stateAt(join(destination, usual), read) !== null)
    throw elsewhere(join(destination, usual));
  const there = stateAt(join(destination, place), read);
  if (there !== null && there !== 'unreadable') seen.set(place, there.bytes);
  const backup = backupOf(guarded);
  const outcome = settle(
    { ...choice, keyPath: pathOf(guarded), stateInKeyFile, backup, destination: there },
    choice.mayMove === true,
  );
  // The guard goes by the form of the backup's state; where there is none, by the program whose key it is.
  const inForm =
    backup === null && form !== 'cometbft' && outcome.decision === 'write'
      ? { ...outcome, bytes: signingStateBytes(outcome.state, form) }
      : outcome;
  return { path: pathOf(guarded), statePath, outcome: inForm };
}

/** Where an older state may be moved, it counts as evidence all the same: what is settled is never below it. */
function settle(input: GuardInput, mayMove: boolean): GuardOutcome {
  try {
    return decideSigningState(input);
  } catch (error) {
    const isOlder = error instanceof QuorateError && error.code === 'guard-destination-older';
    if (!mayMove || !isOlder) throw error;
    return decideSigningState({ ...input, destination: null });
  }
}

/** What stands at the destination: null only when nothing does. */
function stateAt(
  path: string,
  read: (bytes: Uint8Array) => SigningState,
): KnownSigningState | 'unreadable' | null {
  try {
    const { bytes } = readFileOnce(path, maxStateBytes);
    return { bytes, state: read(bytes) };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return error.code === 'file-not-found' ? null : 'unreadable';
  }
}

/** A key that stands in the archive twice is held to the newest of all states known for it, chosen or not. */
function checkSameKeys(
  all: readonly Guarded[],
  guarded: readonly Guarded[],
  decisions: readonly SigningDecision[],
): void {
  const decided = new Map(decisions.map(({ path, outcome }) => [path, outcome.state]));
  for (const { key } of guarded) {
    if (key === null || key.publicKey === null) continue;
    const mine = decided.get(key.path) as SigningState;
    for (const twin of all) {
      if (twin.key === null || twin.key.publicKey !== key.publicKey) continue;
      const known = [backupOf(twin)?.state, decided.get(twin.key.path)];
      if (known.every((state) => state === undefined || compareSigningStates(mine, state) >= 0)) continue;
      throw new QuorateError(
        'guard-same-key',
        `${key.path} and ${twin.key.path} are one key, and the signing state of the first is older`,
        `restore only the other, with --only ${twin.key.name}, or say with --min-height how far the key has signed`,
      );
    }
  }
}

/** Nothing that is written as it was may stand where a node would take it for a signing state. */
function checkPlaces(plain: readonly RestoreEntry[], guarded: readonly Guarded[], placeOf: PlaceOf): void {
  const places = new Set(
    guarded.flatMap(({ statePath, usualPlace }) =>
      [statePath, usualPlace].map((path) => foldedName(placeOf(path))),
    ),
  );
  const wrong = plain.find(({ path }) => {
    const folded = foldedName(placeOf(path));
    return places.has(folded) || folded.endsWith('priv_validator_state.json');
  });
  if (wrong !== undefined) throw elsewhere(wrong.path);
}

function elsewhere(path: string): QuorateError {
  return new QuorateError(
    'guard-state-elsewhere',
    `${path} is where a node would look for the signing state, and it is not the one that was settled`,
    'restore into an empty folder, and with --only what is needed',
  );
}

/** For a key in a folder `config` a node looks in `../data`, which is outside of what is restored into. */
function besideOnly(destination: string): QuorateError {
  return new QuorateError(
    'guard-state-elsewhere',
    `a node with its key in ${destination} looks for the signing state in ../data, and a flat restore writes it beside the key`,
    'restore into an empty folder, then put each file in its place: the signing state first, the key last',
  );
}

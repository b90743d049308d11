import { join } from 'node:path';
import { foldedName } from '@quorate/crypto-core/archive/names';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import {
  decideSigningState,
  type GuardOutcome,
  type KnownSigningState,
} from '@quorate/crypto-core/keys/double-sign-guard';
import {
  compareSigningStates,
  readSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import { type ConsensusKeyPair, pairSigningStates } from '@quorate/crypto-core/keys/signing-state-pairing';
import { readFileOnce } from '../files/read.ts';
import type { RestoreTarget } from './write.ts';

/** A file of the archive, with what its contents are now. */
export interface RestoreEntry extends RestoreTarget {
  /** Name of its source. */
  readonly name: string;
  /** From `guardedType`. */
  readonly type: string;
  /** Public key, derived again; the same in two files that hold one key. Null where there is none. */
  readonly publicKey: string | null;
  /** Whether it is to be restored; the others are looked at for what they say about signing. */
  readonly isChosen: boolean;
}

/** What the operator says about the signing state of the keys to be restored. */
export interface SigningChoice {
  readonly originalStopped: boolean;
  readonly minHeight: bigint | null;
  readonly provided: KnownSigningState | null;
  readonly acceptStale: boolean;
}

/** What the guard decided for one key. */
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
}

/** A key that signs blocks, or a state without its key: either comes back only through the guard. */
type Guarded = Pick<
  ConsensusKeyPair<RestoreEntry>,
  'stateInKeyFile' | 'statePath' | 'usualPlace' | 'displaced'
> & {
  readonly key: RestoreEntry | null;
  readonly state: RestoreEntry | null;
};

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
  return guardedOf(entries).flatMap((guarded) => {
    const backup = backupOf(guarded);
    return backup === null ? [] : [{ path: pathOf(guarded), state: backup.state }];
  });
}

/**
 * Settles the signing state of every consensus key that is to be restored before a byte is written. Whatever the way
 * out, a key leaves only behind a state that is settled, and nothing else lands where a node would look for one.
 * @param destination the folder that is restored into; states already there are read
 * @param entries the whole archive: what is not chosen still says how far a key has signed
 * @throws the codes of `decideSigningState`, `guard-several-keys`, `guard-state-elsewhere`, `guard-same-key`
 */
export function guardSigning(
  destination: string,
  entries: readonly RestoreEntry[],
  choice: SigningChoice,
): GuardedRestore {
  const guarded = guardedOf(entries);
  checkOneKey(guarded, choice);
  const decisions = guarded.map((one) => decide(destination, one, choice));
  checkSameKeys(entries, guarded, decisions);
  const replaced = new Set(guarded.flatMap(({ state, displaced }) => [state, displaced]));
  const keys = new Set(guarded.map(({ key }) => key));
  const plain = entries.filter((entry) => entry.isChosen && !replaced.has(entry) && !keys.has(entry));
  if (guarded.length > 0) checkPlaces(plain, guarded);
  const states = guarded.flatMap(({ stateInKeyFile, statePath }, index): RestoreTarget[] => {
    const { decision, bytes } = (decisions[index] as SigningDecision).outcome;
    return decision === 'write' && !stateInKeyFile ? [{ path: statePath, mode: 0o600, content: bytes }] : [];
  });
  const then = entries.filter((entry) => entry.isChosen && keys.has(entry));
  return { first: [...plain, ...states], then, decisions };
}

/** Every pair of which something is to be restored. */
function guardedOf(entries: readonly RestoreEntry[]): Guarded[] {
  const { pairs, unpairedStates } = pairSigningStates(entries);
  const alone = unpairedStates.map((state) => ({
    key: null,
    state,
    stateInKeyFile: false,
    statePath: state.path,
    usualPlace: state.path,
    displaced: null,
  }));
  return [...pairs, ...alone].filter(({ key, state }) => key?.isChosen === true || state?.isChosen === true);
}

function pathOf({ key, statePath }: Guarded): string {
  return key?.path ?? statePath;
}

/** The newest state that the archive knows for a key: beside it, and in a key file of the old form, inside. */
function backupOf({ key, state, stateInKeyFile }: Guarded): KnownSigningState | null {
  if (key !== null && stateInKeyFile)
    return { bytes: key.content, state: readLegacySigningState(key.content) };
  const beside = state === null ? null : { bytes: state.content, state: readSigningState(state.content) };
  const inside = key === null ? null : stateInside(key.content);
  if (inside === null) return beside;
  const isNewer = beside === null || compareSigningStates(inside, beside.state) > 0;
  return isNewer ? { bytes: signingStateBytes(inside), state: inside } : beside;
}

function stateInside(content: Uint8Array): SigningState | null {
  try {
    return readLegacySigningState(content);
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

/** One height or state file is about one key: the others may have signed further. */
function checkOneKey(guarded: readonly Guarded[], { provided, minHeight }: SigningChoice): void {
  const different = new Set(guarded.map(({ key, state }) => key?.publicKey ?? key?.path ?? state?.path));
  if (different.size < 2 || (provided === null && minHeight === null)) return;
  throw new QuorateError(
    'guard-several-keys',
    `one ${provided === null ? 'height' : 'state file'} cannot settle ${different.size} consensus keys`,
    `restore them one by one with --only: ${guarded.map(pathOf).join(', ')}`,
  );
}

function decide(destination: string, guarded: Guarded, choice: SigningChoice): SigningDecision {
  const { stateInKeyFile, statePath, usualPlace } = guarded;
  const read = stateInKeyFile ? readLegacySigningState : readSigningState;
  if (usualPlace !== statePath && stateAt(join(destination, usualPlace), read) !== null) {
    throw elsewhere(join(destination, usualPlace));
  }
  const outcome = decideSigningState({
    ...choice,
    keyPath: pathOf(guarded),
    stateInKeyFile,
    backup: backupOf(guarded),
    destination: stateAt(join(destination, statePath), read),
  });
  return { path: pathOf(guarded), statePath, outcome };
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
  entries: readonly RestoreEntry[],
  guarded: readonly Guarded[],
  decisions: readonly SigningDecision[],
): void {
  const decided = new Map(decisions.map(({ path, outcome }) => [path, outcome.state]));
  const { pairs } = pairSigningStates(entries);
  for (const { key } of guarded) {
    if (key === null || key.publicKey === null) continue;
    const mine = decided.get(key.path) as SigningState;
    for (const twin of pairs.filter((pair) => pair.key.publicKey === key.publicKey)) {
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
function checkPlaces(plain: readonly RestoreEntry[], guarded: readonly Guarded[]): void {
  const places = new Set(
    guarded.flatMap(({ statePath, usualPlace }) => [foldedName(statePath), foldedName(usualPlace)]),
  );
  const wrong = plain.find(({ path }) => {
    const folded = foldedName(path);
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

import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import {
  decideSigningState,
  type GuardOutcome,
  type KnownSigningState,
} from '@quorate/crypto-core/keys/double-sign-guard';
import { readSigningState, type SigningState } from '@quorate/crypto-core/keys/signing-state';
import { type ConsensusKeyPair, pairSigningStates } from '@quorate/crypto-core/keys/signing-state-pairing';
import { readFileOnce } from '../files/read.ts';
import type { RestoreTarget } from './write.ts';

/** A file about to be restored, with the type its contents have now. */
export interface RestoreEntry extends RestoreTarget {
  /** Name of its source. */
  readonly name: string;
  readonly type: string;
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

/** What may be written, in order: a key never before its signing state. */
export interface GuardedRestore {
  readonly targets: readonly RestoreTarget[];
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
 * Settles the signing state of every consensus key among the entries before a byte is written. Whatever the way out,
 * a key leaves only behind a state that is settled.
 * @param destination the folder that is restored into; states already there are read
 * @throws the codes of `decideSigningState`, `guard-several-keys`, `guard-state-elsewhere`
 */
export function guardSigning(
  destination: string,
  entries: readonly RestoreEntry[],
  choice: SigningChoice,
): GuardedRestore {
  const guarded = guardedOf(entries);
  if (choice.provided !== null && guarded.length > 1) {
    throw new QuorateError(
      'guard-several-keys',
      `one state file cannot settle ${guarded.length} consensus keys`,
      `restore them one by one with --only: ${guarded.map(pathOf).join(', ')}`,
    );
  }
  const decisions = guarded.map((one) => decide(destination, one, choice));
  const replaced = new Set(guarded.flatMap(({ state, displaced }) => [state, displaced]));
  const keys = new Set(guarded.map(({ key }) => key));
  const plain = entries.filter((entry) => !replaced.has(entry) && !keys.has(entry));
  const states = guarded.flatMap(({ stateInKeyFile, statePath }, index): RestoreTarget[] => {
    const { decision, bytes } = (decisions[index] as SigningDecision).outcome;
    return decision === 'write' && !stateInKeyFile ? [{ path: statePath, mode: 0o600, content: bytes }] : [];
  });
  const signing = entries.filter((entry) => keys.has(entry));
  return { targets: [...plain, ...states, ...signing], decisions };
}

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
  return [...pairs, ...alone];
}

function pathOf({ key, statePath }: Guarded): string {
  return key?.path ?? statePath;
}

function backupOf({ key, state, stateInKeyFile }: Guarded): KnownSigningState | null {
  if (key !== null && stateInKeyFile)
    return { bytes: key.content, state: readLegacySigningState(key.content) };
  return state === null ? null : { bytes: state.content, state: readSigningState(state.content) };
}

function decide(destination: string, guarded: Guarded, choice: SigningChoice): SigningDecision {
  const { stateInKeyFile, statePath, usualPlace } = guarded;
  const read = stateInKeyFile ? readLegacySigningState : readSigningState;
  if (usualPlace !== statePath && stateAt(join(destination, usualPlace), read) !== null) {
    throw new QuorateError(
      'guard-state-elsewhere',
      `${join(destination, usualPlace)} is where a node would look for the signing state, and it is another one`,
      'restore into an empty folder',
    );
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

import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import type { KnownSigningState } from '@quorate/crypto-core/keys/double-sign-guard';
import {
  compareSigningStates,
  readSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import type { SigningStateForm } from '@quorate/crypto-core/keys/signing-state-form';
import { type ConsensusKeyPair, pairSigningStates } from '@quorate/crypto-core/keys/signing-state-pairing';
import { horcruxStatePlaces, stateFormOf } from './signer-form.ts';
import type { RestoreTarget } from './write.ts';

/** A file of the archive, with what its contents are now. */
export interface RestoreEntry extends RestoreTarget {
  /** Name of its source. */
  readonly name: string;
  /** From `guardedType`, and `guardMarkedKeys` where the plan's roles are known. */
  readonly type: string;
  /** Public key, derived again; the same in two files that hold one key. Null where there is none. */
  readonly publicKey: string | null;
  /** Whether it is to be restored; the others are looked at for what they say about signing. */
  readonly isChosen: boolean;
}

/**
 * A key that signs blocks, or a state without its key: either comes back only through the guard. `key` is null for a
 * state without its key, and for the second and any further state of a signer that keeps several.
 */
export type Guarded = Pick<
  ConsensusKeyPair<RestoreEntry>,
  'stateInKeyFile' | 'statePath' | 'usualPlace' | 'displaced'
> & {
  readonly key: RestoreEntry | null;
  /** The backup's state that goes to `statePath`. */
  readonly state: RestoreEntry | null;
  /** The key of the same source that a further state belongs to. */
  readonly owner: RestoreEntry | null;
  /** All states of the backup that may say how far the key has signed. */
  readonly evidence: readonly RestoreEntry[];
  /** How a state is written where the backup has none to go by. */
  readonly form: SigningStateForm;
};

/** Every key and state of an archive that comes back only through the guard, chosen or not. */
export function guardedOf(entries: readonly RestoreEntry[]): Guarded[] {
  const { pairs, unpairedStates } = pairSigningStates(entries);
  const free = new Set(unpairedStates);
  const withKeys = pairs.flatMap((pair): Guarded[] => {
    const rivals = pairs.filter(({ key }) => key.name === pair.key.name);
    const others = rivals.length > 1 ? [] : [...free].filter(({ name }) => name === pair.key.name);
    for (const state of others) free.delete(state);
    return ofSigner(pair, others);
  });
  return [...withKeys, ...[...free].map((state) => furtherState(state.path, state, null))];
}

/** Whether something of it is to be restored. A signer's further states come back with its key. */
export function isWanted({ key, state, owner }: Guarded): boolean {
  return [key, state, owner].some((entry) => entry?.isChosen === true);
}

/** The path of the key, or of a state without its key. */
export function pathOf({ key, statePath }: Guarded): string {
  return key?.path ?? statePath;
}

/**
 * What the signer is known by: of one key in several files, or several files of which nobody can tell which is the
 * key, all are one signer.
 */
export function signerOf({ key, owner, statePath }: Guarded): string {
  const holder = key ?? owner;
  if (holder === null) return statePath;
  return holder.publicKey ?? `source ${holder.name}`;
}

/** The newest state that the archive knows for a key: beside it, and in a key file of the old form, inside. */
export function backupOf({ key, state, stateInKeyFile, evidence }: Guarded): KnownSigningState | null {
  if (key !== null && stateInKeyFile)
    return { bytes: key.content, state: readLegacySigningState(key.content) };
  const beside = [...(state === null ? [] : [state]), ...evidence].map(({ content }) => ({
    bytes: content,
    state: readSigningState(content),
  }));
  const newest = beside.reduce<KnownSigningState | null>(
    (best, one) => (best === null || compareSigningStates(one.state, best.state) > 0 ? one : best),
    null,
  );
  const inside = key === null ? null : stateInside(key.content);
  if (inside === null) return newest;
  const isNewer = newest === null || compareSigningStates(inside, newest.state) > 0;
  return isNewer ? { bytes: signingStateBytes(inside), state: inside } : newest;
}

/** @param others further states of the same source, of which no other key is */
function ofSigner(pair: ConsensusKeyPair<RestoreEntry>, others: readonly RestoreEntry[]): Guarded[] {
  const form = pair.stateInKeyFile ? 'cometbft' : stateFormOf(pair.key);
  const own = { ...pair, owner: null, evidence: others, form };
  if (pair.stateInKeyFile || form === 'cometbft' || pair.state !== null)
    return [own, ...further(pair, others)];
  const [first, ...rest] = others;
  // A remote signer keeps its states where it keeps them, and looks nowhere else.
  if (first !== undefined) return [{ ...own, state: first, statePath: first.path }, ...further(pair, rest)];
  const [place, ...places] = form === 'horcrux' ? horcruxStatePlaces(pair.key.path) : [];
  if (place === undefined) return [own];
  const missing = places.map((path) => furtherState(path, null, pair.key, form));
  return [{ ...own, statePath: place }, ...missing];
}

function further({ key }: ConsensusKeyPair<RestoreEntry>, states: readonly RestoreEntry[]): Guarded[] {
  return states.map((state) => furtherState(state.path, state, key));
}

function furtherState(
  path: string,
  state: RestoreEntry | null,
  owner: RestoreEntry | null,
  form: SigningStateForm = 'cometbft',
): Guarded {
  const place = { statePath: path, usualPlace: path, stateInKeyFile: false, displaced: null };
  return { ...place, key: null, state, owner, evidence: [], form };
}

function stateInside(content: Uint8Array): SigningState | null {
  try {
    return readLegacySigningState(content);
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

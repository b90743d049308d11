import { foldedName } from '@quorate/crypto-core/archive/names';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import type { KnownSigningState } from '@quorate/crypto-core/keys/double-sign-guard';
import { statedShardKey } from '@quorate/crypto-core/keys/horcrux';
import {
  compareSigningStates,
  readSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import type { SigningStateForm } from '@quorate/crypto-core/keys/signing-state-form';
import { type ConsensusKeyPair, pairSigningStates } from '@quorate/crypto-core/keys/signing-state-pairing';
import { stillMissing } from './missing-states.ts';
import { isHorcruxShard, stateFormOf } from './signer-form.ts';
import type { RestoreTarget } from './target.ts';

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
    const isOwn = (state: RestoreEntry) => rivals.length < 2 && state.name === pair.key.name;
    const others = [...free].filter((state) => pair.further.includes(state) || isOwn(state));
    for (const state of others) free.delete(state);
    return ofSigner(pair, others, entries);
  });
  return withoutDoubles([...withKeys, ...[...free].map((state) => furtherState(state.path, state, null))]);
}

/** Where a state of one key is settled, none is added for another, as for two keys that bear the name of one chain. */
function withoutDoubles(all: readonly Guarded[]): Guarded[] {
  const isAdded = ({ key, state }: Guarded) => key === null && state === null;
  const settled = all.filter((one) => !isAdded(one) && isWanted(one));
  const taken = new Set(settled.map(({ statePath }) => foldedName(statePath)));
  return all.filter((one) => !isAdded(one) || !taken.has(foldedName(one.statePath)));
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
  const stated = isHorcruxShard(holder.content) ? statedShardKey(holder.content) : null;
  return holder.publicKey ?? stated ?? `source ${holder.name}`;
}

/** The newest state that the archive knows for a key: beside it, and in a key file of the old form, inside. */
export function backupOf(guarded: Guarded): KnownSigningState | null {
  const { key, state, stateInKeyFile, evidence, form } = guarded;
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
  // Another file's state bears that file's signature: only the position is taken over.
  if (key === null && state === null && newest !== null)
    return { bytes: signingStateBytes(newest.state, form), state: newest.state };
  const inside = key === null ? null : stateInside(key.content);
  if (inside === null) return newest;
  const isNewer = newest === null || compareSigningStates(inside, newest.state) > 0;
  return isNewer ? { bytes: signingStateBytes(inside), state: inside } : newest;
}

/**
 * @param others further states of the same signer, of which no other key is
 * @param entries the whole archive
 */
function ofSigner(
  pair: ConsensusKeyPair<RestoreEntry>,
  others: readonly RestoreEntry[],
  entries: readonly RestoreEntry[],
): Guarded[] {
  const form = pair.stateInKeyFile ? 'cometbft' : stateFormOf(pair.key);
  const own = { ...pair, owner: null, evidence: others, form };
  const [first, ...rest] = others;
  // A remote signer keeps its states where it keeps them, and looks nowhere else.
  const isMoved =
    form !== 'cometbft' && pair.state === null && pair.displaced === null && first !== undefined;
  const settled = isMoved ? { ...own, state: first, statePath: first.path } : own;
  const further = (isMoved ? rest : others).map((state) => furtherState(state.path, state, pair.key));
  if (form !== 'horcrux') return [settled, ...further];
  const places = [settled, ...further].map(({ statePath }) => statePath);
  const evidence = [...(pair.state === null ? [] : [pair.state]), ...others];
  const added = stillMissing(pair.key.path, places).map((place): Guarded => {
    const displaced = opaqueAt(place, entries);
    const one = furtherState(displaced?.path ?? place, null, pair.key, form);
    return { ...one, displaced, evidence };
  });
  // What is settled there itself is no state that the signer would use instead.
  const isCovered = added.some(({ statePath }) => foldedName(statePath) === foldedName(settled.usualPlace));
  const usualPlace = isCovered ? settled.statePath : settled.usualPlace;
  return [{ ...settled, usualPlace }, ...further, ...added];
}

/** What stands where a state belongs and is none that can be read, as a damaged one. */
function opaqueAt(place: string, entries: readonly RestoreEntry[]): RestoreEntry | null {
  const path = foldedName(place);
  return entries.find((entry) => entry.type === 'opaque' && foldedName(entry.path) === path) ?? null;
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

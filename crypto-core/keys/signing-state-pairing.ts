import { foldedName } from '../archive/names.ts';
import type { KeyFileType } from './key-description.ts';
import { statePlacesByName } from './signer-places.ts';

/** An entry of the archive, as the manifest's `keys` list it. */
export interface ArchiveEntry {
  /** The source it came from. */
  readonly name: string;
  /** `<name>/<relative path>`. */
  readonly path: string;
  readonly type: string;
}

/** A consensus key and where its signing state comes from and goes to. */
export interface ConsensusKeyPair<Entry extends ArchiveEntry> {
  readonly key: Entry;
  /** The state that was backed up with it. */
  readonly state: Entry | null;
  /** States of the same signer besides `state`, as horcrux keeps two: they too refuse what the settled one refuses. */
  readonly further: readonly Entry[];
  /** The state stands inside the key file; `state` is null and `statePath` the key's own path. */
  readonly stateInKeyFile: boolean;
  /** Where the settled state is to be written, relative to the destination like the entries' own paths. */
  readonly statePath: string;
  /**
   * Where the program looks for it by default: CometBFT, or the signer whose names these are. Where this is not `statePath`, a file that stands here at the destination
   * would be used instead of the settled state: then the restore is to be refused.
   */
  readonly usualPlace: string;
  /** An opaque entry at `statePath`, such as a damaged state: the settled state is restored in its place. */
  readonly displaced: Entry | null;
}

/** All consensus keys of an archive. */
export interface SigningStatePairing<Entry extends ArchiveEntry> {
  readonly pairs: readonly ConsensusKeyPair<Entry>[];
  /** States that are no key's `state`, `further` ones among them: not to be restored without a guard's decision. */
  readonly unpairedStates: readonly Entry[];
}

/** Type of a signing state file. */
export const signingStateType: KeyFileType = 'cometbft-priv-validator-state';
const keyType: KeyFileType = 'cometbft-priv-validator-key';
const opaqueType: KeyFileType = 'opaque';
const legacyType: KeyFileType = 'cometbft-priv-validator-legacy';
const stateFile = 'priv_validator_state.json';
const keyFile = 'priv_validator_key.json';

/** Whether a file of this type signs blocks, so that it may only come back through the double-sign guard. */
export function isConsensusKey(type: string): boolean {
  return type === keyType || type === legacyType;
}

/**
 * Finds for every consensus key its state in the archive and the path its state is to be written to.
 *
 * A key under a name of horcrux or tmkms has the states under the names that belong to it. Else a key's state is the
 * only one of its source, where the key is the only one too; else the one beside it; else, for
 * a key in a folder `config`, the one in `../data`; else, in an archive with one consensus key and one state left,
 * that one. A state is never given to two keys. It goes back to where it was. A key without one gets it in
 * `../data` or beside it, where CometBFT looks; where that is taken, beside it under a name that begins with the
 * key's own, and CometBFT does not start before a person has put it in place. An opaque file in the usual place
 * gives way: it may be a damaged state that a node would go by.
 */
export function pairSigningStates<Entry extends ArchiveEntry>(
  entries: readonly Entry[],
): SigningStatePairing<Entry> {
  const keys = entries.filter((entry) => isConsensusKey(entry.type));
  const ofOwnFile = keys.filter((key) => key.type === keyType);
  const free = new Set(entries.filter((entry) => entry.type === signingStateType));
  const stateOf = new Map<Entry, Entry>();
  const pair = (key: Entry, state: Entry | undefined) => {
    if (state === undefined || stateOf.has(key) || !free.delete(state)) return;
    stateOf.set(key, state);
  };

  const states = [...free];
  const stateAt = (place: string) => states.find(({ path }) => foldedName(path) === foldedName(place));
  const furtherOf = new Map<Entry, readonly Entry[]>();
  for (const key of ofOwnFile) {
    const [first, ...others] = statePlacesByName(key.path).flatMap((place) => stateAt(place) ?? []);
    pair(key, first);
    furtherOf.set(key, others);
  }
  for (const key of ofOwnFile) {
    const sameSource = states.filter((state) => state.name === key.name);
    const rivals = ofOwnFile.filter((other) => other.name === key.name);
    if (sameSource.length === 1 && rivals.length === 1) pair(key, sameSource[0]);
  }
  const owners = ofOwnFile.filter((key) => ownsItsFolder(key, ofOwnFile));
  for (const placeOf of [besideKey, inDataFolder]) {
    for (const key of owners) {
      const place = placeOf(key);
      if (place !== null) pair(key, stateAt(place));
    }
  }
  const [onlyState, ...moreStates] = free;
  const [onlyKey] = ofOwnFile;
  if (keys.length === 1 && onlyKey !== undefined && moreStates.length === 0) pair(onlyKey, onlyState);

  const taken = new Set([...stateOf.values()].map((state) => foldedName(state.path)));
  const pairs = keys.map((key): ConsensusKeyPair<Entry> => {
    if (key.type === legacyType) {
      const place = { statePath: key.path, usualPlace: key.path };
      return { key, state: null, further: [], stateInKeyFile: true, ...place, displaced: null };
    }
    const state = stateOf.get(key) ?? null;
    const further = (furtherOf.get(key) ?? []).filter((other) => free.has(other));
    const [ownPlace] = statePlacesByName(key.path);
    const usualPlace = ownPlace ?? inDataFolder(key) ?? besideKey(key);
    const ownsFolder = owners.includes(key);
    const mayDisplace = (ownsFolder || ownPlace !== undefined) && !taken.has(foldedName(usualPlace));
    const displaced = (mayDisplace && opaqueAt(usualPlace, entries)) || null;
    const statePath = displaced?.path ?? state?.path ?? freePlace(key, ownsFolder, entries, taken);
    taken.add(foldedName(statePath));
    return { key, state, further, stateInKeyFile: false, statePath, usualPlace, displaced };
  });
  return { pairs, unpairedStates: [...free] };
}

/** What stands where a state belongs and is none that can be read, as a damaged one. */
function opaqueAt<Entry extends ArchiveEntry>(place: string, entries: readonly Entry[]): Entry | undefined {
  return entries.find((entry) => entry.type === opaqueType && foldedName(entry.path) === foldedName(place));
}

/** Of several keys in one folder only the one with CometBFT's own file name can claim the state of that folder. */
function ownsItsFolder(key: ArchiveEntry, keys: readonly ArchiveEntry[]): boolean {
  const sharing = keys.filter((other) => folderOf(other.path) === folderOf(key.path));
  return sharing.length === 1 || baseOf(key.path) === keyFile;
}

function freePlace(
  key: ArchiveEntry,
  ownsFolder: boolean,
  entries: readonly ArchiveEntry[],
  taken: ReadonlySet<string>,
): string {
  const usual = [...statePlacesByName(key.path), ...(ownsFolder ? [inDataFolder(key), besideKey(key)] : [])];
  for (const place of usual) {
    if (place !== null && isFree(place, entries, taken)) return place;
  }
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `.${number}`;
    const place = `${key.path.replace(/\.json$/i, '')}${suffix}.${stateFile}`;
    if (isFree(place, entries, taken)) return place;
  }
}

/** A place is free when no other state goes there and no entry is in the way. */
function isFree(place: string, entries: readonly ArchiveEntry[], taken: ReadonlySet<string>): boolean {
  const path = foldedName(place);
  if (taken.has(path)) return false;
  return entries.every((entry) => {
    const other = foldedName(entry.path);
    return other !== path && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`);
  });
}

function besideKey(key: ArchiveEntry): string {
  return join(folderOf(key.path), stateFile);
}

/** Null for a key that does not lie in a folder `config`. */
function inDataFolder(key: ArchiveEntry): string | null {
  const folder = folderOf(key.path);
  return baseOf(folder) === 'config' ? join(folderOf(folder), `data/${stateFile}`) : null;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

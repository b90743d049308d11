import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import { isHorcruxShard } from './signer-form.ts';
import type { RestoreEntry } from './signing.ts';

const keyType = 'cometbft-priv-validator-key';
/** Roles of a plan whose keys sign what must not be signed twice. */
const signingRoles: ReadonlySet<string> = new Set(['validator', 'signer']);

/** Keys that are recognised, and that no signer of blocks signs with. */
const ownKeys: ReadonlySet<string> = new Set(['pem-private-key', 'openssh-private-key']);

/**
 * Puts keys behind the double-sign guard that no recogniser can tell for what they are: a horcrux shard; and in a
 * source that the plan calls a validator or signer and in which no key that signs blocks was found, its keys in JSON,
 * or, where there are none of those either, its files of unknown kind. One of them must be the key.
 * @param entries all of the archive, with the types of `guardedType`
 * @param roleOf a source's role in the sealed manifest, or null
 */
export function guardMarkedKeys<Entry extends RestoreEntry>(
  entries: readonly Entry[],
  roleOf: (name: string) => string | null,
): Entry[] {
  const shards = entries.map((entry) =>
    entry.type !== signingStateType && isHorcruxShard(entry.content) ? { ...entry, type: keyType } : entry,
  );
  return shards.map((entry) => {
    const role = (roleOf(entry.name) ?? '').toLowerCase();
    if (!signingRoles.has(role)) return entry;
    const types = new Set(shards.filter(({ name }) => name === entry.name).map(({ type }) => type));
    if ([...types].some(isConsensusKey)) return entry;
    const marked = types.has('json-key') ? 'json-key' : 'opaque';
    // A federation signer signs with a key of its own kind; what lies beside it are its settings.
    if (role === 'signer' && marked === 'opaque' && [...ownKeys].some((type) => types.has(type)))
      return entry;
    return entry.type === marked ? { ...entry, type: keyType } : entry;
  });
}

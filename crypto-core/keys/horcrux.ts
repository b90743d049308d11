import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes, fromHex, toBase64, toHex } from '../encoding.ts';
import { pointCurves } from './curves.ts';
import { type KeyDescription, type KeyFact, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { inconsistent, notDerived, type PrivateKeyReading, pointKey } from './private-key-der.ts';
import { protoBytes } from './protobuf.ts';
import { readRsaPrivate } from './rsa-key.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import type { SecretMembers } from './secret-json-tree.ts';
import { unescapedBytes, wholeNumber } from './secret-json-values.ts';

/**
 * The key files of a horcrux cosigner (`signer/cosigner_key.go`, `cosigner_security_ecies.go`): `<chain>_shard.json`
 * with `pubKey`, `privateShard`, `id`; `ecies_keys.json` with `eciesKey`; `rsa_keys.json` with `rsaKey`; and the older
 * share file with `pub_key`, `secret_share` and `rsa_key` in one.
 */
export async function recogniseHorcrux(file: KeyFile): Promise<KeyDescription | null> {
  const members = objectOf(file.json);
  const id = wholeNumber(members?.get('id'), 'number', 255n);
  if (members === null || id === null) return null;
  if (members.has('privateShard') && members.has('pubKey'))
    return describeShard(members, id, 'privateShard', 'pubKey');
  if (members.has('secret_share') && members.has('pub_key')) {
    return describeShard(members, id, 'secret_share', 'pub_key');
  }
  if (members.has('eciesKey')) return describeKey(members, id, 'eciesKey', readEcies);
  if (members.has('rsaKey')) return describeKey(members, id, 'rsaKey', readRsa);
  return null;
}

/**
 * The whole key that a shard, old or new, says to be a part of: what tells shards of several chains apart.
 * @returns base64 of the 32 bytes of Ed25519; null for what is no shard or states none
 */
export function statedShardKey(bytes: Uint8Array): string | null {
  const members = objectOf(readSecretJson(bytes));
  if (members === null || !(members.has('privateShard') || members.has('secret_share'))) return null;
  const encoded = decoded(members, 'pubKey') ?? decoded(members, 'pub_key');
  const key = encoded === null ? null : consensusKey(encoded);
  return key === null ? null : toBase64(key);
}

const shardBytes = 32;

/** A shard of a consensus key. One shard says nothing of the key: its public key is only stated. */
async function describeShard(
  members: SecretMembers,
  id: bigint,
  secretMember: string,
  publicMember: string,
): Promise<KeyDescription> {
  const secret = decoded(members, secretMember);
  const publicKey = decoded(members, publicMember);
  try {
    if (secret?.length !== shardBytes) return opaque(shardDamaged);
    const stated = publicKey === null ? null : consensusKey(publicKey);
    const facts: KeyFact[] = [{ label: 'shard', value: id.toString() }];
    if (stated !== null) {
      const address = toHex(sha256(stated).subarray(0, 20)).toUpperCase();
      facts.push({ label: 'address of the whole key, as the file states it', value: address });
      facts.push({ label: 'public key of the whole key, as the file states it', value: toBase64(stated) });
    }
    return { ...opaque(shardNote), type: 'json-key', algorithm: stated === null ? null : 'ed25519', facts };
  } finally {
    secret?.fill(0);
    publicKey?.fill(0);
  }
}

// go-amino's prefix of tendermint/PubKeyEd25519, and the length.
const aminoPrefix = fromHex('1624de6420');

/** The ed25519 key of a `tendermint.crypto.PublicKey` (its field 1), or of the same in amino. */
function consensusKey(encoded: Uint8Array): Uint8Array | null {
  if (encoded.length === 37 && equalBytes(encoded.subarray(0, 5), aminoPrefix)) return encoded.slice(5);
  const key = protoBytes(encoded, 1);
  return key?.length === 32 ? key.slice() : null;
}

async function describeKey(
  members: SecretMembers,
  id: bigint,
  member: string,
  read: (secret: Uint8Array) => Promise<PrivateKeyReading | null>,
): Promise<KeyDescription> {
  const secret = decoded(members, member);
  try {
    const key = secret === null ? null : await read(secret);
    if (key === null) return opaque(keyDamaged);
    const { algorithm, publicKey, fingerprint, notes } = key;
    const facts = [{ label: 'cosigner', value: id.toString() }];
    const described = opaque(transportNote, ...notes);
    return { ...described, type: 'json-key', algorithm, publicKey, fingerprint, facts };
  } finally {
    secret?.fill(0);
  }
}

async function readEcies(secret: Uint8Array): Promise<PrivateKeyReading | null> {
  const [curve] = [...pointCurves.values()].filter(({ algorithm }) => algorithm === 'secp256k1');
  return curve === undefined ? null : pointKey(curve, secret, null);
}

async function readRsa(secret: Uint8Array): Promise<PrivateKeyReading | null> {
  const key = readRsaPrivate(secret);
  return key === 'inconsistent' ? notDerived('rsa', inconsistent) : key && { ...key, notes: [] };
}

function decoded(members: SecretMembers, name: string): Uint8Array | null {
  const value = members.get(name);
  if (value?.kind !== 'string') return null;
  const text = unescapedBytes(value.quoted);
  const bytes = decodeSecretBase64(text);
  text.fill(0);
  return bytes;
}

const shardNote: KeyNote = {
  code: 'other-signer',
  text: 'It is one shard of a consensus key that horcrux shares between cosigners. It signs blocks together with other shards: restore it only when the cosigner it came from is stopped for good, with its state files. The public key cannot be derived from one shard.',
};

const shardDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'It looks like a key shard of horcrux, but its private shard is not 32 bytes in base64. It is kept as it is. Compare it with the original before you rely on this copy.',
};

const transportNote: KeyNote = {
  code: 'other-signer',
  text: 'It is the key with which a horcrux cosigner talks to the others; it signs no blocks.',
};

const keyDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'It looks like a key of a horcrux cosigner, but its private value cannot be read. It is kept as it is. Compare it with the original before you rely on this copy.',
};

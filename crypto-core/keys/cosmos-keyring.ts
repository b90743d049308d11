import { fromUtf8, toHex, toUtf8 } from '../encoding.ts';
import { openPasswordJwe, readPasswordJwe } from './jwe.ts';
import { type KeyDescription, type KeyFact, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { encryptedWith } from './pem-encrypted.ts';
import { printable, printableBytes } from './printable.ts';
import { protoBytes } from './protobuf.ts';
import {
  ed25519PublicHalf,
  type PublicHalf,
  secp256k1EthPublicHalf,
  secp256k1PublicHalf,
} from './public-half.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import { publicText, unescapedBytes } from './secret-json-values.ts';

/**
 * What the keyring of the Cosmos SDK keeps: items of keyring-file and keyring-test (99designs/keyring's file backend:
 * JWE under the keyring's password), `keyhash`, and keys exported in armour. An item that opens with the password
 * "test" is from keyring-test, or as good as: it is described by what is in it, and the person is warned.
 */
export async function recogniseCosmosKeyring(file: KeyFile): Promise<KeyDescription | null> {
  const jwe = readPasswordJwe(file.bytes);
  if (jwe === null) return recogniseKeyHash(file) ?? recogniseArmour(file);
  const plaintext = await openPasswordJwe(jwe, toUtf8('test'));
  if (plaintext === null) {
    const facts = [encryptedWith(`PBES2 (${jwe.iterations} iterations), AES-256-GCM`)];
    return { ...item(itemNote), facts: [...facts, ...itemKind(file.baseName)] };
  }
  try {
    return await describeOpened(plaintext);
  } finally {
    plaintext.fill(0);
  }
}

function item(...notes: KeyNote[]): KeyDescription {
  return { ...opaque(...notes), type: 'cosmos-keyring-item' };
}

function itemKind(baseName: string): KeyFact[] {
  if (baseName.endsWith('.info')) return [{ label: 'keyring item', value: 'a key' }];
  return baseName.endsWith('.address')
    ? [{ label: 'keyring item', value: 'the name of a key, by its address' }]
    : [];
}

/** The item inside (keyring.Item as JSON): `Key`, the name; `Data`, base64 of a Record, or of a key's name. */
async function describeOpened(plaintext: Uint8Array): Promise<KeyDescription> {
  const members = objectOf(readSecretJson(plaintext));
  const name = publicText(members?.get('Key'), 300);
  const data = members?.get('Data');
  const text = data?.kind === 'string' ? unescapedBytes(data.quoted) : null;
  const bytes = text === null ? null : decodeSecretBase64(text);
  try {
    const facts = name === null ? [] : [{ label: 'keyring item', value: printable(name) }];
    if (bytes === null || name?.endsWith('.address')) return { ...item(testNote), facts };
    const record = await readRecord(bytes);
    if (record === null) return { ...item(testNote, notRecord), facts };
    return { ...item(testNote, ...record.notes), ...record.parts, facts };
  } finally {
    text?.fill(0);
    bytes?.fill(0);
  }
}

type Derive = (secret: Uint8Array) => Promise<PublicHalf | null>;

/** By the type's name behind the last slash; Ethermint and its descendants differ in what stands before. */
const keyTypes: ReadonlyMap<string, { algorithm: string; derive: Derive }> = new Map([
  ['cosmos.crypto.secp256k1.PrivKey', { algorithm: 'secp256k1', derive: secp256k1PublicHalf }],
  [
    'cosmos.crypto.ed25519.PrivKey',
    { algorithm: 'ed25519', derive: (secret: Uint8Array) => ed25519PublicHalf(secret.subarray(0, 32)) },
  ],
]);

/** Record (cosmos/crypto/keyring/v1): 3 is a local key, its 1 an Any (1 the type, 2 the message), whose 1 is the key. */
async function readRecord(
  record: Uint8Array,
): Promise<{ parts: Partial<KeyDescription>; notes: readonly KeyNote[] } | null> {
  const name = protoBytes(record, 1);
  if (name === null || protoBytes(record, 2) === null) return null;
  const key = protoBytes(protoBytes(record, 3), 1);
  if (key === null) return { parts: {}, notes: [elsewhere] };
  const type = typeName(protoBytes(key, 1));
  const secret = protoBytes(protoBytes(key, 2), 1);
  const known = /\.ethsecp256k1\.PrivKey$/.test(type)
    ? { algorithm: 'secp256k1', derive: secp256k1EthPublicHalf }
    : keyTypes.get(type);
  if (known === undefined || secret === null) return null;
  const isRightLength = secret.length === 32 || (known.algorithm === 'ed25519' && secret.length === 64);
  const half = isRightLength ? await known.derive(secret) : null;
  if (half === null) return { parts: { algorithm: known.algorithm }, notes: [noKey] };
  const { publicKey, fingerprint, address } = half;
  return {
    parts: { algorithm: known.algorithm, publicKey, fingerprint, address: toHex(address) },
    notes: [],
  };
}

function typeName(url: Uint8Array | null): string {
  return url === null ? '' : printableBytes(url).replace(/^.*\//, '');
}

/** `keyhash` of keyring-file: bcrypt of the keyring's password. The hash is not shown: guesses can be tried on it. */
function recogniseKeyHash({ bytes, baseName }: KeyFile): KeyDescription | null {
  if (baseName !== 'keyhash' || bytes.length > 80) return null;
  try {
    const text = fromUtf8(bytes, 'keyhash');
    if (!/^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}\r?\n?$/.test(text)) return null;
  } catch {
    return null;
  }
  return item(keyHashNote);
}

const derivations = new Set(['bcrypt', 'argon2', 'argon2id', 'scrypt']);
const algorithms = new Set(['secp256k1', 'ed25519', 'eth_secp256k1', 'secp256r1', 'sr25519']);

/** `keys export`: armour with the derivation and the algorithm in its headers (cosmos-sdk `crypto/armor.go`). */
function recogniseArmour({ pem }: KeyFile): KeyDescription | null {
  const block = pem?.blocks.find(({ label }) => label === 'TENDERMINT PRIVATE KEY');
  if (block === undefined) return null;
  if (block.body === null || block.body.length < 40) return opaque(armourDamaged);
  const derivation = block.headers.get('kdf') ?? '';
  const algorithm = block.headers.get('type') ?? 'secp256k1';
  const how = derivations.has(derivation) ? `${derivation}, XSalsa20-Poly1305` : 'XSalsa20-Poly1305';
  const name = algorithm === 'eth_secp256k1' ? 'secp256k1' : algorithm;
  const described = { ...item(armourNote), facts: [encryptedWith(how)] };
  return algorithms.has(algorithm) ? { ...described, algorithm: name } : described;
}

const itemNote: KeyNote = {
  code: 'encrypted',
  text: "It is an item of a Cosmos keyring under the keyring's password, and kept as it is. The restored file is of no use without that password: keep it too, as a file of its own in the backup if you like.",
};

const testNote: KeyNote = {
  code: 'plaintext',
  text: 'It is encrypted with the password "test", as keyring-test does: everybody can read the key. Treat this file as plaintext.',
};

const keyHashNote: KeyNote = {
  code: 'encrypted',
  text: "It is the keyhash of a Cosmos keyring, a bcrypt hash of the keyring's password. The keyring asks for that password; keep it too.",
};

const armourNote: KeyNote = {
  code: 'encrypted',
  text: 'It is a key exported from a Cosmos keyring under a passphrase of its own, and kept as it is. The restored file is of no use without that passphrase: keep it too.',
};

const armourDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'It looks like a key exported from a Cosmos keyring, but it was cut off or damaged. It is kept as it is. Compare it with the original before you rely on this copy.',
};

const notRecord: KeyNote = {
  code: 'public-key-not-derived',
  text: 'What is in it is not in the form of Cosmos SDK 0.46 and later, or of a type of key that is not known here, so no public key is shown.',
};

const elsewhere: KeyNote = {
  code: 'no-secret',
  text: 'It names a key without holding it: the key is on a Ledger, offline, or made of several others.',
};

const noKey: KeyNote = {
  code: 'private-key-range',
  text: 'The private value in it is no key: it has the wrong length, is zero or too large.',
};

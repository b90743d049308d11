import { toHex } from '../encoding.ts';
import { type KeyDescription, type KeyFact, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { type OpenpgpKey, readOpenpgpKey } from './openpgp-key.ts';
import { isData, type OpenpgpPacket, readPackets } from './openpgp-packets.ts';
import { encryptedWith } from './pem-encrypted.ts';
import { printableBytes } from './printable.ts';

/**
 * OpenPGP files, binary or in armour: secret keys with fingerprint and user id, encrypted messages with who can open
 * them, public keys. An own reader of packet headers: the library for OpenPGP is ten times the size of everything
 * else here, and would hold the whole key in strings and big integers to tell what is in its first bytes.
 */
export async function recogniseOpenpgp({ bytes, pem }: KeyFile): Promise<KeyDescription | null> {
  const block = pem?.blocks.find(({ label }) => label.startsWith('PGP '));
  if (block === undefined) return describePackets(readPackets(bytes) ?? []);
  const packets = block.body === null ? null : readPackets(block.body);
  const described = packets === null ? null : describePackets(packets);
  if (described !== null || block.label === 'PGP SIGNATURE') return described;
  return opaque(block.label === 'PGP PRIVATE KEY BLOCK' ? keyDamaged : damaged);
}

const [secretKey, publicKey, secretSubkey, userId] = [5, 6, 7, 13];
const [toPublicKey, toPassphrase] = [1, 3];

function describePackets(packets: readonly OpenpgpPacket[]): KeyDescription | null {
  const [first] = packets;
  if (first === undefined) return null;
  if (first.tag === secretKey) return describeSecretKey(packets);
  if (first.tag === publicKey) return describePublicKey(packets);
  return describeMessage(packets);
}

function describeSecretKey(packets: readonly OpenpgpPacket[]): KeyDescription | null {
  const keys = packets.filter(({ tag }) => tag === secretKey).map(({ body }) => readOpenpgpKey(body, true));
  const [key, ...others] = keys;
  if (key === undefined || key === null) return packets.length > 1 ? opaque(keyDamaged) : null;
  const subkeys = packets
    .filter(({ tag }) => tag === secretSubkey)
    .map(({ body }) => readOpenpgpKey(body, true));
  const notes: KeyNote[] = [protectionNote([key, ...subkeys])];
  if (key.secret === 'absent' || key.secret === 'on-card') notes.push(primaryAbsent(key.secret));
  if (others.length > 0) notes.push(severalKeys(keys.length));
  const facts: KeyFact[] = [
    ...userIds(packets),
    { label: 'created', value: key.created },
    ...subkeys.flatMap((subkey) => (subkey === null ? [] : [{ label: 'subkey', value: subkeyText(subkey) }])),
    ...others.flatMap((other) =>
      other === null ? [] : [{ label: 'another key', value: other.fingerprint }],
    ),
  ];
  return {
    ...opaque(...notes),
    type: 'openpgp-secret-key',
    algorithm: key.algorithm,
    // The name that a key of OpenPGP has in its own world.
    address: key.fingerprint,
    facts: facts.slice(0, mostFacts),
  };
}

const mostFacts = 20;

function subkeyText({ fingerprint, algorithm, secret }: OpenpgpKey): string {
  const where =
    secret === 'absent' ? ', secret not in this file' : secret === 'on-card' ? ', secret on a card' : '';
  return `${fingerprint} (${algorithm ?? 'unknown algorithm'}${where})`;
}

function userIds(packets: readonly OpenpgpPacket[]): KeyFact[] {
  return packets
    .filter(({ tag }) => tag === userId)
    .slice(0, 5)
    .map(({ body }) => ({ label: 'user id', value: printableBytes(body) }));
}

function describePublicKey(packets: readonly OpenpgpPacket[]): KeyDescription | null {
  const key = readOpenpgpKey((packets[0] as OpenpgpPacket).body, false);
  if (key === null) return null;
  const facts = [{ label: 'public key of fingerprint', value: key.fingerprint }, ...userIds(packets)];
  return { ...opaque(publicKeyNote), facts };
}

/** Ciphers of a symmetric-key encrypted session key that gpg and others write. */
const ciphers = new Map([
  [2, '3DES'],
  [3, 'CAST5'],
  [4, 'Blowfish'],
  [7, 'AES-128'],
  [8, 'AES-192'],
  [9, 'AES-256'],
  [10, 'Twofish'],
]);

/** An encrypted message: session keys for a passphrase and for public keys, then the data. */
function describeMessage(packets: readonly OpenpgpPacket[]): KeyDescription | null {
  const data = packets.at(-1) as OpenpgpPacket;
  const sessions = packets.slice(0, -1);
  if (sessions.length === 0 || !isData(data.tag) || data.tag === 8 || data.tag === 11) return null;
  const recipients: string[] = [];
  let passphrases = 0;
  for (const { tag, body } of sessions) {
    if (
      tag === toPassphrase &&
      (body[0] === 6 || (body[0] === 4 && ciphers.has(body[1] ?? 0)) || body[0] === 5)
    ) {
      passphrases++;
    } else if (tag === toPublicKey && body[0] === 3 && body.length > 12) {
      recipients.push(toHex(body.subarray(1, 9)).toUpperCase());
    } else if (tag === toPublicKey && body[0] === 6) {
      recipients.push(toHex(body.subarray(3, 3 + Math.max(0, (body[1] ?? 1) - 1))).toUpperCase());
    } else return null;
  }
  const facts = [encryptedWith(passphrases > 0 ? 'OpenPGP, a passphrase' : 'OpenPGP, public keys')];
  if (recipients.length > 0) facts.push({ label: 'for keys', value: recipients.slice(0, 8).join(', ') });
  return { ...opaque(messageNote), type: 'encrypted-file', facts };
}

function protectionNote(keys: readonly (OpenpgpKey | null)[]): KeyNote {
  if (keys.some((key) => key?.secret === 'plain')) return plainNote;
  return keys.some((key) => key?.secret === 'protected') ? protectedNote : emptyNote;
}

const plainNote: KeyNote = {
  code: 'plaintext',
  text: 'Its secret is under no passphrase. The fingerprint is that of the public key which the file states, as gpg shows it.',
};

const protectedNote: KeyNote = {
  code: 'encrypted',
  text: 'Its secret is under a passphrase of its own and kept as it is: keep that passphrase too. The fingerprint is that of the public key which the file states, as gpg shows it.',
};

const emptyNote: KeyNote = {
  code: 'no-secret',
  text: 'No secret at all is in this file: what gpg keeps of it is on a card or elsewhere. It restores nothing.',
};

function primaryAbsent(secret: 'absent' | 'on-card'): KeyNote {
  const where = secret === 'absent' ? 'not in this file' : 'on a card';
  return {
    code: 'no-secret',
    text: `The secret of its primary key is ${where}; only what is here can be restored.`,
  };
}

function severalKeys(count: number): KeyNote {
  return { code: 'several-keys', text: `The file holds ${count} keys; the first is the one described.` };
}

const publicKeyNote: KeyNote = {
  code: 'public-key',
  text: 'It is a public key of OpenPGP and no more: it restores nothing. The secret key must be in another file.',
};

const messageNote: KeyNote = {
  code: 'encrypted',
  text: 'It is a file encrypted with OpenPGP, and kept as it is. The restored file is of no use without its passphrase or the key of a recipient: keep that too.',
};

const keyDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'It looks like a secret key of OpenPGP, but it cannot be read: it was cut off or damaged, or is of a version before 4. It is kept as it is. Compare it with the original before you rely on this copy.',
};

const damaged: KeyNote = {
  code: 'unknown-shape',
  text: 'It looks like a file of OpenPGP, but it cannot be read. It is kept as it is.',
};

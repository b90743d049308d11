import { type KeyDescription, type KeyNote, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { encryptedWith } from './pem-encrypted.ts';

/** What encrypted files begin with, and how they are encrypted. */
const beginnings: readonly (readonly [string, string])[] = [
  ['Salted__', 'openssl enc'],
  // The same in base64, as `openssl enc -a` writes it.
  ['U2FsdGVkX1', 'openssl enc, in base64'],
  ['$ANSIBLE_VAULT;', 'Ansible Vault'],
];

const ageBeginning = 'age-encryption.org/v1\n';

/** Files that another program encrypted, told by their first bytes, and the identities of age. */
export async function recogniseEncryptedFile({ bytes, pem }: KeyFile): Promise<KeyDescription | null> {
  if (startsWith(bytes, ageBeginning)) return encrypted(ageKind(bytes));
  const found = beginnings.find(([beginning]) => startsWith(bytes, beginning));
  if (found !== undefined) return encrypted(found[1]);
  if (hasIdentity(bytes)) return opaque(identityNote);
  const armour = pem?.blocks.find(({ label }) => label === 'AGE ENCRYPTED FILE');
  if (armour === undefined) return null;
  const isWhole = armour.body !== null && startsWith(armour.body, ageBeginning);
  return isWhole ? encrypted(ageKind(armour.body)) : opaque(damaged);
}

function encrypted(how: string): KeyDescription {
  return { ...opaque(encryptedNote), type: 'encrypted-file', facts: [encryptedWith(how)] };
}

const ageKinds = new Set([
  'scrypt',
  'X25519',
  'ssh-rsa',
  'ssh-ed25519',
  'piv-p256',
  'mlkem768x25519',
  'p256tag',
]);

/** The stanzas of the header say for whom it is; a passphrase stands alone. */
function ageKind(bytes: Uint8Array): string {
  const header = String.fromCharCode(...bytes.subarray(ageBeginning.length, ageBeginning.length + 4096));
  const stanzas = header.split(/^---/m)[0]?.matchAll(/^-> ([\x21-\x7e]{1,30})/gm) ?? [];
  const kinds = [...stanzas].map(([, kind = '']) => (ageKinds.has(kind) ? kind : 'another kind'));
  if (kinds.includes('scrypt')) return 'age, a passphrase';
  return kinds.length === 0 ? 'age' : `age, recipients of ${[...new Set(kinds)].join(', ')}`;
}

/** An identity file of age-keygen: comments, then the key in a line of its own. */
function hasIdentity(bytes: Uint8Array): boolean {
  const identity = 'AGE-SECRET-KEY-1';
  for (let at = 0; at < Math.min(bytes.length, 4096); ) {
    if (startsWith(bytes.subarray(at), identity)) return true;
    const feed = bytes.indexOf(0x0a, at);
    if (feed < 0) return false;
    at = feed + 1;
  }
  return false;
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  if (bytes.length < ascii.length) return false;
  for (let i = 0; i < ascii.length; i++) if (bytes[i] !== ascii.charCodeAt(i)) return false;
  return true;
}

const encryptedNote: KeyNote = {
  code: 'encrypted',
  text: 'It was encrypted by another program, and is kept as it is. The restored file is of no use without its passphrase or key: keep that too.',
};

const identityNote: KeyNote = {
  code: 'private-key',
  text: 'It is an identity of age: the private key that opens files encrypted for it.',
};

const damaged: KeyNote = {
  code: 'unknown-shape',
  text: 'It looks like a file encrypted with age, but it was cut off or damaged. It is kept as it is.',
};

import { derChildren, derTags, objectIdentifier, readDer, smallInteger } from './der.ts';
import type { KeyFact, KeyNote } from './key-description.ts';
import type { PemBlock } from './pem.ts';
import { algorithmOf } from './spki.ts';

const schemes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.13', 'PBES2'],
  ['1.2.840.113549.1.5.3', 'PBE with MD5 and DES'],
  ['1.2.840.113549.1.5.10', 'PBE with SHA-1 and DES'],
  ['1.2.840.113549.1.12.1.3', 'PBE with SHA-1 and 3DES'],
]);
const derivations: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.12', 'PBKDF2'],
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
]);
const ciphers: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.1.2', 'AES-128-CBC'],
  ['2.16.840.1.101.3.4.1.22', 'AES-192-CBC'],
  ['2.16.840.1.101.3.4.1.42', 'AES-256-CBC'],
  ['1.2.840.113549.3.7', '3DES-CBC'],
]);

/**
 * How a PKCS #8 EncryptedPrivateKeyInfo (RFC 5958, section 3; RFC 8018) is encrypted: `PBES2, PBKDF2, AES-256-CBC`.
 * @returns null when the bytes are none
 */
export function encryptedPkcs8(der: Uint8Array): string | null {
  const children = derChildren(readDer(der, derTags.sequence), 2);
  const algorithm = algorithmOf(children?.[0]);
  if (algorithm === null || children?.[1]?.tag !== derTags.octetString) return null;
  const scheme = schemes.get(algorithm.identifier);
  if (scheme === undefined) return null;
  if (scheme !== 'PBES2') return scheme;
  const [derivation, cipher] = (derChildren(algorithm.parameters, 2) ?? []).map(algorithmOf);
  if (!derivation || !cipher) return null;
  return [
    scheme,
    derivations.get(derivation.identifier) ?? derivation.identifier,
    ciphers.get(cipher.identifier) ?? cipher.identifier,
  ].join(', ');
}

/** How the old form of PEM is encrypted (RFC 1421: `Proc-Type: 4,ENCRYPTED`), or null when it is not. */
export function encryptedByHeader({ headers }: PemBlock): string | null {
  if (!/^4, ?ENCRYPTED$/.test(headers.get('proc-type') ?? '')) return null;
  const [cipher = ''] = (headers.get('dek-info') ?? '').split(',');
  return /^[A-Z0-9-]{1,30}$/.test(cipher) ? `${cipher}, MD5` : 'MD5';
}

/** Whether the bytes are a PKCS #12 store: version 3 and a ContentInfo of data. */
export function isPkcs12(der: Uint8Array): boolean {
  const children = derChildren(readDer(der, derTags.sequence), 3);
  if (smallInteger(children?.[0]) !== 3) return false;
  return objectIdentifier(derChildren(children?.[1], 2)?.[0]) === '1.2.840.113549.1.7.1';
}

/** What is said of a key file under a passphrase of its own. */
export const encryptedNote: KeyNote = {
  code: 'encrypted',
  text: 'It is encrypted under a passphrase of its own and kept as it is. The restored file is of no use without that passphrase: keep it too, or put the key into the backup without one.',
};

/** How a file is encrypted, as a fact. */
export function encryptedWith(how: string): KeyFact {
  return { label: 'encrypted with', value: how };
}

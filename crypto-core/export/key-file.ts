import { readDer } from '../keys/der.ts';
import type { KeyFileType } from '../keys/key-description.ts';
import { largestKeyFile } from '../keys/key-file.ts';
import { type PemBlock, readPem, wipePem } from '../keys/pem.ts';
import { encryptedByHeader, encryptedPkcs8, isPkcs12 } from '../keys/pem-encrypted.ts';
import { readPkcs8 } from '../keys/private-key-der.ts';
import type { PublicParts } from '../keys/spki.ts';
import { privateKeyOfDer } from './der-private.ts';
import { privateKeyOfCometbft, privateKeyOfSeed } from './json-private.ts';
import { privateKeyOfOpenssh } from './openssh-private.ts';
import { type PrivateKey, wipePrivateKey, writePkcs8 } from './pkcs8.ts';

/** A key in the form that an HSM's tools import, with its public half derived from just these bytes. */
export interface ExportedKey extends PublicParts {
  /** PKCS #8 PrivateKeyInfo in DER, not encrypted; whoever holds it zeroes it. */
  readonly der: Uint8Array;
}

/** Why a file is not written as PKCS #8: it holds no private key, or one that cannot be taken out of it. */
export interface NotExported {
  readonly der: null;
  /** True for what holds a private key, or might: to be told. A certificate or a configuration is not missed. */
  readonly isKey: boolean;
  /** A clause about the file: `it is encrypted …`. */
  readonly why: string;
}

/**
 * Writes the one private key of a file as PKCS #8 in DER: secp256k1, P-256, P-384, P-521, Ed25519, X25519, Ed448,
 * X448 and RSA, from PEM, DER, OpenSSH, CometBFT and tmkms files.
 * @param bytes the whole file; they stay as they are
 * @param type what the file was recognised as; a tmkms seed has nothing inside that tells what it is
 */
export async function exportKeyFile(
  bytes: Uint8Array,
  type: KeyFileType | string,
): Promise<ExportedKey | NotExported> {
  if (bytes.length > largestKeyFile) return nothing('it is larger than any key file');
  const found = privateKeyIn(bytes, type);
  if (!('kind' in found)) return found;
  let der: Uint8Array | null = null;
  try {
    der = await writePkcs8(found);
  } finally {
    wipePrivateKey(found);
  }
  const reading = der === null ? null : await readPkcs8(der);
  if (der === null || reading === null || reading.publicKey === null) {
    der?.fill(0);
    return notKey('its private value is no key of its algorithm');
  }
  const { algorithm, publicKey, fingerprint } = reading;
  return { der, algorithm, publicKey, fingerprint };
}

function privateKeyIn(bytes: Uint8Array, type: string): PrivateKey | NotExported {
  const pem = readPem(bytes);
  if (pem !== null) {
    try {
      return ofPem(pem.blocks);
    } finally {
      wipePem(pem.blocks);
    }
  }
  if (readDer(bytes) !== null) {
    if (encryptedPkcs8(bytes) !== null || isPkcs12(bytes)) return notKey(encrypted);
    return privateKeyOfDer(bytes) ?? nothing('it holds no private key that is known here');
  }
  const isCometbft = type.startsWith('cometbft-') && type !== 'cometbft-priv-validator-state';
  const key = privateKeyOfCometbft(bytes) ?? (isCometbft ? privateKeyOfSeed(bytes) : null);
  if (key !== null) return key;
  if (isCometbft) return notKey('its key is of a type that PKCS #8 has no form for here, or is damaged');
  const holdsKey = keyTypes.has(type);
  return { ...nothing('it holds no private key that is known here'), isKey: holdsKey };
}

/** What is a key, and not in a form that is taken apart here. */
const keyTypes = new Set([
  'cosmos-keyring-item',
  'substrate-keystore-key',
  'eip2335-keystore',
  'json-key',
  'openpgp-secret-key',
]);

function ofPem(blocks: readonly PemBlock[]): PrivateKey | NotExported {
  const [block, ...others] = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  if (block === undefined) return nothing('it holds no private key');
  // One would be chosen by its place in the file, and an HSM does not say which it got.
  if (others.length > 0)
    return notKey(`it holds ${others.length + 1} private keys, and only one can be meant`);
  const { label, body } = block;
  if (body === null) return notKey('its private key was cut off or damaged');
  if (
    label === 'ENCRYPTED PRIVATE KEY' ||
    label.startsWith('TENDERMINT ') ||
    encryptedByHeader(block) !== null
  )
    return notKey(encrypted);
  if (label === 'OPENSSH PRIVATE KEY')
    return privateKeyOfOpenssh(body) ?? notKey('it has a passphrase, or an algorithm that is not known here');
  return privateKeyOfDer(body) ?? notKey('its algorithm or curve is not known here, or it is damaged');
}

const encrypted =
  'it is encrypted under a passphrase of its own: restore it as it is, and open it with its own program';

function notKey(why: string): NotExported {
  return { der: null, isKey: true, why };
}

function nothing(why: string): NotExported {
  return { der: null, isKey: false, why };
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m } from '@scure/base';
import { fromBase64, toBase64, toHex, toUtf8 } from '../encoding.ts';
import { compressedBls12381 } from './bls12381.ts';
import { pointCurves } from './curves.ts';
import { bitString, derChildren, derTags, objectIdentifier, readDer } from './der.ts';
import {
  algorithmOf,
  compressedPoint,
  ecPublicKey,
  octetInfo,
  pointInfo,
  readRsaPublic,
  rsaEncryption,
} from './spki.ts';
import { sshEd25519Blob, sshFingerprint, sshPointBlob, sshRsaBlob } from './ssh-blob.ts';

/** What a manifest says of a key. */
export interface PublicFacts {
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly address: string | null;
}

/**
 * Whether a value that a person expects is this key's, in any form in which people write one down:
 * SHA-256 of the SubjectPublicKeyInfo as DER (`openssl pkey -pubout -outform DER | sha256sum`) or as PEM
 * (`openssl ec -pubout | sha256sum`), with a compressed point too; the public key or point in hex or base64; the
 * address or node id, in hex or bech32; the fingerprint of OpenPGP; what `ssh-keygen -l` prints. Hex may have
 * separators and stand in either case, and what sha256sum and openssl print around it is passed over. Base64 must be
 * exact, since its case carries meaning, but needs no padding.
 * @param expected as the person wrote it
 */
export function isFingerprintOf(expected: string, key: PublicFacts): boolean {
  const text = expected.trim();
  if (text === '' || text.length > 2000) return false;
  const { hex, exact } = formsOf(key);
  if (exact.has(text.replace(/=+$/, ''))) return true;
  if (key.address !== null && bare(key.address) === bare(text)) return true;
  const digits = hexDigits(text);
  if (digits !== null) return hex.has(digits);
  const bech = ofBech32(text);
  return bech !== null && hex.has(bech);
}

function bare(text: string): string {
  return text.replace(/[\s:.-]/g, '').toLowerCase();
}

/** The digits of a value in hex, or null where it is none: `0xAB`, `SHA256 Fingerprint=AB:CD`, `ab…  -`. */
function hexDigits(text: string): string | null {
  const value = text.replace(/^[A-Za-z0-9 ()-]*= ?/, '');
  const digits = bare(value).replace(/^0x/, '');
  return /^([0-9a-f]{2}){16,}$/.test(digits) ? digits : null;
}

/** Hex of the data of a bech32 text; of a key in amino (`…valconspub1…`) without its prefix. */
function ofBech32(text: string): string | null {
  for (const codec of [bech32, bech32m]) {
    const decoded = codec.decodeUnsafe(text.toLowerCase() as `${string}1${string}`, 200);
    const bytes = decoded && codec.fromWordsUnsafe(decoded.words);
    if (!bytes) continue;
    const isAmino = bytes.length === 37 && toHex(bytes.slice(0, 5)) === '1624de6420';
    return toHex(isAmino ? bytes.slice(5) : Uint8Array.from(bytes));
  }
  return null;
}

interface Forms {
  /** Lower case. */
  readonly hex: Set<string>;
  /** Without padding. */
  readonly exact: Set<string>;
}

function formsOf({ publicKey, fingerprint, address }: PublicFacts): Forms {
  const forms: Forms = { hex: new Set(), exact: new Set() };
  if (fingerprint !== null) forms.hex.add(fingerprint);
  if (address !== null) forms.hex.add(bare(address).replace(/^0x/, ''));
  const bytes = publicKey === null ? null : fromBase64(publicKey);
  if (bytes === null) return forms;
  addBytes(forms, bytes);
  if (!addInfo(forms, bytes)) addRaw(forms, bytes, fingerprint);
  return forms;
}

function addBytes({ hex, exact }: Forms, bytes: Uint8Array): void {
  hex.add(toHex(bytes));
  exact.add(toBase64(bytes).replace(/=+$/, ''));
}

const bls12381Bytes = 96;

/**
 * A raw key: its algorithm is the one whose SubjectPublicKeyInfo has the fingerprint. BLS12-381 has none, and its
 * points are mostly written compressed.
 */
function addRaw(forms: Forms, bytes: Uint8Array, fingerprint: string | null): void {
  if (bytes.length === bls12381Bytes && toHex(sha256(bytes)) === fingerprint) {
    addBytes(forms, compressedBls12381(bytes));
    return;
  }
  for (const algorithm of ['ed25519', 'x25519', 'ed448', 'x448']) {
    const info = octetInfo(algorithm, bytes) as Uint8Array;
    if (toHex(sha256(info)) !== fingerprint) continue;
    addHashes(forms, info);
    if (algorithm !== 'ed25519') return;
    // CometBFT's address, for an ed25519 key out of any other file too.
    forms.hex.add(toHex(sha256(bytes).slice(0, 20)));
    forms.exact.add(sshFingerprint(sshEd25519Blob(bytes)));
    return;
  }
}

/** @returns whether the bytes are a SubjectPublicKeyInfo */
function addInfo(forms: Forms, info: Uint8Array): boolean {
  const children = derChildren(readDer(info, derTags.sequence), 2);
  const algorithm = algorithmOf(children?.[0]);
  const key = bitString(children?.[1]);
  if (algorithm === null || key === null) return false;
  addHashes(forms, info);
  if (algorithm.identifier === rsaEncryption) {
    const rsa = readRsaPublic(key);
    if (rsa !== null) forms.exact.add(sshFingerprint(sshRsaBlob(rsa.modulus, rsa.exponent)));
    return true;
  }
  const curve = pointCurves.get(objectIdentifier(algorithm.parameters) ?? '');
  if (algorithm.identifier !== ecPublicKey || curve === undefined) return true;
  addBytes(forms, key);
  const compressed = compressedPoint(key);
  addBytes(forms, compressed);
  addHashes(forms, pointInfo(curve.algorithm, compressed));
  const blob = sshPointBlob(curve.algorithm, key);
  if (blob !== null) forms.exact.add(sshFingerprint(blob));
  return true;
}

/** SHA-256 of the structure as DER and as the PEM text that openssl prints. */
function addHashes({ hex }: Forms, info: Uint8Array): void {
  hex.add(toHex(sha256(info)));
  hex.add(pemHash(info));
}

/** Hex SHA-256 of `-----BEGIN PUBLIC KEY-----`, the base64 in lines of 64, `-----END PUBLIC KEY-----`, with LF. */
export function pemHash(info: Uint8Array): string {
  const lines = toBase64(info).replace(/.{1,64}/g, (line) => `${line}\n`);
  return toHex(sha256(toUtf8(`-----BEGIN PUBLIC KEY-----\n${lines}-----END PUBLIC KEY-----\n`)));
}

import { readDer } from './der.ts';
import type { KeyDescription, KeyFact, KeyNote } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { readOpensshKey } from './openssh.ts';
import type { PemBlock } from './pem.ts';
import { describePem, type FoundKey, type PemContents } from './pem-describe.ts';
import { encryptedByHeader, encryptedNote, encryptedPkcs8, encryptedWith } from './pem-encrypted.ts';
import { type PrivateKeyReading, readPkcs8, readPrivateKey, readSec1 } from './private-key-der.ts';
import { type PublicParts, readRsaPublic, readSpki, rsaParts } from './spki.ts';
import { type Certificate, readCertificate } from './x509.ts';

/**
 * Files of PEM blocks as openssl, ssh-keygen and web servers keep them: private keys of every form, certificates,
 * public keys, or several of them in one file. A private key makes the whole file private, whatever stands beside it.
 */
export async function recognisePem({ pem }: KeyFile): Promise<KeyDescription | null> {
  const known = pem?.blocks.filter(({ label }) => isKnown(label)) ?? [];
  if (pem === null || known.length === 0) return null;
  const described = describePem(await readBlocks(known));
  if (!pem.hasByteOrderMark) return described;
  return { ...described, notes: [byteOrderMark, ...described.notes] };
}

const privateLabels = ['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'];
const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const opensshLabel = 'OPENSSH PRIVATE KEY';

function isKnown(label: string): boolean {
  if (label.startsWith('PGP ') || label.startsWith('TENDERMINT ')) return false;
  return label.endsWith('PRIVATE KEY') || label.endsWith('PUBLIC KEY') || certificateLabels.includes(label);
}

async function readBlocks(blocks: readonly PemBlock[]): Promise<PemContents> {
  const keys: FoundKey[] = [];
  const certificates: Certificate[] = [];
  const publicKeys: PublicParts[] = [];
  const damaged: string[] = [];
  for (const block of blocks) {
    const { label, body } = block;
    if (certificateLabels.includes(label)) {
      const certificate = body === null ? null : await readCertificate(body);
      if (certificate === null) damaged.push(label);
      else certificates.push(certificate);
    } else if (label.endsWith('PUBLIC KEY')) {
      const publicKey = body === null ? null : await readPublicKey(label, body);
      if (publicKey === null) damaged.push(label);
      else publicKeys.push(publicKey);
    } else {
      const key = body === null ? null : await readKeyBlock(block, body);
      if (key === null) damaged.push(label);
      else keys.push(key);
    }
  }
  return { keys, certificates, publicKeys, damaged };
}

async function readKeyBlock(block: PemBlock, body: Uint8Array): Promise<FoundKey | null> {
  const { label } = block;
  if (label === opensshLabel) {
    const key = await readOpensshKey(body);
    return key === null ? null : { ...key, isOpenssh: true };
  }
  const how = encryptedByHeader(block) ?? (label === 'ENCRYPTED PRIVATE KEY' ? encryptedPkcs8(body) : null);
  if (how !== null) return { ...encryptedKey(algorithmOfLabel(label), how), isOpenssh: false };
  if (!privateLabels.includes(label)) {
    // DSA and whatever else calls itself a private key.
    const name = /^([A-Z0-9-]{1,20}) PRIVATE KEY$/.exec(label)?.[1];
    return name === undefined || readDer(body) === null ? null : { ...unreadForm(name), isOpenssh: false };
  }
  const key = await readByLabel(label, body);
  return key === null ? null : { ...key, isOpenssh: false, facts: [] };
}

/** Programs write one form under the label of another; openssl reads them all the same. */
async function readByLabel(label: string, body: Uint8Array): Promise<PrivateKeyReading | null> {
  if (label === 'PRIVATE KEY') return (await readPkcs8(body)) ?? readPrivateKey(body);
  if (label === 'EC PRIVATE KEY') return (await readSec1(body)) ?? readPrivateKey(body);
  return readPrivateKey(body);
}

async function readPublicKey(label: string, body: Uint8Array): Promise<PublicParts | null> {
  if (label !== 'RSA PUBLIC KEY') return readSpki(readDer(body) ?? undefined);
  const rsa = readRsaPublic(body);
  return rsa === null ? null : rsaParts(rsa.modulus, rsa.exponent);
}

/** A key under a passphrase of its own. */
export function encryptedKey(
  algorithm: string | null,
  how: string,
): PrivateKeyReading & { readonly facts: readonly KeyFact[] } {
  const facts = [encryptedWith(how)];
  return { algorithm, publicKey: null, fingerprint: null, notes: [encryptedNote], facts };
}

function algorithmOfLabel(label: string): string | null {
  return { 'RSA PRIVATE KEY': 'rsa', 'DSA PRIVATE KEY': 'dsa' }[label] ?? null;
}

function unreadForm(name: string): Omit<FoundKey, 'isOpenssh'> {
  const note: KeyNote = {
    code: 'public-key-not-derived',
    text: 'It is a private key of a form whose public key is not derived here. Compare the restored file with one you know.',
  };
  return {
    algorithm: name === 'DSA' ? 'dsa' : null,
    publicKey: null,
    fingerprint: null,
    notes: [note],
    facts: [],
  };
}

const byteOrderMark: KeyNote = {
  code: 'byte-order-mark',
  text: 'It begins with a byte order mark, as some editors on Windows add it; openssl does not find the first block then.',
};

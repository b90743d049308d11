import { type KeyDescription, type KeyFact, type KeyNote, opaque } from './key-description.ts';
import type { PrivateKeyReading } from './private-key-der.ts';
import type { PublicParts } from './spki.ts';
import type { Certificate } from './x509.ts';

/** One private key of a file. */
export interface FoundKey extends PrivateKeyReading {
  readonly isOpenssh: boolean;
  readonly facts: readonly KeyFact[];
}

/** What stands in a file of keys and certificates, in its order. */
export interface PemContents {
  readonly keys: readonly FoundKey[];
  readonly certificates: readonly Certificate[];
  readonly publicKeys: readonly PublicParts[];
  /** Labels of blocks that could not be read. */
  readonly damaged: readonly string[];
}

/** Describes a file by its first private key, else its first certificate, else its first public key. */
export function describePem({ keys, certificates, publicKeys, damaged }: PemContents): KeyDescription {
  const [key, ...moreKeys] = keys;
  const [certificate] = certificates;
  if (key !== undefined) return describeKey(key, moreKeys, certificates, damaged);
  const broken = damaged.some((label) => label.endsWith('PRIVATE KEY'));
  if (certificate !== undefined && !broken) {
    const { parts, notAfter } = certificate;
    return {
      type: 'x509-certificate',
      algorithm: parts.algorithm,
      publicKey: parts.publicKey,
      fingerprint: parts.fingerprint,
      address: null,
      notes: damaged.length === 0 ? [] : [certificateDamaged],
      isPrivate: false,
      facts: certificateFacts(certificates),
      expires: notAfter,
    };
  }
  if (damaged.length > 0) return opaque(broken ? keyDamaged : certificateDamaged);
  return describePublicKey(publicKeys[0] as PublicParts);
}

function describeKey(
  key: FoundKey,
  moreKeys: readonly FoundKey[],
  certificates: readonly Certificate[],
  damaged: readonly string[],
): KeyDescription {
  const notes = [...key.notes];
  if (moreKeys.length > 0) notes.push(severalKeys(moreKeys.length + 1));
  const belongs = certificates.some(({ parts }) => parts.fingerprint === key.fingerprint);
  if (certificates.length > 0 && key.fingerprint !== null && !belongs) notes.push(ofAnotherKey);
  if (damaged.length > 0) notes.push(partDamaged);
  const facts = [
    ...compressedFact(key),
    ...key.facts,
    ...moreKeys.map(({ fingerprint }, index) => ({
      label: `key ${index + 2}`,
      value: fingerprint ?? 'no public key shown',
    })),
    ...certificateFacts(certificates),
  ];
  const [certificate] = certificates;
  return {
    type: key.isOpenssh ? 'openssh-private-key' : 'pem-private-key',
    algorithm: key.algorithm,
    publicKey: key.publicKey,
    fingerprint: key.fingerprint,
    address: null,
    notes,
    isPrivate: true,
    ...(facts.length === 0 ? {} : { facts }),
    ...(certificate === undefined ? {} : { expires: certificate.notAfter }),
  };
}

/**
 * A public key alone: no key to back up, so it is opaque, and its fingerprint is shown but not published: nobody
 * may take the manifest for proof that the key is in the bundle.
 */
function describePublicKey(parts: PublicParts): KeyDescription {
  const facts = [
    ...(parts.algorithm === null ? [] : [{ label: 'public key', value: parts.algorithm }]),
    ...(parts.fingerprint === null ? [] : [{ label: 'of fingerprint', value: parts.fingerprint }]),
    ...compressedFact(parts),
  ];
  return { ...opaque(publicKeyOnly), facts };
}

function compressedFact({ compressedFingerprint }: PublicParts): KeyFact[] {
  return compressedFingerprint === undefined
    ? []
    : [{ label: 'fingerprint as openssl prints it (compressed point)', value: compressedFingerprint }];
}

/** The facts of the first certificate, and one line for each of the others. */
function certificateFacts(certificates: readonly Certificate[]): KeyFact[] {
  const [first, ...others] = certificates;
  if (first === undefined) return [];
  const more = others.slice(0, 8).map(({ facts, notAfter, parts }, index) => ({
    label: `certificate ${index + 2} of ${certificates.length}`,
    value: `${facts[0]?.value ?? ''}, valid until ${notAfter}, fingerprint ${parts.fingerprint ?? ''}`,
  }));
  return [...compressedFact(first.parts), ...first.facts, ...more];
}

const publicKeyOnly: KeyNote = {
  code: 'public-key',
  text: 'It is a public key and no more: it restores nothing. The private key must be in another file.',
};

const keyDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'It looks like a private key, but what stands between its first and last line cannot be read: it was cut off or damaged. It is kept as it is. Compare it with the original before you rely on this copy.',
};

const certificateDamaged: KeyNote = {
  code: 'certificate-damaged',
  text: 'It looks like a certificate or a public key, but a part of it cannot be read: it was cut off or damaged. It is kept as it is.',
};

const partDamaged: KeyNote = {
  code: 'private-key-unreadable',
  text: 'Another part of this file cannot be read: it was cut off or damaged. Compare it with the original.',
};

const ofAnotherKey: KeyNote = {
  code: 'certificate-of-another-key',
  text: 'The file holds a private key and a certificate, and the certificate is of another key.',
};

function severalKeys(count: number): KeyNote {
  return {
    code: 'several-keys',
    text: `The file holds ${count} private keys; the first is the one described. Programs read the first and leave the others.`,
  };
}

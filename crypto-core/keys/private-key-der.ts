import { equalBytes } from '../encoding.ts';
import { octetCurves, type PointCurve, pointCurves, scalarOf } from './curves.ts';
import {
  bitString,
  type DerElement,
  derChildren,
  derTags,
  objectIdentifier,
  readDer,
  smallInteger,
} from './der.ts';
import type { KeyNote } from './key-description.ts';
import { readRsaPrivate } from './rsa-key.ts';
import {
  type Algorithm,
  algorithmName,
  algorithmOf,
  ecPublicKey,
  octetParts,
  type PublicParts,
  pointParts,
  rsaEncryption,
  rsaPss,
} from './spki.ts';

/** A private key with its public half derived from it. */
export interface PrivateKeyReading extends PublicParts {
  readonly notes: readonly KeyNote[];
}

/**
 * Reads a private key in DER, of whichever of the three forms it is.
 * @param der zeroed by the caller; nothing of it is kept
 * @returns null when it is none of them
 */
export async function readPrivateKey(der: Uint8Array): Promise<PrivateKeyReading | null> {
  return (await readPkcs8(der)) ?? (await readSec1(der)) ?? readPkcs1(der);
}

/** PKCS #8 PrivateKeyInfo and its later form OneAsymmetricKey (RFC 5958). */
export async function readPkcs8(der: Uint8Array): Promise<PrivateKeyReading | null> {
  const children = derChildren(readDer(der, derTags.sequence), 5);
  const version = smallInteger(children?.[0]);
  const algorithm = algorithmOf(children?.[1]);
  const inner = children?.[2];
  if (version === null || version > 1 || algorithm === null || inner?.tag !== derTags.octetString)
    return null;
  const { identifier } = algorithm;
  if (identifier === ecPublicKey) {
    return readSec1(inner.contents, objectIdentifier(algorithm.parameters), algorithm.parameters);
  }
  if (identifier === rsaEncryption || identifier === rsaPss) {
    return readPkcs1(inner.contents, identifier === rsaPss ? algorithm.whole : undefined);
  }
  if (octetCurves.has(identifier)) return readOctetKey(algorithm, inner, publicKeyIn(children));
  return notDerived(algorithmName(identifier));
}

/** SEC 1, C.4 (RFC 5915) ECPrivateKey. @param curveOutside dotted, where the curve is named around the key */
export async function readSec1(
  der: Uint8Array,
  curveOutside: string | null = null,
  parametersOutside?: DerElement,
): Promise<PrivateKeyReading | null> {
  const children = derChildren(readDer(der, derTags.sequence), 4);
  const secret = children?.[1];
  if (smallInteger(children?.[0]) !== 1 || secret?.tag !== derTags.octetString) return null;
  const parameters =
    derChildren(
      children?.find(({ tag }) => tag === 0xa0),
      1,
    )?.[0] ?? parametersOutside;
  const named = curveOutside ?? objectIdentifier(parameters);
  const curve = pointCurves.get(named ?? '');
  if (curve === undefined) return notDerived(null, parameters === undefined ? noCurve : otherCurve);
  const stated = bitString(
    derChildren(
      children?.find(({ tag }) => tag === 0xa1),
      1,
    )?.[0],
  );
  return pointKey(curve, secret.contents, stated);
}

/** PKCS #1. @param algorithm the AlgorithmIdentifier of RSASSA-PSS with its parameters */
function readPkcs1(der: Uint8Array, algorithm?: Uint8Array): PrivateKeyReading | null {
  const rsa = readRsaPrivate(der, algorithm);
  if (rsa === null) return null;
  return rsa === 'inconsistent' ? notDerived('rsa', inconsistent) : { ...rsa, notes: [] };
}

/** The key of a scalar. @param stated the public point that stands beside it, or null */
export async function pointKey(
  curve: PointCurve,
  bytes: Uint8Array,
  stated: Uint8Array | null,
): Promise<PrivateKeyReading> {
  const scalar = scalarOf(bytes, curve.bytes);
  try {
    if (scalar === null) return notDerived(curve.algorithm, wrongLength(curve, bytes.length));
    const point = await curve.publicPoint(scalar);
    if (point === null) return notDerived(curve.algorithm, outOfRange(curve.algorithm));
    const isCompressed = stated !== null && stated.length === curve.bytes + 1;
    const claimed = isCompressed ? await curve.uncompressed(stated) : stated;
    const parts = pointParts(curve, point, isCompressed);
    if (stated === null || (claimed !== null && equalBytes(claimed, point))) return { ...parts, notes: [] };
    return { ...parts, notes: [claimedDiffers] };
  } finally {
    scalar?.fill(0);
  }
}

async function readOctetKey(
  { identifier }: Algorithm,
  inner: DerElement,
  stated: Uint8Array | null,
): Promise<PrivateKeyReading | null> {
  const curve = octetCurves.get(identifier);
  const secret = readDer(inner.contents, derTags.octetString)?.contents;
  if (curve === undefined || secret === undefined) return null;
  if (secret.length !== curve.bytes) return notDerived(curve.algorithm, wrongLength(curve, secret.length));
  const publicKey = await curve.publicKey(secret);
  const notes = stated === null || equalBytes(stated, publicKey) ? [] : [claimedDiffers];
  return { ...octetParts(curve.algorithm, publicKey), notes };
}

/** The optional public key of OneAsymmetricKey: [1] IMPLICIT BIT STRING. */
function publicKeyIn(children: readonly DerElement[] | null): Uint8Array | null {
  return bitString(
    children?.slice(3).find(({ tag }) => tag === 0x81),
    0x81,
  );
}

/** A key of which no public half is shown, and why. */
export function notDerived(algorithm: string | null, note: KeyNote = unknownAlgorithm): PrivateKeyReading {
  return { algorithm, publicKey: null, fingerprint: null, notes: [note] };
}

const unknownAlgorithm: KeyNote = {
  code: 'public-key-not-derived',
  text: 'Its algorithm is not one whose public key is derived here, so none is shown. Compare the restored file with one you know.',
};

const otherCurve: KeyNote = {
  code: 'public-key-not-derived',
  text: 'It is a key of an elliptic curve that is not known here, or one given by its numbers and not by its name, so no public key is shown.',
};

const noCurve: KeyNote = {
  code: 'public-key-not-derived',
  text: 'It is a key of an elliptic curve and does not say of which, so no public key is shown.',
};

export const inconsistent: KeyNote = {
  code: 'key-inconsistent',
  text: 'Its numbers do not belong together: no signature of this key would be valid. It was altered or damaged; compare it with the original.',
};

export const claimedDiffers: KeyNote = {
  code: 'claimed-public-key-differs',
  text: 'The public key that the file states is not the one of its private key; the one shown here is. The file was altered or damaged; compare it with the original.',
};

function wrongLength(curve: { algorithm: string; bytes: number }, length: number): KeyNote {
  return {
    code: 'private-key-length',
    text: `Its private value has ${length} bytes where ${curve.algorithm} has ${curve.bytes}; no program can use it.`,
  };
}

function outOfRange(algorithm: string): KeyNote {
  return {
    code: 'private-key-range',
    text: `Its private value is no ${algorithm} key: it is zero or too large.`,
  };
}

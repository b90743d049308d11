import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toBase64, toHex } from '../encoding.ts';
import { octetCurves, type PointCurve, pointCurves } from './curves.ts';
import {
  bitString,
  type DerElement,
  derChildren,
  derOf,
  derTags,
  objectIdentifier,
  positiveInteger,
  readDer,
} from './der.ts';

/** What may be published of a key, in the encodings of formats.md section 5. */
export interface PublicParts {
  /** Null where it is not known. */
  readonly algorithm: string | null;
  /** base64: the raw key, or for EC and RSA keys the SubjectPublicKeyInfo; null where it is not derived. */
  readonly publicKey: string | null;
  /** Hex SHA-256 of the SubjectPublicKeyInfo with an uncompressed point. */
  readonly fingerprint: string | null;
  /** The same over what openssl prints for this file, where that is another: the point is compressed there. */
  readonly compressedFingerprint?: string;
}

/** Object identifiers of algorithms that are named, their keys not derived. RFC 9881 (ML-DSA), RFC 9909 (SLH-DSA). */
const namedAlgorithms: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.1', 'dsa'],
  ['1.2.840.113549.1.3.1', 'dh'],
  ['2.16.840.1.101.3.4.3.17', 'ml-dsa-44'],
  ['2.16.840.1.101.3.4.3.18', 'ml-dsa-65'],
  ['2.16.840.1.101.3.4.3.19', 'ml-dsa-87'],
]);

export const rsaEncryption = '1.2.840.113549.1.1.1';
export const rsaPss = '1.2.840.113549.1.1.10';
export const ecPublicKey = '1.2.840.10045.2.1';

/** An AlgorithmIdentifier taken apart. */
export interface Algorithm {
  /** Dotted. */
  readonly identifier: string;
  readonly parameters: DerElement | undefined;
  readonly whole: Uint8Array;
}

/** Reads an AlgorithmIdentifier, or null. */
export function algorithmOf(element: DerElement | undefined): Algorithm | null {
  if (element?.tag !== derTags.sequence) return null;
  const children = derChildren(element, 2);
  const identifier = objectIdentifier(children?.[0]);
  return identifier === null ? null : { identifier, parameters: children?.[1], whole: element.whole };
}

/** The name of an algorithm of which nothing more is known here, or null. */
export function algorithmName(identifier: string): string | null {
  return namedAlgorithms.get(identifier) ?? octetCurves.get(identifier)?.algorithm ?? null;
}

const uncompressedForm = 4;
const objectIdentifierOf = new Map([
  ['p256', '06082a8648ce3d030107'],
  ['p384', '06052b81040022'],
  ['p521', '06052b81040023'],
  ['secp256k1', '06052b8104000a'],
]);
const ecPublicKeyDer = fromHex('06072a8648ce3d0201');

/** The public parts of a point. @param isCompressed whether openssl prints this key with a compressed point */
export function pointParts(curve: PointCurve, point: Uint8Array, isCompressed = false): PublicParts {
  const info = pointInfo(curve.algorithm, point);
  const parts = { algorithm: curve.algorithm, publicKey: toBase64(info), fingerprint: toHex(sha256(info)) };
  if (!isCompressed) return parts;
  return {
    ...parts,
    compressedFingerprint: toHex(sha256(pointInfo(curve.algorithm, compressedPoint(point)))),
  };
}

/** The SubjectPublicKeyInfo of a point (RFC 5480). @param algorithm one of `pointCurves` */
export function pointInfo(algorithm: string, point: Uint8Array): Uint8Array {
  const named = fromHex(objectIdentifierOf.get(algorithm) as string);
  return derOf(
    derTags.sequence,
    derOf(derTags.sequence, ecPublicKeyDer, named),
    derOf(derTags.bitString, Uint8Array.of(0), point),
  );
}

/** SEC 1, 2.3.3: the parity of y, then x. @param point uncompressed */
export function compressedPoint(point: Uint8Array): Uint8Array {
  const compressed = point.slice(0, (point.length + 1) / 2);
  compressed[0] = 2 + ((point[point.length - 1] as number) & 1);
  return compressed;
}

/** The SubjectPublicKeyInfo of a raw key (RFC 8410). @param algorithm as `ed25519` */
export function octetInfo(algorithm: string, publicKey: Uint8Array): Uint8Array | null {
  const last = { x25519: 0x6e, x448: 0x6f, ed25519: 0x70, ed448: 0x71 }[algorithm];
  if (last === undefined) return null;
  return derOf(
    derTags.sequence,
    derOf(derTags.sequence, Uint8Array.of(derTags.objectIdentifier, 3, 0x2b, 0x65, last)),
    derOf(derTags.bitString, Uint8Array.of(0), publicKey),
  );
}

/** The public parts of a raw key. @param algorithm one of `octetCurves` */
export function octetParts(algorithm: string, publicKey: Uint8Array): PublicParts {
  const info = octetInfo(algorithm, publicKey) as Uint8Array;
  return { algorithm, publicKey: toBase64(publicKey), fingerprint: toHex(sha256(info)) };
}

/** AlgorithmIdentifier of rsaEncryption with its NULL (RFC 8017). */
export const rsaAlgorithmDer = fromHex('300d06092a864886f70d0101010500');

/**
 * The public parts of an RSA key.
 * @param modulus big-endian without leading zero
 * @param algorithm the AlgorithmIdentifier that the SubjectPublicKeyInfo shall carry
 */
export function rsaParts(
  modulus: Uint8Array,
  exponent: Uint8Array,
  algorithm = rsaAlgorithmDer,
): PublicParts {
  const key = derOf(derTags.sequence, integerOf(modulus), integerOf(exponent));
  const info = derOf(derTags.sequence, algorithm, derOf(derTags.bitString, Uint8Array.of(0), key));
  const isPss = algorithmOf(readDer(algorithm) ?? undefined)?.identifier === rsaPss;
  return {
    algorithm: `${isPss ? 'rsa-pss' : 'rsa'}-${bitLength(modulus)}`,
    publicKey: toBase64(info),
    fingerprint: toHex(sha256(info)),
  };
}

/** An unsigned number as a DER INTEGER. */
export function integerOf(bytes: Uint8Array): Uint8Array {
  const sign = (bytes[0] as number) >= 0x80 ? Uint8Array.of(0) : new Uint8Array();
  return derOf(derTags.integer, sign, bytes);
}

/** Bits of a big-endian number without leading zero. */
export function bitLength(bytes: Uint8Array): number {
  return bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24;
}

/** Longer moduli are no RSA key that anybody uses; openssl refuses to use them. */
export const longestModulus = 2048;

/**
 * Reads a SubjectPublicKeyInfo, as in certificates and `PUBLIC KEY` files.
 * @returns null when it is none; with nulls where the algorithm is not known
 */
export async function readSpki(element: DerElement | undefined): Promise<PublicParts | null> {
  const children = element?.tag === derTags.sequence ? derChildren(element, 2) : null;
  const algorithm = algorithmOf(children?.[0]);
  const key = bitString(children?.[1]);
  if (element === undefined || algorithm === null || key === null) return null;
  const { identifier } = algorithm;
  if (identifier === ecPublicKey) {
    const curve = pointCurves.get(objectIdentifier(algorithm.parameters) ?? '');
    const point = await curve?.uncompressed(key);
    if (curve !== undefined && point === null) return null;
    if (curve !== undefined && point !== undefined && point !== null)
      return pointParts(curve, point, key[0] !== uncompressedForm);
  }
  const octets = octetCurves.get(identifier);
  if (octets !== undefined) return key.length === octets.bytes ? octetParts(octets.algorithm, key) : null;
  if (identifier === rsaEncryption || identifier === rsaPss) {
    const rsa = readRsaPublic(key);
    return rsa === null ? null : rsaParts(rsa.modulus, rsa.exponent, algorithm.whole);
  }
  // The fingerprint of openssl is that of these bytes, whatever the algorithm.
  const info = { publicKey: toBase64(element.whole), fingerprint: toHex(sha256(element.whole)) };
  return { algorithm: algorithmName(identifier), ...info };
}

/** Modulus and exponent of an RSAPublicKey (RFC 8017, A.1.1), or null. */
export function readRsaPublic(der: Uint8Array): { modulus: Uint8Array; exponent: Uint8Array } | null {
  const children = derChildren(readDer(der, derTags.sequence), 2);
  const modulus = positiveInteger(children?.[0]);
  const exponent = positiveInteger(children?.[1]);
  if (modulus === null || exponent === null || children?.length !== 2) return null;
  return modulus.length < 32 || modulus.length > longestModulus ? null : { modulus, exponent };
}

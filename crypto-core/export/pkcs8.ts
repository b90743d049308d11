import { fromHex } from '../encoding.ts';
import { octetCurves, pointCurves, scalarOf } from '../keys/curves.ts';
import { derOf, derTags } from '../keys/der.ts';
import { integerOf, pointInfo, rsaAlgorithmDer } from '../keys/spki.ts';

/** The secret of a private key, in arrays of its own that {@link wipePrivateKey} zeroes. */
export type PrivateKey =
  /** `algorithm` as in formats.md: `p256`, `p384`, `p521`, `secp256k1`; `scalar` big-endian, leading zeros or not. */
  | { readonly kind: 'point'; readonly algorithm: string; readonly scalar: Uint8Array }
  /** `ed25519`, `x25519`, `ed448`, `x448`. */
  | { readonly kind: 'octets'; readonly algorithm: string; readonly secret: Uint8Array }
  /** An RSAPrivateKey (PKCS #1); `algorithm` where that is not plain rsaEncryption, as for RSASSA-PSS. */
  | { readonly kind: 'rsa'; readonly pkcs1: Uint8Array; readonly algorithm?: Uint8Array };

/** Zeroes a private key. */
export function wipePrivateKey(key: PrivateKey): void {
  if (key.kind === 'point') key.scalar.fill(0);
  else if (key.kind === 'octets') key.secret.fill(0);
  else key.pkcs1.fill(0);
}

const version = fromHex('020100');
const version1 = fromHex('020101');

/**
 * Writes PKCS #8 PrivateKeyInfo in DER (RFC 5208; RFC 5915 with the public key for points, RFC 8410, RFC 8017): the
 * bytes that `openssl pkcs8 -topk8 -nocrypt -outform DER` writes, and what the tools of HSMs import.
 * @returns a new array that the caller zeroes; null when the secret is no key of its algorithm
 */
export async function writePkcs8(key: PrivateKey): Promise<Uint8Array | null> {
  if (key.kind === 'point') return pointPkcs8(key.algorithm, key.scalar);
  if (key.kind === 'octets') return octetPkcs8(key.algorithm, key.secret);
  return sealed(key.algorithm ?? rsaAlgorithmDer, key.pkcs1);
}

async function pointPkcs8(algorithm: string, bytes: Uint8Array): Promise<Uint8Array | null> {
  const curve = [...pointCurves.values()].find((one) => one.algorithm === algorithm);
  const scalar = curve === undefined ? null : scalarOf(bytes, curve.bytes);
  try {
    const point = scalar === null ? null : await curve?.publicPoint(scalar);
    if (scalar === null || point === null || point === undefined) return null;
    const publicKey = derOf(0xa1, derOf(derTags.bitString, Uint8Array.of(0), point));
    const inner = derOf(derTags.sequence, version1, derOf(derTags.octetString, scalar), publicKey);
    return wipingInner(inner, (sec1) => sealed(curveAlgorithm(algorithm, point), sec1));
  } finally {
    scalar?.fill(0);
  }
}

/** The AlgorithmIdentifier that stands first in the SubjectPublicKeyInfo of the same curve. */
function curveAlgorithm(algorithm: string, point: Uint8Array): Uint8Array {
  const info = pointInfo(algorithm, point);
  const start = (info[1] as number) >= 0x80 ? 3 : 2;
  return info.slice(start, start + 2 + (info[start + 1] as number));
}

function octetPkcs8(algorithm: string, secret: Uint8Array): Uint8Array | null {
  const [identifier, curve] =
    [...octetCurves].find(([, { algorithm: own }]) => own === algorithm) ?? ([] as const);
  if (curve === undefined || identifier === undefined || secret.length !== curve.bytes) return null;
  const last = Number(identifier.slice(identifier.lastIndexOf('.') + 1));
  const named = derOf(derTags.sequence, Uint8Array.of(derTags.objectIdentifier, 3, 0x2b, 0x65, last));
  return wipingInner(derOf(derTags.octetString, secret), (inner) => sealed(named, inner));
}

function sealed(algorithm: Uint8Array, inner: Uint8Array): Uint8Array {
  return wipingInner(derOf(derTags.octetString, inner), (octets) =>
    derOf(derTags.sequence, version, algorithm, octets),
  );
}

function wipingInner(inner: Uint8Array, use: (inner: Uint8Array) => Uint8Array): Uint8Array {
  try {
    return use(inner);
  } finally {
    inner.fill(0);
  }
}

/** The numbers of an RSA key, big-endian without leading zeros. */
export interface RsaNumbers {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  readonly privateExponent: Uint8Array;
  readonly prime1: Uint8Array;
  readonly prime2: Uint8Array;
  /** The inverse of the second prime modulo the first. */
  readonly coefficient: Uint8Array;
}

/**
 * An RSAPrivateKey (RFC 8017, A.1.2) of numbers that are known to belong together; the two exponents that are missing
 * are computed.
 * @returns a new array that the caller zeroes
 */
export function writePkcs1(numbers: RsaNumbers): Uint8Array {
  const { modulus, exponent, privateExponent, prime1, prime2, coefficient } = numbers;
  const exponents = [prime1, prime2].map((prime) => remainder(privateExponent, prime));
  const parts = [modulus, exponent, privateExponent, prime1, prime2, ...exponents, coefficient].map(
    integerOf,
  );
  try {
    return derOf(derTags.sequence, version, ...parts);
  } finally {
    for (const part of [...exponents, ...parts]) part.fill(0);
  }
}

/** The private exponent modulo a prime less one. JavaScript's own integers cannot be zeroed; there are no others. */
function remainder(privateExponent: Uint8Array, prime: Uint8Array): Uint8Array {
  const value = integer(privateExponent) % (integer(prime) - 1n);
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  return Uint8Array.from(bytes.length === 0 ? [0] : bytes);
}

function integer(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

import { derChildren, derTags, positiveInteger, readDer, smallInteger } from './der.ts';
import { longestModulus, type PublicParts, rsaParts } from './spki.ts';

/** An RSA private key with its public half, or why there is none. */
export type RsaReading = PublicParts | 'inconsistent' | null;

/**
 * Reads an RSAPrivateKey (PKCS #1, RFC 8017 A.1.2). Modulus and exponents are believed only when they are those of
 * the primes: n = p·q, and e·d is 1 modulo p−1 and q−1.
 * @param algorithm the AlgorithmIdentifier of its SubjectPublicKeyInfo, where that is not plain rsaEncryption
 * @returns null when the bytes are no such key (or one of more than two primes); a view of them is never kept
 */
export function readRsaPrivate(der: Uint8Array, algorithm?: Uint8Array): RsaReading {
  const children = derChildren(readDer(der, derTags.sequence), 10);
  if (children === null || children.length !== 9 || smallInteger(children[0]) !== 0) return null;
  const numbers = children.slice(1).map(positiveInteger);
  const [modulus, exponent, privateExponent, p, q] = numbers;
  if (!modulus || !exponent || !privateExponent || !p || !q || numbers.includes(null)) return null;
  if (numbers.some((number) => (number as Uint8Array).length > longestModulus) || modulus.length < 32)
    return null;
  return isConsistent(modulus, exponent, privateExponent, p, q)
    ? rsaParts(modulus, exponent, algorithm)
    : 'inconsistent';
}

/** Whether the numbers are one key. JavaScript's own integers cannot be zeroed; there are no others. */
export function isConsistent(
  modulus: Uint8Array,
  exponent: Uint8Array,
  privateExponent: Uint8Array,
  prime1: Uint8Array,
  prime2: Uint8Array,
): boolean {
  const [n, e, d, p, q] = [modulus, exponent, privateExponent, prime1, prime2].map(integer) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  if (p < 3n || q < 3n || p * q !== n) return false;
  return (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n;
}

function integer(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = 0; at < bytes.length; at += 8) {
    let word = 0n;
    const part = bytes.subarray(at, at + 8);
    for (const byte of part) word = (word << 8n) | BigInt(byte);
    value = (value << BigInt(8 * part.length)) | word;
  }
  return value;
}

import { sha256 } from '@noble/hashes/sha2.js';
import { compareBytes, fromHex, toBase64, toHex } from '../encoding.ts';
import type { PublicHalf } from './public-half.ts';

/** The order of the curve's groups: private keys are below it (draft-irtf-cfrg-bls-signature, 2.3). */
const order = fromHex('73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001');

/** Half of the field's prime, rounded down: a larger y is the one that a compressed point marks. */
const halfPrime = fromHex(
  '0d0088f51cbff34d258dd3db21a5d66bb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555',
);

const coordinateBytes = 48;

/**
 * The public half of a BLS12-381 key as CometBFT has it (`crypto/bls12381`): the point of G1, both coordinates, and of
 * its SHA-256 the first 20 bytes as address. So do all releases that have such keys; 1.0.0-rc1 alone took the
 * compressed point for both. There is no SubjectPublicKeyInfo for it.
 * @param scalar 32 bytes, zeroed by the caller
 * @returns null when the scalar is zero or not below the order
 */
export async function bls12381PublicHalf(scalar: Uint8Array): Promise<PublicHalf | null> {
  if (scalar.every((byte) => byte === 0) || compareBytes(scalar, order) >= 0) return null;
  const { bls12_381 } = await import('@noble/curves/bls12-381.js');
  const stored = bls12_381.longSignatures.getPublicKey(scalar).toBytes(false);
  const compressed = compressedBls12381(stored);
  return {
    stored,
    publicKey: toBase64(stored),
    fingerprint: toHex(sha256(stored)),
    address: sha256(stored).slice(0, 20),
    earlier: { stored: compressed, address: sha256(compressed).slice(0, 20) },
  };
}

/**
 * A point of G1 as Ethereum and most chains write it: x, its highest bits saying that it is compressed and which y is
 * meant.
 * @param point 96 bytes, not infinity
 */
export function compressedBls12381(point: Uint8Array): Uint8Array {
  const compressed = Uint8Array.from(point.subarray(0, coordinateBytes));
  const isLarger = compareBytes(point.subarray(coordinateBytes), halfPrime) > 0;
  compressed[0] = (compressed[0] as number) | (isLarger ? 0xa0 : 0x80);
  return compressed;
}

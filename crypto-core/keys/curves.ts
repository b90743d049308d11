import { equalBytes } from '../encoding.ts';
import { ed25519PublicHalf } from './public-half.ts';

// Each curve is loaded when a key asks for it: all of them would make every start of the program slower.

/** A curve of SEC 1, whose public keys are points. */
export interface PointCurve {
  /** As formats.md names it. */
  readonly algorithm: string;
  /** Length of a scalar and of a coordinate in bytes. */
  readonly bytes: number;
  /** The uncompressed point of a scalar; null when it is zero or not below the order of the curve. */
  readonly publicPoint: (scalar: Uint8Array) => Promise<Uint8Array | null>;
  /** A point of either form as uncompressed; null when it is not on the curve. */
  readonly uncompressed: (point: Uint8Array) => Promise<Uint8Array | null>;
}

/** A curve whose private keys are byte strings of one length (RFC 7748, RFC 8032). */
export interface OctetCurve {
  readonly algorithm: string;
  /** Length of the private key, and of the public one, in bytes. */
  readonly bytes: number;
  readonly publicKey: (secret: Uint8Array) => Promise<Uint8Array>;
}

/** What @noble/curves gives of each curve of SEC 1. */
interface NobleCurve {
  readonly utils: { isValidSecretKey(secret: Uint8Array): boolean };
  getPublicKey(secret: Uint8Array, isCompressed?: boolean): Uint8Array;
  readonly Point: { fromBytes(bytes: Uint8Array): { toBytes(isCompressed?: boolean): Uint8Array } };
}

function pointCurve(algorithm: string, bytes: number, load: () => Promise<NobleCurve>): PointCurve {
  return {
    algorithm,
    bytes,
    async publicPoint(scalar) {
      const curve = await load();
      return curve.utils.isValidSecretKey(scalar) ? curve.getPublicKey(scalar, false) : null;
    },
    async uncompressed(point) {
      const curve = await load();
      try {
        return curve.Point.fromBytes(point).toBytes(false);
      } catch {
        return null;
      }
    },
  };
}

/** By the object identifier of the named curve (RFC 5480, SEC 2). */
export const pointCurves: ReadonlyMap<string, PointCurve> = new Map([
  [
    '1.2.840.10045.3.1.7',
    pointCurve('p256', 32, async () => (await import('@noble/curves/nist.js')).p256 as NobleCurve),
  ],
  [
    '1.3.132.0.34',
    pointCurve('p384', 48, async () => (await import('@noble/curves/nist.js')).p384 as NobleCurve),
  ],
  [
    '1.3.132.0.35',
    pointCurve('p521', 66, async () => (await import('@noble/curves/nist.js')).p521 as NobleCurve),
  ],
  [
    '1.3.132.0.10',
    pointCurve(
      'secp256k1',
      32,
      async () => (await import('@noble/curves/secp256k1.js')).secp256k1 as NobleCurve,
    ),
  ],
]);

/** By the object identifier of the algorithm (RFC 8410). */
export const octetCurves: ReadonlyMap<string, OctetCurve> = new Map([
  [
    '1.3.101.112',
    {
      algorithm: 'ed25519',
      bytes: 32,
      publicKey: async (seed: Uint8Array) => (await ed25519PublicHalf(seed)).stored,
    },
  ],
  [
    '1.3.101.110',
    {
      algorithm: 'x25519',
      bytes: 32,
      publicKey: async (secret: Uint8Array) =>
        (await import('@noble/curves/ed25519.js')).x25519.getPublicKey(secret),
    },
  ],
  [
    '1.3.101.113',
    {
      algorithm: 'ed448',
      bytes: 57,
      publicKey: async (seed: Uint8Array) =>
        (await import('@noble/curves/ed448.js')).ed448.getPublicKey(seed),
    },
  ],
  [
    '1.3.101.111',
    {
      algorithm: 'x448',
      bytes: 56,
      publicKey: async (secret: Uint8Array) =>
        (await import('@noble/curves/ed448.js')).x448.getPublicKey(secret),
    },
  ],
]);

/**
 * A scalar in the length of its curve: some programs leave out leading zeros, some add one.
 * @returns a new array that the caller zeroes, or null when it is too long
 */
export function scalarOf(bytes: Uint8Array, length: number): Uint8Array | null {
  const extra = bytes.length - length;
  if (extra > 8) return null;
  if (extra > 0 && !equalBytes(bytes.subarray(0, extra), new Uint8Array(extra))) return null;
  const scalar = new Uint8Array(length);
  scalar.set(extra > 0 ? bytes.subarray(extra) : bytes, Math.max(0, -extra));
  return scalar;
}

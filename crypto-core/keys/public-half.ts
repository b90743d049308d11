import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, fromHex, toBase64, toHex } from '../encoding.ts';

/** What may be published of a private key, derived from it. */
export interface PublicHalf {
  /**
   * As the key's own program stores it: 32 bytes of ed25519, the 33 bytes of a compressed secp256k1 point, the 96
   * bytes of a BLS12-381 point.
   */
  readonly stored: Uint8Array;
  /** base64 as formats.md section 5 wants it in `publicKey`. */
  readonly publicKey: string;
  /** Hex SHA-256 of the SubjectPublicKeyInfo DER; of `stored` where the algorithm has none. */
  readonly fingerprint: string;
  /** The 20 bytes that CometBFT takes for the address of such a key. */
  readonly address: Uint8Array;
  /** `stored` and `address` as an earlier release of its program wrote them, where they were others. */
  readonly earlier?: Pick<PublicHalf, 'stored' | 'address'>;
}

// SubjectPublicKeyInfo up to the key itself: RFC 8410 for ed25519; RFC 5480 with the named curve 1.3.132.0.10 and an
// uncompressed point for secp256k1.
const ed25519Info = fromHex('302a300506032b6570032100');
const secp256k1Info = fromHex('3056301006072a8648ce3d020106052b8104000a034200');

// The curves are loaded when a key asks for them: they would make every start of the program slower.

/** Derives the public key of an ed25519 seed (RFC 8032), 32 bytes each. The seed is not zeroed here. */
export type Ed25519PublicKey = (seed: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** {@link Ed25519PublicKey} in JavaScript alone (@noble/curves). */
export const pureEd25519PublicKey: Ed25519PublicKey = async (seed) => {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return ed25519.getPublicKey(seed);
};

let ed25519PublicKey = pureEd25519PublicKey;

/**
 * Derives ed25519 public keys with the platform's implementation from now on, in the whole process. The pure one
 * gives the same bytes, but the tables it makes at the first key take longer than the rest of a recovery.
 */
export function useEd25519(implementation: Ed25519PublicKey): void {
  ed25519PublicKey = implementation;
}

/** The public half of an ed25519 key (RFC 8032). @param seed 32 bytes, zeroed by the caller */
export async function ed25519PublicHalf(seed: Uint8Array): Promise<PublicHalf> {
  const stored = await ed25519PublicKey(seed);
  return {
    stored,
    publicKey: toBase64(stored),
    fingerprint: toHex(sha256(concatBytes(ed25519Info, stored))),
    address: sha256(stored).slice(0, 20),
  };
}

/**
 * The public half of a secp256k1 key with the address of Bitcoin and CometBFT: RIPEMD-160 of the SHA-256 of the
 * compressed point.
 * @param scalar 32 bytes, zeroed by the caller
 * @returns null when the scalar is zero or not below the order of the curve
 */
export async function secp256k1PublicHalf(scalar: Uint8Array): Promise<PublicHalf | null> {
  const { ripemd160 } = await import('@noble/hashes/legacy.js');
  return ofSecp256k1(scalar, (compressed) => ripemd160(sha256(compressed)));
}

/**
 * The same with Ethereum's address: the last 20 bytes of the Keccak-256 of the point's coordinates.
 * @param scalar 32 bytes, zeroed by the caller
 * @returns null when the scalar is zero or not below the order of the curve
 */
export async function secp256k1EthPublicHalf(scalar: Uint8Array): Promise<PublicHalf | null> {
  const { keccak_256 } = await import('@noble/hashes/sha3.js');
  return ofSecp256k1(scalar, (_, uncompressed) => keccak_256(uncompressed.subarray(1)).slice(12));
}

async function ofSecp256k1(
  scalar: Uint8Array,
  addressOf: (compressed: Uint8Array, uncompressed: Uint8Array) => Uint8Array,
): Promise<PublicHalf | null> {
  const { secp256k1 } = await import('@noble/curves/secp256k1.js');
  if (!secp256k1.utils.isValidSecretKey(scalar)) return null;
  const uncompressed = secp256k1.getPublicKey(scalar, false);
  // SEC 1, 2.3.3: the parity of y, then x.
  const parity = 2 + ((uncompressed[64] as number) & 1);
  const compressed = concatBytes(Uint8Array.of(parity), uncompressed.subarray(1, 33));
  const info = concatBytes(secp256k1Info, uncompressed);
  return {
    stored: compressed,
    publicKey: toBase64(info),
    fingerprint: toHex(sha256(info)),
    address: addressOf(compressed, uncompressed),
  };
}

import { randomBytes } from '@noble/hashes/utils.js';
import { toHex } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { type Primitives, type ScryptCost, tagBytes } from '../primitives.ts';
import { writeHeader } from './header.ts';
import { deriveBundleKeys } from './keys.ts';
import { maxPlaintextBytes, writePrefix } from './layout.ts';

/** What {@link sealBundle} needs besides the plaintext. */
export interface SealInput {
  /** The 24 words as UTF-8; not zeroed here. */
  readonly passphrase: Uint8Array;
  /** The card set that gives the passphrase: 8 hex digits. */
  readonly setId: string;
  /** UTC time, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly created: string;
  readonly cost: ScryptCost;
  readonly primitives: Primitives;
}

/** A finished bundle. */
export interface SealedBundle {
  readonly bytes: Uint8Array;
  /** 32 hex digits. */
  readonly bundleId: string;
}

/**
 * Seals a plaintext under a generated passphrase. Bundle id, salt and nonce are fresh at every call, so the same
 * input never gives the same bundle.
 * @param plaintext at most 272 MiB; not zeroed here
 * @throws `bundle-too-large`
 */
export async function sealBundle(plaintext: Uint8Array, input: SealInput): Promise<SealedBundle> {
  if (plaintext.length > maxPlaintextBytes) {
    throw new QuorateError(
      'bundle-too-large',
      `the keys take ${plaintext.length} bytes, more than the ${maxPlaintextBytes} a bundle holds`,
      'leave out chain data and logs, or make two ceremonies',
    );
  }
  const { passphrase, setId, created, cost, primitives } = input;
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const bundleId = toHex(randomBytes(16));
  const keys = await deriveBundleKeys(passphrase, salt, cost, primitives);
  try {
    const header = writeHeader({ bundleId, created, setId, cost, salt, nonce, keyCheck: keys.keyCheck });
    const prefix = writePrefix(header);
    // One array for the whole bundle, encrypted into its place: a large payload is not copied again.
    const bytes = new Uint8Array(prefix.length + plaintext.length + tagBytes);
    bytes.set(prefix);
    const parameters = { key: keys.encryptionKey, nonce, additionalData: prefix };
    await primitives.aesGcm.encrypt(parameters, plaintext, bytes.subarray(prefix.length));
    return { bytes, bundleId };
  } finally {
    keys.wipe();
  }
}

import { randomBytes } from '@noble/hashes/utils.js';
import { toHex } from '../encoding.ts';
import { type Primitives, tagBytes } from '../primitives.ts';
import { writeHeader } from './header.ts';
import { deriveBundleKeys } from './keys.ts';
import { type BundleRoom, writePrefix } from './layout.ts';

/** What {@link sealBundle} needs besides the room with the plaintext. */
export interface SealInput {
  /** The 24 words as UTF-8; not zeroed here. */
  readonly passphrase: Uint8Array;
  /** The card set that gives the passphrase: 8 hex digits. */
  readonly setId: string;
  /** UTC time, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly created: string;
  readonly primitives: Primitives;
}

/** A finished bundle. */
export interface SealedBundle {
  readonly bytes: Uint8Array;
  /** 32 hex digits. */
  readonly bundleId: string;
}

/**
 * Seals the plaintext that stands in a reserved room, where it stands. Bundle id, salt and nonce are fresh at every
 * call, so the same input never gives the same bundle. When it fails, the room is zeroed.
 * @returns the room's own array as a bundle
 */
export async function sealBundle(room: BundleRoom, input: SealInput): Promise<SealedBundle> {
  const { cost, bytes, plaintext } = room;
  const { passphrase, setId, created, primitives } = input;
  try {
    const salt = randomBytes(32);
    const nonce = randomBytes(12);
    const bundleId = toHex(randomBytes(16));
    const keys = await deriveBundleKeys(passphrase, salt, cost, primitives);
    try {
      const header = writeHeader({ bundleId, created, setId, cost, salt, nonce, keyCheck: keys.keyCheck });
      const prefix = writePrefix(header);
      if (prefix.length + plaintext.length + tagBytes !== bytes.length) {
        throw new Error(`a prefix of ${prefix.length} bytes does not fit the room that was reserved`);
      }
      bytes.set(prefix);
      const parameters = { key: keys.encryptionKey, nonce, additionalData: prefix };
      await primitives.aesGcm.encrypt(parameters, plaintext, bytes.subarray(prefix.length));
      return { bytes, bundleId };
    } finally {
      keys.wipe();
    }
  } catch (error) {
    bytes.fill(0);
    throw error;
  }
}

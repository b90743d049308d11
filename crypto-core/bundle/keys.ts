import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toUtf8 } from '../encoding.ts';
import type { Primitives, ScryptCost } from '../primitives.ts';

/** The three keys a passphrase gives for one bundle, 32 bytes each. Whoever holds them calls `wipe`. */
export interface BundleKeys {
  readonly encryptionKey: Uint8Array;
  readonly keyCheck: Uint8Array;
  /** Authenticates the records of drills and recoveries. */
  readonly recordKey: Uint8Array;
  wipe(): void;
}

/**
 * scrypt of the passphrase, then HKDF-SHA256 (RFC 5869, no salt) once for each purpose.
 * @param passphrase the 24 words as UTF-8; not zeroed here
 * @param salt 32 bytes
 */
export async function deriveBundleKeys(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: ScryptCost,
  primitives: Primitives,
): Promise<BundleKeys> {
  const keyMaterial = await primitives.scrypt(passphrase, salt, cost, 32);
  const pseudoRandomKey = extract(sha256, keyMaterial);
  try {
    const keyFor = (purpose: string) => expand(sha256, pseudoRandomKey, toUtf8(`quorate/v1/${purpose}`), 32);
    const encryptionKey = keyFor('encrypt');
    const keyCheck = keyFor('key-check');
    const recordKey = keyFor('record');
    const wipe = () => {
      encryptionKey.fill(0);
      recordKey.fill(0);
    };
    return { encryptionKey, keyCheck, recordKey, wipe };
  } finally {
    keyMaterial.fill(0);
    pseudoRandomKey.fill(0);
  }
}

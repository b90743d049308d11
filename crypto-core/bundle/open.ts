import { equalBytes } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import type { Primitives } from '../primitives.ts';
import { type BundleHeader, compareHint } from './header.ts';
import { deriveBundleKeys } from './keys.ts';
import type { UnverifiedBundle } from './layout.ts';

declare const opened: unique symbol;

/** A bundle whose passphrase, key commitment and tag were right. Only {@link openBundle} makes one. */
export interface OpenedBundle {
  readonly [opened]: true;
  readonly header: BundleHeader;
  /** The archive; whoever holds it zeroes it. */
  readonly plaintext: Uint8Array;
  /** Authenticates records, 32 bytes; whoever holds it zeroes it. */
  readonly recordKey: Uint8Array;
}

/**
 * Opens a bundle. The key commitment is compared first, in constant time, then the tag; no plaintext leaves before.
 * @param passphrase the 24 words as UTF-8; not zeroed here
 * @throws `bundle-wrong-passphrase` when the commitment does not match (another passphrase, or kdf or keyCheck
 * altered), `bundle-damaged` when the tag does not (header or content altered)
 */
export async function openBundle(
  bundle: UnverifiedBundle,
  passphrase: Uint8Array,
  primitives: Primitives,
): Promise<OpenedBundle> {
  const { header, additionalData, sealed } = bundle;
  const keys = await deriveBundleKeys(passphrase, header.salt, header.cost, primitives);
  try {
    if (!equalBytes(keys.keyCheck, header.keyCheck)) {
      throw new QuorateError(
        'bundle-wrong-passphrase',
        'the passphrase does not belong to this bundle, or the bundle was altered',
        compareHint,
      );
    }
    const parameters = { key: keys.encryptionKey, nonce: header.nonce, additionalData };
    const plaintext = await primitives.aesGcm.decrypt(parameters, sealed);
    if (plaintext === null) {
      throw new QuorateError(
        'bundle-damaged',
        'the passphrase is right, but the bundle was altered or damaged',
        compareHint,
      );
    }
    return { header, plaintext, recordKey: keys.recordKey.slice() } as OpenedBundle;
  } finally {
    keys.wipe();
  }
}

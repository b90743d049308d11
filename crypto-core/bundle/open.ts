import { equalBytes } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import type { GcmParameters, Primitives } from '../primitives.ts';
import { type BundleHeader, compareHint } from './header.ts';
import { type BundleKeys, deriveBundleKeys } from './keys.ts';
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
  const { header, sealed } = bundle;
  const keys = await unlock(bundle, passphrase, primitives);
  try {
    const plaintext = await primitives.aesGcm.decrypt(parametersOf(bundle, keys), sealed);
    if (plaintext === null) throw damaged();
    return { header, plaintext, recordKey: keys.recordKey.slice() } as OpenedBundle;
  } finally {
    keys.wipe();
  }
}

/**
 * Opens a bundle as {@link openBundle} does, with the same checks, but keeps nothing of what is in it: a test that
 * it can be opened.
 * @returns SHA-256 of the plaintext
 * @throws as {@link openBundle}
 */
export async function hashOpenedBundle(
  bundle: UnverifiedBundle,
  passphrase: Uint8Array,
  primitives: Primitives,
): Promise<Uint8Array> {
  const keys = await unlock(bundle, passphrase, primitives);
  try {
    const hash = await primitives.aesGcm.hashDecrypted(parametersOf(bundle, keys), bundle.sealed);
    if (hash === null) throw damaged();
    return hash;
  } finally {
    keys.wipe();
  }
}

/** The keys of a bundle, once its key commitment matched. */
async function unlock(
  { header }: UnverifiedBundle,
  passphrase: Uint8Array,
  primitives: Primitives,
): Promise<BundleKeys> {
  const keys = await deriveBundleKeys(passphrase, header.salt, header.cost, primitives);
  if (equalBytes(keys.keyCheck, header.keyCheck)) return keys;
  keys.wipe();
  throw new QuorateError(
    'bundle-wrong-passphrase',
    'the passphrase does not belong to this bundle, or the bundle was altered',
    compareHint,
  );
}

function parametersOf({ header, additionalData }: UnverifiedBundle, keys: BundleKeys): GcmParameters {
  return { key: keys.encryptionKey, nonce: header.nonce, additionalData };
}

function damaged(): QuorateError {
  return new QuorateError(
    'bundle-damaged',
    'the passphrase is right, but the bundle was altered or damaged',
    compareHint,
  );
}

import * as v from 'valibot';
import { fromBase64, toBase64 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import * as f from '../json/fields.ts';
import { readStrictJson, writeJson } from '../json/strict.ts';
import type { ScryptCost } from '../primitives.ts';

/** The most bytes a header may have. */
export const maxHeaderBytes = 4096;
/** What writers use in a ceremony: 272 MiB of memory. Rehearsals and tests may use less. */
export const ceremonyScryptN = 2 ** 18;
const minScryptN = 2 ** 10;

/** What stands in front of the ciphertext, decoded. */
export interface BundleHeader {
  /** 32 hex digits, fresh for every bundle. */
  readonly bundleId: string;
  /** UTC time of sealing. */
  readonly created: string;
  /** 8 hex digits: which set of cards opens the bundle. */
  readonly setId: string;
  readonly cost: ScryptCost;
  /** 32 bytes. */
  readonly salt: Uint8Array;
  /** 12 bytes. */
  readonly nonce: Uint8Array;
  /** 32 bytes that commit the bundle to one key. */
  readonly keyCheck: Uint8Array;
}

// Bounds before work: the numbers are checked here, before anyone allocates what they ask for.
const kdf = f.members({
  name: f.exactly('scrypt'),
  N: v.pipe(
    f.integer(minScryptN, ceremonyScryptN),
    v.check((N) => (N & (N - 1)) === 0, 'is not a power of two'),
  ),
  r: f.exactly(8),
  p: f.exactly(1),
  salt: f.base64(32),
});

const headerSchema = f.members({
  bundleId: f.hex(16),
  created: f.time,
  setId: f.hex(4),
  kdf,
  cipher: f.members({ name: f.exactly('AES-256-GCM'), nonce: f.base64(12) }),
  keyCheck: f.base64(32),
});

/** The header's one spelling as UTF-8. */
export function writeHeader(header: BundleHeader): Uint8Array {
  return writeJson(
    {
      bundleId: header.bundleId,
      created: header.created,
      setId: header.setId,
      kdf: { name: 'scrypt', N: header.cost.N, r: 8, p: 1, salt: toBase64(header.salt) },
      cipher: { name: 'AES-256-GCM', nonce: toBase64(header.nonce) },
      keyCheck: toBase64(header.keyCheck),
    },
    'one-line',
  );
}

/** Bytes of the header of any bundle of this cost: nothing else in it changes its length. */
export function headerLength(cost: ScryptCost): number {
  const bytes = (length: number) => new Uint8Array(length);
  return writeHeader({
    bundleId: '0'.repeat(32),
    created: '2000-01-01T00:00:00Z',
    setId: '0'.repeat(8),
    cost,
    salt: bytes(32),
    nonce: bytes(12),
    keyCheck: bytes(32),
  }).length;
}

/**
 * Reads a header strictly.
 * @throws `bundle-kdf` for a key derivation this format does not allow, `bundle-header` for anything else
 */
export function readHeader(bytes: Uint8Array): BundleHeader {
  let read: v.InferOutput<typeof headerSchema>;
  try {
    read = readStrictJson(bytes, 'the bundle header', headerSchema, 'one-line');
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const code = error.message.includes('member kdf') ? 'bundle-kdf' : 'bundle-header';
    throw new QuorateError(code, error.message, compareHint);
  }
  return {
    bundleId: read.bundleId,
    created: read.created,
    setId: read.setId,
    cost: { N: read.kdf.N, r: read.kdf.r, p: read.kdf.p },
    salt: fromBase64(read.kdf.salt) as Uint8Array,
    nonce: fromBase64(read.cipher.nonce) as Uint8Array,
    keyCheck: fromBase64(read.keyCheck) as Uint8Array,
  };
}

/** The first thing to do when a bundle does not open. */
export const compareHint =
  "compare the bundle's SHA-256 with the manifest and with another stick; if it differs, use the other stick";

import { join } from 'node:path';
import { maxPlaintextBytes } from '@quorate/crypto-core/bundle/layout';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { KeyDescription } from '@quorate/crypto-core/keys/key-description';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { readFileOnce } from '../files/read.ts';

/** The public side of a key file. */
export type PublicSide = Pick<KeyDescription, 'publicKey' | 'fingerprint' | 'address'>;

/** A file that was written, and what it must turn out to be. */
export interface WrittenKey extends PublicSide {
  /** Relative to the destination. */
  readonly path: string;
  /** What the file was recognised as in the archive. */
  readonly type: string;
}

/**
 * Reads restored files from where they now lie and derives every public key again.
 * @param derive other than by recognising the file anew, for what is written in another form
 * @returns the public sides, in order
 * @throws `medium-differs` for a file that holds another key than was to be written; `file-…`, `medium-…` codes
 */
export async function readBack(
  destination: string,
  written: readonly WrittenKey[],
  derive: (bytes: Uint8Array, path: string) => Promise<PublicSide> = recogniseKeyFile,
): Promise<WrittenKey[]> {
  const found: WrittenKey[] = [];
  for (const { path, type, publicKey, fingerprint, address } of written) {
    const place = join(destination, path);
    const { bytes } = readFileOnce(place, maxPlaintextBytes);
    try {
      const now = await derive(bytes, path);
      if (now.publicKey !== publicKey || now.fingerprint !== fingerprint || now.address !== address) {
        throw new QuorateError(
          'medium-differs',
          `${place} was written and holds another key than was restored`,
          'do not use this destination: something changes what is written there',
        );
      }
      found.push({ path, type, publicKey, fingerprint, address });
    } finally {
      bytes.fill(0);
    }
  }
  return found;
}

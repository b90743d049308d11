import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { withFile } from './read.ts';

const chunkBytes = 1024 * 1024;

/**
 * SHA-256 of a file, a megabyte at a time.
 * @returns 64 hex digits
 * @throws as `withFile`
 */
export function hashFile(path: string, maxBytes: number): string {
  return withFile(path, maxBytes, (descriptor, stats) => {
    const hash = createHash('sha256');
    const chunk = new Uint8Array(Math.min(chunkBytes, stats.size + 1));
    try {
      for (;;) {
        const got = readSync(descriptor, chunk, 0, chunk.length, null);
        if (got === 0) return hash.digest('hex');
        hash.update(chunk.subarray(0, got));
      }
    } finally {
      chunk.fill(0);
    }
  });
}

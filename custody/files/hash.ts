import { createHash } from 'node:crypto';
import { type OnReread, readPatiently } from './patient-read.ts';
import { withFile } from './read.ts';

const chunkBytes = 1024 * 1024;

/**
 * SHA-256 of a file, a megabyte at a time.
 * @param onReread told of places that were not read at the first try
 * @returns 64 hex digits
 * @throws as `withFile`
 */
export function hashFile(path: string, maxBytes: number, onReread?: OnReread): string {
  return withFile(path, maxBytes, (descriptor, stats) => {
    const hash = createHash('sha256');
    const chunk = new Uint8Array(Math.min(chunkBytes, stats.size + 1));
    try {
      for (let at = 0; ; ) {
        const got = readPatiently(path, descriptor, chunk, at, onReread);
        if (got === 0) return hash.digest('hex');
        at += got;
        hash.update(chunk.subarray(0, got));
      }
    } finally {
      chunk.fill(0);
    }
  });
}

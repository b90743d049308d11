import type { InnerManifest } from '../documents/manifest.ts';
import { toHex } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import type { ArchivedFile } from './unpack.ts';

/**
 * Holds the files of an archive against the manifest that came with them: same order, same sizes, same hashes.
 * @param sha256 SHA-256 of bytes
 * @throws `archive-content` naming the first file that differs
 */
export function checkContent(
  files: readonly ArchivedFile[],
  manifest: InnerManifest,
  sha256: (bytes: Uint8Array) => Uint8Array,
): void {
  const { keys } = manifest;
  if (files.length !== keys.length) {
    throw new QuorateError(
      'archive-content',
      `the bundle holds ${files.length} files, its own manifest lists ${keys.length}`,
    );
  }
  for (const [index, key] of keys.entries()) {
    const file = files[index];
    const isListed = file?.path === key.path && file.content.length === key.bytes;
    if (file === undefined || !isListed || toHex(sha256(file.content)) !== key.sha256) {
      throw new QuorateError(
        'archive-content',
        `${JSON.stringify(key.path)} in the bundle is not what its own manifest lists`,
      );
    }
  }
}

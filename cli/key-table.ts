import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';

type Row = Pick<ManifestKey, 'path' | 'type' | 'algorithm' | 'fingerprint' | 'address' | 'bytes'>;

/** Keys as lines for a person: path, type, then everything public that can be compared. */
export function keyTable(keys: readonly Row[]): string[] {
  return keys.flatMap((key) => {
    const kind = key.algorithm === null ? key.type : `${key.type}, ${key.algorithm}`;
    const lines = [`${key.path}  (${kind}, ${key.bytes} bytes)`];
    if (key.address !== null) lines.push(`    address      ${key.address}`);
    if (key.fingerprint !== null) lines.push(`    fingerprint  ${key.fingerprint}`);
    return lines;
  });
}

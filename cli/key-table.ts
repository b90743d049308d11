import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';
import type { KeyFact } from '@quorate/crypto-core/keys/recognise';

type Row = Pick<ManifestKey, 'path' | 'type' | 'algorithm' | 'fingerprint' | 'address' | 'bytes'> & {
  readonly facts?: readonly KeyFact[];
};

/** Keys as lines for a person: path, type, then everything public that can be compared. */
export function keyTable(keys: readonly Row[]): string[] {
  return keys.flatMap((key) => {
    const kind = key.algorithm === null ? key.type : `${key.type}, ${key.algorithm}`;
    const lines = [`${key.path}  (${kind}, ${key.bytes} bytes)`];
    if (key.address !== null) lines.push(row('address', key.address));
    if (key.fingerprint !== null) lines.push(row('fingerprint', key.fingerprint));
    for (const { label, value } of key.facts ?? []) lines.push(row(label, value));
    return lines;
  });
}

/** A line below a key's own: a label and what it stands for. */
export function row(label: string, value: string): string {
  return `    ${label.padEnd(11)}  ${value}`;
}

import { QuorateError } from '@quorate/crypto-core/errors';
import type { ExportedKey } from '@quorate/crypto-core/export/key-file';
import { deriveExported } from '../restore/export.ts';
import { readBack, type WrittenKey } from '../restore/read-back.ts';
import type { RestoreTarget } from '../restore/target.ts';
import type { DerivedEntry } from './derive.ts';

/**
 * Reads every file that came from the archive back, and derives its public key again.
 * @param exported what was written in another form, by path in the archive
 * @throws `medium-differs`, `unexpected`, and the codes of `readBack`
 */
export async function proveWritten(
  destination: string,
  targets: readonly RestoreTarget[],
  entries: readonly DerivedEntry[],
  exported: ReadonlyMap<string, ExportedKey>,
): Promise<WrittenKey[]> {
  const found: WrittenKey[] = [];
  for (const { path, from } of targets) {
    const entry = entries.find((one) => one.isChosen && one.path === from);
    if (entry === undefined) continue;
    const other = exported.get(entry.path);
    const { type, address } = entry;
    const { publicKey, fingerprint } = other ?? entry;
    if (other === undefined) {
      found.push(...(await readBack(destination, [{ path, type, publicKey, fingerprint, address }])));
      continue;
    }
    checkSameKey(entry, other);
    const written = [{ path, type, publicKey, fingerprint, address: null }];
    const keys = await readBack(destination, written, deriveExported);
    found.push(...keys.map((key) => ({ ...key, address })));
  }
  return found;
}

function checkSameKey(entry: DerivedEntry, other: { readonly fingerprint: string | null }): void {
  if (entry.fingerprint === null || entry.fingerprint === other.fingerprint) return;
  throw new QuorateError(
    'unexpected',
    `${entry.path}: what was to be written as PKCS #8 is another key than the file holds`,
    'restore the file as it is, without --as',
  );
}

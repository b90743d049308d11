import { type ExportedKey, exportKeyFile } from '@quorate/crypto-core/export/key-file';
import { readPkcs8 } from '@quorate/crypto-core/keys/private-key-der';
import type { PlaceOf } from './layout.ts';
import type { PublicSide } from './read-back.ts';
import type { RestoreEntry } from './signing.ts';
import type { RestoreTarget } from './target.ts';

/** The form in which keys are written for an HSM. */
export const exportForm = 'pkcs8-der';

/** What is to be written in another form than it was backed up in. Whoever holds it calls `wipe`. */
export interface ExportPlan<Entry extends RestoreEntry> {
  /** The whole archive; of what was chosen only the keys still are. */
  readonly entries: readonly Entry[];
  /** By path in the archive. */
  readonly keys: ReadonlyMap<string, ExportedKey>;
  /** What was chosen, holds a key and cannot be written in this form. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  wipe(): void;
}

/**
 * Writes every chosen key as PKCS #8. A key that keeps its signing state inside is treated as one without: its state
 * gets a file of its own, for there is no place in the other form.
 */
export async function planExport<Entry extends RestoreEntry>(
  entries: readonly Entry[],
): Promise<ExportPlan<Entry>> {
  const keys = new Map<string, ExportedKey>();
  const leftOut: { path: string; why: string }[] = [];
  const wipe = () => {
    for (const { der } of keys.values()) der.fill(0);
  };
  try {
    for (const { path, content, type, isChosen } of entries) {
      if (!isChosen) continue;
      const exported = await exportKeyFile(content, type);
      if (exported.der !== null) keys.set(path, exported);
      else if (exported.isKey) leftOut.push({ path, why: exported.why });
    }
  } catch (error) {
    wipe();
    throw error;
  }
  const only = entries.map((entry) => ({
    ...entry,
    type: entry.type === 'cometbft-priv-validator-legacy' ? 'cometbft-priv-validator-key' : entry.type,
    isChosen: keys.has(entry.path),
  }));
  return { entries: only, keys, leftOut, wipe };
}

/** Where exported keys go: `key.pem` becomes `key.pkcs8.der`. */
export function placeExported(placeOf: PlaceOf, keys: ReadonlyMap<string, ExportedKey>): PlaceOf {
  return (path) =>
    keys.has(path)
      ? `${placeOf(path).replace(/\.(json|pem|key|der|p8|pk8|pkcs8)$/i, '')}.pkcs8.der`
      : placeOf(path);
}

/** A target with the exported key in it, where there is one. */
export function exportedTarget(
  keys: ReadonlyMap<string, ExportedKey>,
): (target: RestoreTarget) => RestoreTarget {
  return (target) => {
    const exported = target.from === undefined ? undefined : keys.get(target.from);
    return exported === undefined ? target : { ...target, content: exported.der, mode: 0o600 };
  };
}

/** The public side of an exported key as it is read back; an address has no place in this form. */
export async function deriveExported(bytes: Uint8Array): Promise<PublicSide> {
  const reading = await readPkcs8(bytes);
  return {
    publicKey: reading?.publicKey ?? null,
    fingerprint: reading?.fingerprint ?? null,
    address: null,
  };
}

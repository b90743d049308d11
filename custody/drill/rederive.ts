import type { ArchivedFile } from '@quorate/crypto-core/archive/unpack';
import type { InnerManifest, Manifest, ManifestKey } from '@quorate/crypto-core/documents/manifest';
import { guardedType } from '@quorate/crypto-core/keys/may-sign';
import { type KeyDescription, recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { guardMarkedKeys } from '../restore/restore-type.ts';
import type { RestoreEntry } from '../restore/signing.ts';

const comparedMembers = ['type', 'algorithm', 'publicKey', 'fingerprint', 'address'] as const;

/** A key file of the opened bundle, derived again from its bytes. */
export interface RederivedKey extends Pick<KeyDescription, (typeof comparedMembers)[number]> {
  readonly path: string;
  /** Members that are not what a manifest says; empty when all agree. */
  readonly differs: readonly string[];
  /** The file itself as a restore would take it; its content is the opened bundle's, and is wiped with it. */
  readonly entry: RestoreEntry;
}

/**
 * Derives every public key again from the opened contents and holds it against both manifests: the sealed one, and
 * the one on the stick, which is what people compare production with.
 * @param files of the archive, in the order of `inside.keys`
 * @param outside null where the stick has none that can be read
 */
export async function rederiveKeys(
  files: readonly ArchivedFile[],
  inside: InnerManifest,
  outside: Manifest | null,
): Promise<RederivedKey[]> {
  const derived: RederivedKey[] = [];
  for (const [index, sealed] of inside.keys.entries()) {
    const { path, mode, content } = files[index] as ArchivedFile;
    const now = await recogniseKeyFile(content, path);
    const { type, algorithm, publicKey, fingerprint, address } = now;
    const shown = outside === null ? sealed : outside.keys.find((key) => key.path === path);
    derived.push({
      path,
      type,
      algorithm,
      publicKey,
      fingerprint,
      address,
      differs: [
        ...differing(now, sealed).map((member) => `${member} (sealed manifest)`),
        ...(shown === undefined
          ? ['not listed (manifest.json)']
          : differing(now, shown).map((member) => `${member} (manifest.json)`)),
      ],
      entry: {
        name: sealed.name,
        path,
        mode: now.isPrivate && type !== 'opaque' ? mode & 0o600 || 0o600 : mode,
        content,
        type: guardedType(content, path, now, sealed.type),
        publicKey,
        isChosen: true,
      },
    });
  }
  // A shard, or a key that only its role tells of, must meet the guard here as it does in a recovery.
  const roles = new Map(inside.keys.map(({ name, role }) => [name, role]));
  const entries = guardMarkedKeys(
    derived.map(({ entry }) => entry),
    (name) => roles.get(name) ?? null,
  );
  return derived.map((key, index) => ({ ...key, entry: entries[index] as RestoreEntry }));
}

function differing(now: KeyDescription, said: ManifestKey): string[] {
  return comparedMembers.filter((member) => now[member] !== said[member]);
}

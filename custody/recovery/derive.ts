import { QuorateError } from '@quorate/crypto-core/errors';
import { guardedType } from '@quorate/crypto-core/keys/may-sign';
import { type KeyDescription, recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { guardMarkedKeys } from '../restore/restore-type.ts';
import type { RestoreEntry } from '../restore/signing.ts';
import type { OpenedFolder } from './open.ts';
import { isNamed } from './wish.ts';

/** A file of the archive with all that can be compared of it, derived from its contents. */
export interface DerivedEntry extends RestoreEntry, Pick<KeyDescription, 'fingerprint' | 'address'> {
  readonly bytes: number;
  /** It holds another key than the sealed manifest says. */
  readonly isOther: boolean;
}

const compared = ['publicKey', 'fingerprint', 'address'] as const;

/**
 * All files of an opened bundle, each recognised anew from its contents: a key that signs blocks is guarded whatever
 * its manifest calls it, and what is told is what is there. Their contents are the opened bundle's and wiped with it.
 */
export async function deriveEntries({ manifest, files }: OpenedFolder): Promise<DerivedEntry[]> {
  const { keys } = manifest;
  const derived: DerivedEntry[] = [];
  for (const [index, key] of keys.entries()) {
    const { path, mode, content } = files[index] as OpenedFolder['files'][number];
    const now = await recogniseKeyFile(content, path);
    const { publicKey, fingerprint, address } = now;
    derived.push({
      name: key.name,
      path,
      // A private key is private, whatever mode an archive by another program gives it.
      mode: now.isPrivate && now.type !== 'opaque' ? mode & 0o600 || 0o600 : mode,
      content,
      type: guardedType(content, path, now, key.type),
      publicKey,
      fingerprint,
      address,
      bytes: content.length,
      isOther: compared.some(
        (member) => key[member] !== null && now[member] !== null && key[member] !== now[member],
      ),
      isChosen: true,
    });
  }
  const roles = new Map(keys.map(({ name, role }) => [name, role]));
  return guardMarkedKeys(derived, (name) => roles.get(name) ?? null);
}

/**
 * All entries, with those that `only` names chosen, or all: what is not chosen still says how far a key has signed.
 * @param only see `isNamed`
 * @throws `restore-nothing` for a name or path that the archive does not hold
 */
export function choose(entries: readonly DerivedEntry[], only: readonly string[]): DerivedEntry[] {
  const unknown = only.find((given) => !entries.some((entry) => isNamed([given], entry)));
  if (unknown !== undefined) {
    throw new QuorateError(
      'restore-nothing',
      `the bundle holds no source or file "${unknown}"`,
      `it holds: ${[...new Set(entries.map(({ name }) => name))].join(', ')}`,
    );
  }
  return entries.map((entry) => ({ ...entry, isChosen: isNamed(only, entry) }));
}

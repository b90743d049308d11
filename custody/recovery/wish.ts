import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';
import type { Owner } from '../files/write.ts';
import type { exportForm } from '../restore/export.ts';
import type { Layout } from '../restore/layout.ts';
import type { SigningChoice } from '../restore/signing.ts';

/** What is to be restored, where to, and what is said about signing. */
export interface RestoreWish {
  /** A folder, or one to be made in a folder that is there. */
  readonly destination: string;
  /** What the destination must not lie in besides the ceremony folder, as the path that was given to find it. */
  readonly away: readonly string[];
  /** Names of sources, or paths in the archive; empty for everything. */
  readonly only: readonly string[];
  /** Fingerprints, addresses or public keys that must be among what is restored. */
  readonly expected: readonly string[];
  readonly layout: Layout;
  /** Another form than the files were backed up in: keys alone are then restored. */
  readonly form: typeof exportForm | null;
  /** What is in the way may be renamed, once a person has agreed to the plan's moves. */
  readonly mayMove: boolean;
  /** Whom the files shall belong to; null for whoever runs this. */
  readonly owner: Owner | null;
  readonly signing: Omit<SigningChoice, 'mayMove'>;
}

/** Whether a choice names a key, by its source or its path; an empty choice names all. */
export function isNamed(
  only: readonly string[],
  { name, path }: Pick<ManifestKey, 'name' | 'path'>,
): boolean {
  return only.length === 0 || only.includes(name) || only.includes(path);
}

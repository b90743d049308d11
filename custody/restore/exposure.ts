import { lstatSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { blockDevice, type Kernel, majorMinorOf, thisKernel } from '../drives/block-device.ts';
import type { Encryption } from '../drives/drive.ts';
import { parseMountInfo } from '../drives/mount-table.ts';
import { aboutFile } from '../files/errors.ts';
import { isInMemory } from '../files/memory-backed.ts';
import { mountAt } from '../preflight/mounts.ts';

/** What becomes of plaintext in a folder once it is deleted there. */
export type Exposure =
  /** It was never on a disk (swap aside). */
  | { readonly kind: 'memory' }
  /** It lies on a disk, under a key. */
  | { readonly kind: 'encrypted'; readonly encryption: Exclude<Encryption, 'none'> }
  /** It can be found on the disk later. */
  | { readonly kind: 'plain'; readonly device: string }
  /** The system does not tell, or it lies on another machine. */
  | { readonly kind: 'unknown' };

/**
 * Tells what a folder, or one that is yet to be made in the folder above, lies on. File systems that encrypt by
 * themselves (fscrypt, ZFS, gocryptfs and the like) are not told from others: they count as plain or unknown.
 * @param kernel other than this one's in tests
 * @throws `file-…` codes
 */
export function exposureOf(folder: string, kernel: Kernel = thisKernel): Exposure {
  const path = resolve(folder);
  const exists = aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
  const real = aboutFile(path, () => realpathSync(exists ? path : dirname(path)));
  if (isInMemory(real)) return { kind: 'memory' };
  if (process.platform !== 'linux') return { kind: 'unknown' };
  const mount = mountAt(parseMountInfo(kernel.mountInfo()), real);
  const named = mount?.source.startsWith('/dev/') === true ? majorMinorOf(mount.source) : null;
  const device =
    mount === null
      ? null
      : (blockDevice(mount.majorMinor, kernel) ?? (named === null ? null : blockDevice(named, kernel)));
  if (device === null) return { kind: 'unknown' };
  const { encryption } = device;
  return encryption === 'none' ? { kind: 'plain', device: device.disk } : { kind: 'encrypted', encryption };
}

/** The warning about a folder for plaintext, or null where none is needed. */
export function exposureWarning(folder: string, exposure: Exposure): string | null {
  if (exposure.kind === 'memory' || exposure.kind === 'encrypted') return null;
  const what =
    exposure.kind === 'plain'
      ? `is neither in memory nor on an encrypted disk (${exposure.device})`
      : 'is not in memory, and nobody can tell whether it is encrypted';
  return `${folder} ${what}: keys written there can be found on the disk later, deleted or not`;
}

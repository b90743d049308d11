import { basename } from 'node:path';
import type { Encryption } from './drive.ts';

/** Kinds of cryptsetup by the UUID they give a mapping (`CRYPT-<kind>-…`, lib/libdevmapper.c of cryptsetup 2). */
const kinds: readonly (readonly [RegExp, Encryption])[] = [
  [/^CRYPT-LUKS[12]-/, 'luks'],
  [/^CRYPT-TCRYPT-/, 'veracrypt'],
  [/^CRYPT-BITLK-/, 'bitlocker'],
  // These check what is read, and encrypt nothing.
  [/^CRYPT-(VERITY|INTEGRITY|SUBDEV)-/, 'none'],
  [/^CRYPT-/, 'other'],
];

/**
 * What a mapping of the device mapper encrypts with.
 * @param uuid of the mapping, as sysfs gives it in `dm/uuid`
 * @param name of the mapping: VeraCrypt names its own without a UUID, one for each cipher of a cascade
 */
export function mapperEncryption(uuid: string | null, name: string | null): Encryption {
  const kind = kinds.find(([pattern]) => pattern.test(uuid ?? ''))?.[1];
  return kind ?? (isVeraCryptName(name ?? '') ? 'veracrypt' : 'none');
}

/** True for the names that VeraCrypt gives its mappings: `veracrypt1`, `veracrypt1_2`. */
export function isVeraCryptName(name: string): boolean {
  return /^veracrypt\d+(_\d+)?$/.test(name);
}

/**
 * What shows the file behind a loop device: dislocker and VeraCrypt without the kernel's encryption keep one in a FUSE
 * mount of their own, under names that do not change.
 * @param file path of the file
 * @param fileSystem of its mount, as the kernel names it
 */
export function backingEncryption(file: string, fileSystem: string): Encryption {
  if (fileSystem !== 'fuse' && !fileSystem.startsWith('fuse.')) return 'none';
  if (basename(file) === 'dislocker-file') return 'bitlocker';
  return /\/\.veracrypt_aux_mnt\d+\/volume$/.test(file) ? 'veracrypt' : 'none';
}

import { deviceName, isEncrypted, liesOnRemovable } from './block-devices.ts';
import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import type { Files } from './files.ts';
import type { Machine } from './machine.ts';
import { type Mount, mountsOf } from './mounts.ts';

/** File systems that lie on a disk or a server without naming a device under /dev. */
const elsewhere = /^(zfs|bcachefs|nfs4?|cifs|smb3?|9p|virtiofs|fuse\.sshfs)$/;
/** Where the files lie that start a machine: never ours, and seldom encrypted. */
const startFiles = /^\/(boot|efi)(\/|$)/;

/** Warns when a disk is writable here and nothing encrypts what reaches it. */
export function checkDiskEncryption({ files }: Machine): Finding {
  const mounts = mountsOf(files);
  if (mounts === null) return unchecked('the kernel does not show what is mounted');
  const writable = mounts.filter(
    ({ source, target, type, options }) =>
      !options.includes('ro') &&
      !startFiles.test(target) &&
      (source.startsWith('/dev/') || elsewhere.test(type)) &&
      !['devtmpfs', 'tmpfs', 'squashfs', 'iso9660'].includes(type),
  );
  const judged = writable
    .filter((mount) => !isOnStick(files, mount))
    .map((mount) => ({ ...mount, encrypted: isOnEncrypted(files, mount) }));
  const plain = judged.filter(({ encrypted }) => !encrypted);
  const evidence = judged.map(
    ({ source, target, type, encrypted }) =>
      `${source} at ${target} (${type}): ${encrypted ? 'encrypted' : 'no encryption seen'}`,
  );
  if (plain.length > 0) {
    return warns(`not encrypted: ${listed([...new Set(plain.map(({ source }) => source))])}`, evidence);
  }
  if (judged.length === 0) return passes('no disk is mounted for writing', ['/proc/mounts: none']);
  return passes('every disk that is written to is encrypted', evidence);
}

function isOnEncrypted(files: Files, { source }: Mount): boolean {
  const device = deviceName(files, source);
  return device !== null && isEncrypted(files, device);
}

// Sticks have a check of their own.
function isOnStick(files: Files, { source }: Mount): boolean {
  const device = deviceName(files, source);
  return device !== null && liesOnRemovable(files, device);
}

import type { FileSystem } from './drive.ts';

/** By the name that the kernel or lsblk gives them. */
const fileSystems: Readonly<Record<string, FileSystem>> = {
  ext2: 'ext4',
  ext3: 'ext4',
  ext4: 'ext4',
  xfs: 'xfs',
  btrfs: 'btrfs',
  exfat: 'exfat',
  vfat: 'vfat',
  msdos: 'vfat',
  ntfs: 'ntfs',
  ntfs3: 'ntfs',
  fuseblk: 'ntfs',
  tmpfs: 'tmpfs',
  nfs: 'network',
  nfs4: 'network',
  cifs: 'network',
  smb3: 'network',
  smbfs: 'network',
  '9p': 'network',
  ceph: 'network',
  glusterfs: 'network',
  davfs: 'network',
  'fuse.sshfs': 'network',
  'fuse.rclone': 'network',
  'fuse.gvfsd-fuse': 'network',
};

/** A file system as far as a ceremony cares. */
export function fileSystemOf(name: string): FileSystem {
  return Object.hasOwn(fileSystems, name) ? (fileSystems[name] as FileSystem) : 'other';
}

/** A file system as far as a ceremony cares. */
export type FileSystem =
  | 'ext4'
  | 'xfs'
  | 'btrfs'
  | 'exfat'
  | 'vfat'
  | 'ntfs'
  | 'apfs'
  | 'hfsplus'
  | 'tmpfs'
  /** On another machine: NFS, SMB and the like. */
  | 'network'
  | 'other';

/** What encrypts all that is written to a medium; `other` is a kind without a name here, such as plain dm-crypt. */
export type Encryption = 'luks' | 'veracrypt' | 'bitlocker' | 'apfs' | 'other' | 'none';

/**
 * A medium that could become a stick, as the system describes it. Nothing in it is trusted beyond being shown and
 * judged: a stick says of itself what it likes.
 */
export interface Drive {
  /** Block device or disk name: `/dev/sdb1`, `disk4s1`; the path for a plain folder. */
  readonly device: string;
  /** The physical device below it; two volumes of one stick share it. Null where the system does not tell. */
  readonly physicalDevice: string | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** Changes whenever the medium is plugged in again; null where the system does not count. */
  readonly connection: string | null;
  /** Bytes of the whole volume. */
  readonly size: number;
  /** Bytes free. */
  readonly free: number;
  readonly fileSystem: FileSystem | null;
  /** Where it is mounted; null when it is not. */
  readonly mountPoint: string | null;
  readonly isSystem: boolean;
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  /** This user may make files at its root. */
  readonly isWritable: boolean;
  /** Null where nobody can tell. Sticks that encrypt in their own hardware say nothing of it: `none`. */
  readonly encryption: Encryption | null;
  /** A plain folder stands for the stick. */
  readonly isFolder: boolean;
  /** Names of ceremony folders at its root, unfinished ones included. */
  readonly ceremonyFolders: readonly string[];
  /** At a place where volumes appear, and none of those that this system lists: a network share, or a disk within. */
  readonly isUnlisted?: boolean;
  /** What this system tells was only ever read from recorded outputs: to be said wherever it is shown. */
  readonly notYetTried?: boolean;
}

/** A block device that could be made into a stick, with all that the system says about it. */
export interface Disk {
  /** `/dev/sdb`. */
  readonly path: string;
  /** `8:16`. */
  readonly majorMinor: string;
  /** A partition lies on a disk; a virtual device (loop, mapper, RAID, memory) is no thing that can be plugged in. */
  readonly kind: 'disk' | 'partition' | 'virtual';
  /** Name of the whole disk: `sdb`. */
  readonly disk: string;
  /** Bytes. */
  readonly size: number;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** Another disk that is plugged in says the same serial number: cheap sticks are made by the thousand with one. */
  readonly isSerialShared: boolean;
  /** The kernel's count of the disks it has seen; a disk that is plugged in again gets another. */
  readonly sequence: string | null;
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  readonly parts: readonly Part[];
  readonly uses: readonly Use[];
}

/** A partition: `/dev/sdb1`, `8:17`, bytes. */
export interface Part {
  readonly path: string;
  readonly majorMinor: string;
  readonly size: number;
}

/** Something that the system does with a disk or a part of it. */
export interface Use {
  readonly as: 'mount' | 'swap' | 'holder';
  /** Where it is mounted, what swaps on it, or the name of the mapper, volume or array that lies on it. */
  readonly what: string;
}

/** What lies on a disk or a part of it, as `wipefs` finds it by its marks. */
export interface Remain {
  readonly device: string;
  /** `ext4`, `crypto_LUKS`, `gpt`. */
  readonly type: string;
  readonly label: string | null;
}

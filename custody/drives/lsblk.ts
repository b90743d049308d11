import { QuorateError } from '@quorate/crypto-core/errors';
import * as v from 'valibot';
import type { Drive, Encryption } from './drive.ts';
import { fileSystemOf } from './file-system.ts';
import { isVeraCryptName } from './mapper.ts';
import { isOfSystem } from './system-place.ts';

/** Asked for by name: the default columns differ from release to release. All are in util-linux 2.37 and newer. */
export const lsblkArguments: readonly string[] = [
  '--json',
  '--bytes',
  '--tree',
  '--output',
  'PATH,KNAME,TYPE,SIZE,RO,RM,HOTPLUG,TRAN,VENDOR,MODEL,SERIAL,FSTYPE,FSAVAIL,MOUNTPOINTS',
];

/** A device that says more of itself says it in vain; it must not keep the others from being found. */
const longest = 200;
const text = v.nullable(
  v.pipe(
    v.string(),
    v.transform((words) => words.slice(0, longest)),
  ),
);
const count = v.nullable(
  v.pipe(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), v.minValue(0)),
);

/** A block device as lsblk prints it; `children` is added where it is read. */
const shape = v.object({
  path: v.pipe(v.string(), v.maxLength(4096)),
  kname: v.pipe(v.string(), v.maxLength(longest)),
  type: v.pipe(v.string(), v.maxLength(longest)),
  size: count,
  ro: v.boolean(),
  rm: v.boolean(),
  hotplug: v.boolean(),
  tran: text,
  vendor: text,
  model: text,
  serial: text,
  fstype: text,
  fsavail: count,
  mountpoints: v.array(v.nullable(v.pipe(v.string(), v.maxLength(4096)))),
});

type Node = v.InferOutput<typeof shape> & { readonly children: readonly Node[] };

/** Deeper than any stack of partitions, encryption and volumes. */
const deepest = 10;
const mostNodes = 4096;

/** A volume with the disk below it, as far as lsblk tells; what lies on it is looked at where it is mounted. */
export type FoundVolume = Omit<Drive, 'connection' | 'isWritable' | 'ceremonyFolders'> & {
  /** Still locked: it must be opened before anything can be mounted. */
  readonly isLocked: boolean;
};

/**
 * Reads what `lsblk` prints for {@link lsblkArguments} (lsblk(8)). Every volume that could hold a file system is given:
 * partitions, opened encryption, logical volumes, and disks without any of these.
 * @param output UTF-8
 * @throws `file-failed` when it is something else
 */
export function parseLsblk(output: string): FoundVolume[] {
  const disks = readNodes(membersOf(output), 0, { left: mostNodes });
  return together(disks.filter(isDisk).flatMap(volumesOf));
}

/**
 * Not a ROM, swap in memory, or the empty slot of a card reader. A loop device can be what an opened container on a stick
 * lies on, which lsblk does not tell: it counts as fixed here.
 */
function isDisk({ type, kname, size }: Node): boolean {
  return (type === 'disk' || type === 'loop') && (size ?? 0) > 0 && !/^(zram|ram|nbd|fd)\d/.test(kname);
}

/** A volume on several disks stands below each of them: one of the system's, or a fixed one, decides. */
function together(volumes: readonly FoundVolume[]): FoundVolume[] {
  const byDevice = new Map<string, FoundVolume>();
  for (const volume of volumes) {
    const other = byDevice.get(volume.device) ?? volume;
    const isSystem = other.isSystem || volume.isSystem;
    byDevice.set(volume.device, { ...other, isSystem, isRemovable: other.isRemovable && volume.isRemovable });
  }
  return [...byDevice.values()];
}

function membersOf(output: string): unknown {
  try {
    return (JSON.parse(output) as { readonly blockdevices?: unknown } | null)?.blockdevices;
  } catch {
    throw unreadable();
  }
}

function readNodes(list: unknown, depth: number, budget: { left: number }): Node[] {
  if (!Array.isArray(list) || depth > deepest) throw unreadable();
  return list.map((entry: unknown) => {
    if (budget.left-- <= 0) throw unreadable();
    const parsed = v.safeParse(shape, entry);
    if (!parsed.success) throw unreadable();
    const { children } = entry as { readonly children?: unknown };
    return {
      ...parsed.output,
      children: children === undefined ? [] : readNodes(children, depth + 1, budget),
    };
  });
}

function volumesOf(disk: Node): FoundVolume[] {
  const isSystem = mountsBelow(disk).some(isOfSystem);
  const leaves = (node: Node, above: Node | null, below: Encryption): FoundVolume[] => {
    const own = encryptionOf(node, above);
    const encryption = own === 'none' ? below : own;
    const mounted = node.mountpoints.find((target) => target?.startsWith('/')) ?? null;
    const children = node.children.flatMap((child) => leaves(child, node, encryption));
    // The image of a live system may be mounted as a whole and have partitions too.
    if (children.length > 0 && mounted === null) return children;
    const locked = lockedAs(node);
    const isLocked = locked !== 'none';
    // A locked VeraCrypt volume looks like noise, and so does everything where udev is not there to look.
    const isUnknown = node.fstype === null && mounted === null && encryption === 'none';
    return [
      {
        device: node.path,
        physicalDevice: disk.kname,
        vendor: said(disk.vendor),
        model: said(disk.model),
        serial: said(disk.serial),
        size: node.size ?? 0,
        free: node.fsavail ?? 0,
        fileSystem: isLocked || node.fstype === null ? null : fileSystemOf(node.fstype),
        mountPoint: mounted,
        isSystem,
        isRemovable: disk.type === 'disk' && (disk.rm || disk.hotplug || disk.tran === 'usb'),
        isReadOnly: node.ro || disk.ro,
        encryption: isLocked ? locked : isUnknown ? null : encryption,
        isFolder: false,
        isLocked,
      },
      ...children,
    ];
  };
  return leaves(disk, null, 'none');
}

/** What a device encrypts with that lies on another; the kernel tells more of a mapping than lsblk does. */
function encryptionOf({ type, path }: Node, above: Node | null): Encryption {
  if (isVeraCryptName(path.slice('/dev/mapper/'.length))) return 'veracrypt';
  if (type !== 'crypt') return 'none';
  const container = above === null ? 'none' : lockedAs(above);
  return container === 'none' ? 'other' : container;
}

/** File systems that are really locked containers. */
function lockedAs({ fstype }: Node): Encryption {
  if (fstype === 'crypto_LUKS') return 'luks';
  return fstype === 'BitLocker' ? 'bitlocker' : 'none';
}

function mountsBelow(node: Node): string[] {
  return [...node.mountpoints.filter((target) => target !== null), ...node.children.flatMap(mountsBelow)];
}

/** Vendors pad their names with blanks. */
function said(words: string | null): string | null {
  const trimmed = words?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function unreadable(): QuorateError {
  return new QuorateError(
    'file-failed',
    'what lsblk says of the drives cannot be read',
    'choose where the stick is mounted; lsblk of util-linux 2.37 or newer is needed to find it',
  );
}

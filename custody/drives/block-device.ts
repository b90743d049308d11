import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mountAt } from '../preflight/mounts.ts';
import type { Encryption } from './drive.ts';
import { backingEncryption, mapperEncryption } from './mapper.ts';
import { parseMountInfo } from './mount-table.ts';

/** What sysfs says of a block device and of the disk it lies on. */
export interface BlockDevice {
  /** Name of the whole disk: `sdb`; the first of several. */
  readonly disk: string;
  /** All the disks it lies on: a RAID or a logical volume may have several. */
  readonly disks: readonly string[];
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** The kernel's count of the disks it has seen (Linux 5.15); a disk that is plugged in again gets another. */
  readonly sequence: string | null;
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  /** What encrypts between file system and disk. */
  readonly encryption: Encryption;
}

/** Mappers on mappers end somewhere. */
const deepestStack = 8;

/** Where the kernel tells of its devices; other places only in tests. */
export interface Kernel {
  /** Where sysfs is mounted. */
  readonly sys: string;
  /** `/proc/self/mountinfo`. */
  readonly mountInfo: () => string;
}

/** The kernel that runs here. */
export const thisKernel: Kernel = {
  sys: '/sys',
  mountInfo: () => readFileSync('/proc/self/mountinfo', 'utf8'),
};

/**
 * Follows a block device down to its disk: a partition to the disk it is on, a device mapper, RAID or logical volume to
 * what it is made of, a loop device to the stick that its file lies on.
 * @param majorMinor `8:17`
 * @returns null for what is no block device, such as a tmpfs
 */
export function blockDevice(majorMinor: string, kernel: Kernel = thisKernel): BlockDevice | null {
  const folder = realFolder(join(kernel.sys, 'dev/block', majorMinor));
  return folder === null ? null : follow(folder, kernel, deepestStack);
}

/**
 * The numbers of a device file.
 * @returns `8:17`, or null for what is no block device
 */
export function majorMinorOf(path: string): string | null {
  try {
    const about = statSync(path);
    if (!about.isBlockDevice()) return null;
    // As glibc takes them apart: gnu_dev_major and gnu_dev_minor.
    const major = (about.rdev >>> 8) & 0xfff;
    const minor = (about.rdev & 0xff) | ((about.rdev >>> 12) & 0xfff00);
    return `${major}:${minor}`;
  } catch {
    return null;
  }
}

/**
 * The block device that a file system is mounted from. One on several devices, such as btrfs, has a number of its own,
 * and says from which of them it was mounted.
 */
export function mountedDevice(
  { majorMinor, source }: { readonly majorMinor: string; readonly source: string },
  kernel: Kernel = thisKernel,
): BlockDevice | null {
  const device = blockDevice(majorMinor, kernel);
  if (device !== null || !source.startsWith('/dev/')) return device;
  const named = majorMinorOf(source);
  return named === null ? null : blockDevice(named, kernel);
}

function follow(folder: string, kernel: Kernel, depth: number): BlockDevice {
  const own = mapperEncryption(textAt(folder, 'dm/uuid'), textAt(folder, 'dm/name'));
  const below = depth <= 0 ? [] : layersBelow(folder, kernel, depth - 1);
  const [first] = below;
  if (first !== undefined)
    return { ...first, ...together(below), ...(own === 'none' ? {} : { encryption: own }) };
  if (existsSync(join(folder, 'partition'))) return follow(dirname(folder), kernel, depth - 1);
  return { ...diskAt(folder), encryption: own === 'none' ? loopEncryption(folder, kernel) : own };
}

/** What a device is made of; of a file that does not lie on a stick nobody wants to know. */
function layersBelow(folder: string, kernel: Kernel, depth: number): BlockDevice[] {
  const slaves = namesIn(join(folder, 'slaves')).flatMap(
    (name) => realFolder(join(folder, 'slaves', name)) ?? [],
  );
  if (slaves.length > 0) return slaves.map((slave) => follow(slave, kernel, depth));
  const file = textAt(folder, 'loop/backing_file', longestPath);
  const mount = file === null ? null : mountAt(parseMountInfo(kernel.mountInfo()), file);
  const device = mount === null ? null : realFolder(join(kernel.sys, 'dev/block', mount.majorMinor));
  const holder = device === null ? null : follow(device, kernel, depth);
  return holder?.isRemovable === true ? [holder] : [];
}

/** Several layers side by side are as encrypted, and as easily taken out, as the least of them. */
function together(layers: readonly BlockDevice[]): Partial<BlockDevice> {
  const kinds = new Set(layers.map(({ encryption }) => encryption));
  const [kind] = kinds;
  const encryption = kinds.has('none') || kind === undefined ? 'none' : kinds.size === 1 ? kind : 'other';
  return {
    disks: [...new Set(layers.flatMap(({ disks }) => disks))],
    isRemovable: layers.every(({ isRemovable }) => isRemovable),
    isReadOnly: layers.some(({ isReadOnly }) => isReadOnly),
    encryption,
  };
}

/** Programs that decrypt outside the kernel show a file, and a loop device makes a disk of it. */
function loopEncryption(folder: string, kernel: Kernel): Encryption {
  const file = textAt(folder, 'loop/backing_file', longestPath);
  if (file === null) return 'none';
  const mount = mountAt(parseMountInfo(kernel.mountInfo()), file);
  return mount === null ? 'none' : backingEncryption(file, mount.fileSystem);
}

function diskAt(folder: string): BlockDevice {
  const usb = usbAbove(folder);
  return {
    disk: basename(folder),
    disks: [basename(folder)],
    vendor: textAt(folder, 'device/vendor') ?? (usb === null ? null : textAt(usb, 'manufacturer')),
    // A card says its name where a disk says its model.
    model:
      textAt(folder, 'device/model') ??
      textAt(folder, 'device/name') ??
      (usb === null ? null : textAt(usb, 'product')),
    serial: textAt(folder, 'device/serial') ?? (usb === null ? null : textAt(usb, 'serial')),
    sequence: textAt(folder, 'diskseq'),
    // A stick in a case for disks says 0; hanging on USB it can still be taken out. So can a card: `MMC` is soldered.
    isRemovable:
      textAt(folder, 'removable') === '1' ||
      /\/usb\d+\//.test(folder) ||
      textAt(folder, 'device/type') === 'SD',
    isReadOnly: textAt(folder, 'ro') === '1',
    encryption: 'none',
  };
}

/** The folder of the USB device stands some folders above the disk's. */
function usbAbove(disk: string): string | null {
  for (let folder = disk; folder.length > 1 && /\/usb\d+\//.test(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'idVendor'))) return folder;
  }
  return null;
}

function realFolder(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** What a device says of itself: cut short, for it may say anything. */
function textAt(folder: string, name: string, most = 120): string | null {
  try {
    const text = readFileSync(join(folder, name), 'utf8').trim().slice(0, most);
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

/** The longest that the kernel knows. */
const longestPath = 4096;

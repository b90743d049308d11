import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { blockDevice, type Kernel, thisKernel } from '../../drives/block-device.ts';
import { parseMountInfo } from '../../drives/mount-table.ts';
import { aboutFile } from '../../files/errors.ts';
import type { Disk, Part, Use } from './disk.ts';

/** What the kernel says of disks, mounts and swap; another only in tests. */
export interface System extends Kernel {
  /** Text of `/proc/swaps`. */
  readonly swaps: string;
}

const { O_RDONLY, O_RDWR, O_EXCL, O_NONBLOCK } = constants;

/**
 * A disk that is held open. While it is, the kernel gives its name to no other: what is `/dev/sdb` now stays so, or
 * is gone.
 */
export class HeldDisk {
  readonly disk: Disk;
  readonly descriptor: number;

  private constructor(disk: Disk, descriptor: number) {
    this.disk = disk;
    this.descriptor = descriptor;
  }

  /**
   * @param given any path of a block device; links are followed
   * @param judge refuses what will not be made into a stick: that is not even opened
   * @throws `stick-unfit` for what is no block device, `file-…` and `medium-…` codes, what `judge` throws
   */
  static take(given: string, judge: (disk: Disk) => void): HeldDisk {
    const real = aboutFile(given, () => realpathSync(given));
    const stats = aboutFile(given, () => statSync(real));
    if (!stats.isBlockDevice()) {
      throw new QuorateError(
        'stick-unfit',
        `${given} is not a block device`,
        'give the whole stick, such as /dev/sdX: quorate stick list names them',
      );
    }
    const disk = describe(numbersOf(stats.rdev));
    judge(disk);
    const held = new HeldDisk(disk, openDevice(disk.path, O_RDONLY | O_NONBLOCK));
    try {
      held.again();
      return held;
    } catch (error) {
      held.close();
      throw error;
    }
  }

  /**
   * Looks at it again.
   * @throws `stick-unfit` where it was taken out, or is not what it was
   */
  again(): Disk {
    const { path } = this.disk;
    let now: Disk | null = null;
    try {
      const { rdev } = statSync(path);
      if (numbersOf(rdev) === this.disk.majorMinor) now = describe(this.disk.majorMinor);
    } catch {
      // Gone, as is told below.
    }
    if (now === null || !isSame(this.disk, now)) {
      throw new QuorateError(
        'stick-unfit',
        `${path} is no longer the stick that was looked at`,
        'leave it plugged in, and begin again',
      );
    }
    return now;
  }

  /**
   * Asks the kernel itself whether anything uses the disk: it lets one only open it alone.
   * @throws `stick-unfit` where something does, `medium-read-only`
   */
  claim(): void {
    const descriptor = openDevice(this.disk.path, O_RDWR | O_EXCL);
    try {
      if (numbersOf(fstatSync(descriptor).rdev) !== this.disk.majorMinor) {
        throw new QuorateError('stick-unfit', `${this.disk.path} is another device now`, 'begin again');
      }
    } finally {
      closeSync(descriptor);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** The same stick in the same plug: nothing that it says of itself, and nothing that the kernel counts, has changed. */
export function isSame(before: Disk, now: Disk): boolean {
  const keys = ['path', 'majorMinor', 'size', 'vendor', 'model', 'serial', 'sequence'] as const;
  return keys.every((key) => before[key] === now[key]);
}

function openDevice(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EBUSY') {
      throw new QuorateError(
        'stick-unfit',
        `${path} is in use, says the kernel`,
        'unmount and lock all that lies on it: quorate stick eject',
      );
    }
    if (code === 'EROFS' || code === 'EACCES') {
      throw new QuorateError(
        code === 'EROFS' ? 'medium-read-only' : 'file-permission',
        `${path} cannot be written`,
        code === 'EROFS' ? 'look for a switch on the stick' : 'this needs root',
      );
    }
    return aboutFile(path, () => {
      throw error;
    });
  }
}

function describe(majorMinor: string): Disk {
  const disk = readDisk(majorMinor, { ...thisKernel, swaps: readFileSync('/proc/swaps', 'utf8') });
  // The node in /dev is what will be written: it must be this very device.
  const { rdev } = aboutFile(disk.path, () => statSync(disk.path));
  if (numbersOf(rdev) !== majorMinor) {
    throw new QuorateError('stick-unfit', `${disk.path} is another device than the one that was given`);
  }
  return disk;
}

/** `8:16` from the number that stat(2) gives, as makedev(3) builds it. */
export function numbersOf(rdev: number): string {
  const major = Math.floor(rdev / 0x100) & 0xfff;
  const minor = (rdev & 0xff) | ((Math.floor(rdev / 0x1000) & 0xfff00) >>> 0);
  return `${major}:${minor}`;
}

/**
 * Describes a block device from what the kernel says.
 * @throws `stick-unfit` for one that sysfs does not know
 */
export function readDisk(majorMinor: string, system: System): Disk {
  const { sys } = system;
  const device = blockDevice(majorMinor, system);
  const folder = join(sys, 'dev/block', majorMinor);
  if (device === null) {
    throw new QuorateError(
      'stick-unfit',
      `the system knows no device ${majorMinor}`,
      'plug the stick in again',
    );
  }
  const real = realpathSync(folder);
  const parts = partsOf(real);
  const isPartition = text(join(real, 'partition')) !== null;
  const path = `/dev/${basename(real)}`;
  return {
    path,
    majorMinor,
    kind: /\/devices\/virtual\//.test(real) ? 'virtual' : isPartition ? 'partition' : 'disk',
    disk: device.disk,
    size: sizeOf(real),
    vendor: device.vendor,
    model: device.model,
    serial: device.serial,
    isSerialShared: device.serial !== null && serialsOfOthers(device.disk, system).includes(device.serial),
    sequence: device.sequence,
    isRemovable: device.isRemovable,
    isReadOnly: device.isReadOnly,
    parts,
    uses: usesOf([{ path, majorMinor, folder: real }, ...parts], system),
  };
}

/** What the other disks of this machine say as their serial numbers. */
function serialsOfOthers(disk: string, system: System): string[] {
  const block = join(system.sys, 'block');
  return namesIn(block)
    .filter((name) => name !== disk && !/^(loop|dm-|md|ram|zram)/.test(name))
    .flatMap((name) => blockDevice(text(join(block, name, 'dev')) ?? '', system)?.serial ?? []);
}

type PartThere = Part & { readonly folder: string };

/** The partitions of a disk, in their order. */
export function partsOf(disk: string): PartThere[] {
  return readdirSync(disk)
    .map((name) => join(disk, name))
    .filter((folder) => text(join(folder, 'partition')) !== null)
    .sort((one, other) => Number(text(join(one, 'partition'))) - Number(text(join(other, 'partition'))))
    .map((folder) => ({
      path: `/dev/${basename(folder)}`,
      majorMinor: text(join(folder, 'dev')) ?? '',
      size: sizeOf(folder),
      folder,
    }));
}

function usesOf(devices: readonly Omit<PartThere, 'size'>[], system: System): Use[] {
  const disk = basename(devices[0]?.folder ?? '');
  const paths = new Set(devices.map(({ path }) => path));
  const numbers = new Set(devices.map(({ majorMinor }) => majorMinor));
  // btrfs gives its mounts a number of their own: there the source tells.
  const mounted = parseMountInfo(system.mountInfo()).filter(
    ({ majorMinor, source }) =>
      numbers.has(majorMinor) ||
      paths.has(source) ||
      blockDevice(majorMinor, system)?.disks.includes(disk) === true,
  );
  const swapping = system.swaps
    .split('\n')
    .map((line) => line.split(/\s/)[0] as string)
    .filter((path) => paths.has(path));
  const holders = devices.flatMap(({ folder }) => {
    const above = join(folder, 'holders');
    return namesIn(above).map((name) => text(join(above, name, 'dm/name')) ?? name);
  });
  return [
    ...mounted.map(({ target }): Use => ({ as: 'mount', what: target })),
    ...swapping.map((what): Use => ({ as: 'swap', what })),
    ...holders.map((what): Use => ({ as: 'holder', what })),
  ];
}

/** The kernel counts sizes in 512 bytes, whatever the sectors are. */
function sizeOf(folder: string): number {
  return Number(text(join(folder, 'size')) ?? 0) * 512;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function text(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim().slice(0, 120);
  } catch {
    return null;
  }
}

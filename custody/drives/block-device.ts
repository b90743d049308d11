import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What sysfs says of a block device and of the disk it lies on. */
export interface BlockDevice {
  /** Name of the whole disk: `sdb`. */
  readonly disk: string;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** The kernel's count of the disks it has seen (Linux 5.15); a disk that is plugged in again gets another. */
  readonly sequence: string | null;
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  /** A layer between file system and disk encrypts. */
  readonly isEncrypted: boolean;
}

/** Mappers on mappers end somewhere. */
const deepestStack = 8;

/**
 * Follows a block device down to its disk: a partition to the disk it is on, a device mapper to what it maps.
 * @param majorMinor `8:17`
 * @param sys where sysfs is mounted; another place only in tests
 * @returns null for what is no block device, such as a tmpfs
 */
export function blockDevice(majorMinor: string, sys = '/sys'): BlockDevice | null {
  let folder = realFolder(join(sys, 'dev/block', majorMinor));
  if (folder === null) return null;
  let isEncrypted = false;
  for (let depth = 0; depth < deepestStack; depth++) {
    if (textAt(folder, 'dm/uuid')?.startsWith('CRYPT-') === true) isEncrypted = true;
    const below: string | null = firstIn(join(folder, 'slaves'));
    if (below !== null) {
      folder = realFolder(join(folder, 'slaves', below)) ?? folder;
    } else if (existsSync(join(folder, 'partition'))) {
      folder = dirname(folder);
    } else break;
  }
  return {
    disk: basename(folder),
    vendor: textAt(folder, 'device/vendor'),
    model: textAt(folder, 'device/model'),
    serial: textAt(folder, 'device/serial') ?? serialAbove(folder),
    sequence: textAt(folder, 'diskseq'),
    // A stick in a case for disks says 0; hanging on USB it can still be taken out.
    isRemovable: textAt(folder, 'removable') === '1' || /\/usb\d+\//.test(folder),
    isReadOnly: textAt(folder, 'ro') === '1',
    isEncrypted,
  };
}

/** The serial of the USB device stands some folders above the disk. */
function serialAbove(disk: string): string | null {
  for (let folder = disk; folder.length > 1 && /\/usb\d+\//.test(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'idVendor'))) return textAt(folder, 'serial');
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

function firstIn(folder: string): string | null {
  try {
    return readdirSync(folder).sort()[0] ?? null;
  } catch {
    return null;
  }
}

/** What a device says of itself: cut short, for it may say anything. */
function textAt(folder: string, name: string): string | null {
  try {
    const text = readFileSync(join(folder, name), 'utf8').trim().slice(0, 120);
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

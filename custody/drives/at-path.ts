import {
  accessSync,
  constants,
  readdirSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { isCeremonyFolder } from '../folder/locate.ts';
import { mountAt } from '../preflight/mounts.ts';
import { type BlockDevice, mountedDevice } from './block-device.ts';
import type { Drive } from './drive.ts';
import { answeredVolumes } from './elsewhere.ts';
import { fileSystemOf } from './file-system.ts';
import type { FoundVolume } from './lsblk.ts';
import { type Mount, parseMountInfo } from './mount-table.ts';
import { describedVolume, otherDrive } from './other-system.ts';
import { type Described, plainFolder } from './plain-folder.ts';
import type { PhysicalStick } from './same-stick.ts';
import { isSystemMount } from './system-place.ts';

/**
 * Describes what lies at a path: the stick that is mounted there, or a plain folder.
 * @param path a folder that exists
 * @param asked what macOS or Windows already said of it
 * @throws `file-…` codes
 */
export function driveAt(path: string, asked?: FoundVolume): Drive {
  const real = aboutFile(path, () => realpathSync(path));
  if (!aboutFile(path, () => statSync(real)).isDirectory()) {
    throw new QuorateError(
      'file-not-regular',
      `${path} is not a folder`,
      'give the folder where the stick is mounted',
    );
  }
  const space = aboutFile(path, () => statfsSync(path));
  const shared = {
    size: space.blocks * space.bsize,
    free: space.bavail * space.bsize,
    mountPoint: real,
    isWritable: mayWrite(real),
    ceremonyFolders: ceremonyFoldersIn(real),
  };
  return process.platform === 'linux'
    ? { ...linuxDrive(real), ...shared }
    : { ...elsewhereDrive(real, asked), ...shared };
}

function linuxDrive(real: string): Described {
  const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  // What was mounted last lies on top.
  const mount = mounts.filter(({ target }) => target === real).at(-1);
  const device = mount === undefined ? null : mountedDevice(mount);
  if (mount === undefined || device === null) return linuxFolder(real, mount);
  const isSystem = systemDisks(mounts).some((disk) => device.disks.includes(disk));
  return { ...fromBlockDevice(mount, device), isSystem };
}

function linuxFolder(path: string, mount: Mount | undefined): Described {
  return plainFolder(path, {
    fileSystem: mount === undefined ? null : fileSystemOf(mount.fileSystem),
    isReadOnly: mount?.isReadOnly ?? false,
  });
}

/** The disks that the running system lies on: of a live one, the stick that it was started from. */
function systemDisks(mounts: readonly Mount[]): string[] {
  return mounts.filter(isSystemMount).flatMap((mount) => mountedDevice(mount)?.disks ?? []);
}

function fromBlockDevice(mount: Mount, device: BlockDevice): Described {
  const { disk, vendor, model, serial, sequence, isRemovable, isReadOnly, encryption } = device;
  return {
    device: mount.source,
    physicalDevice: disk,
    vendor,
    model,
    serial,
    connection: sequence,
    fileSystem: fileSystemOf(mount.fileSystem),
    isSystem: false,
    isRemovable,
    isReadOnly: isReadOnly || mount.isReadOnly,
    encryption,
    isFolder: false,
  };
}

/** macOS and Windows are asked, where nobody has asked them yet. */
function elsewhereDrive(real: string, asked?: FoundVolume): Described {
  return asked === undefined ? otherDrive(real, answeredVolumes()) : describedVolume(asked);
}

function ceremonyFoldersIn(path: string): string[] {
  return aboutFile(path, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => name.startsWith(partialPrefix) || isCeremonyFolder(`${path}/${name}`))
    .sort();
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The sticks or disks that files or folders lie on, wherever below their mounts, as far as the system tells. */
export function sticksBelow(places: readonly { readonly path: string }[]): PhysicalStick[] {
  if (process.platform !== 'linux') return [];
  const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  return places.flatMap(({ path }) => {
    const mount = mountAt(
      mounts,
      aboutFile(path, () => realpathSync(path)),
    );
    const device = mount === null ? null : mountedDevice(mount);
    if (mount === null || device === null) return [];
    return device.disks.map((disk) => ({ ...fromBlockDevice(mount, device), physicalDevice: disk }));
  });
}

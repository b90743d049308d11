import {
  accessSync,
  constants,
  readdirSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname, parse } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { isCeremonyFolder } from '../folder/locate.ts';
import { mountAt } from '../preflight/mounts.ts';
import { type BlockDevice, blockDevice } from './block-device.ts';
import type { Drive } from './drive.ts';
import { fileSystemOf } from './file-system.ts';
import { type Mount, parseMountInfo } from './mount-table.ts';

/**
 * Describes what lies at a path: the stick that is mounted there, or a plain folder.
 * @param path a folder that exists
 * @throws `file-…` codes
 */
export function driveAt(path: string): Drive {
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
    : { ...otherDrive(real), ...shared };
}

type Described = Omit<Drive, 'size' | 'free' | 'mountPoint' | 'isWritable' | 'ceremonyFolders'>;

function linuxDrive(real: string): Described {
  const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  // What was mounted last lies on top.
  const mount = mounts.filter(({ target }) => target === real).at(-1);
  const device = mount === undefined ? null : blockDevice(mount.majorMinor);
  if (mount === undefined || device === null) return folder(real, mount ?? null);
  const root = mounts.filter(({ target }) => target === '/').at(-1);
  const rootDisk = root === undefined ? null : blockDevice(root.majorMinor);
  return { ...fromBlockDevice(mount, device), isSystem: rootDisk?.disk === device.disk };
}

function fromBlockDevice(mount: Mount, device: BlockDevice): Described {
  const { disk, vendor, model, serial, sequence, isRemovable, isReadOnly, isEncrypted } = device;
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
    isEncrypted,
    isFolder: false,
  };
}

/** A folder on whatever disk, or a file system without a device. */
function folder(path: string, mount: Mount | null): Described {
  return {
    device: path,
    physicalDevice: null,
    vendor: null,
    model: null,
    serial: null,
    connection: null,
    fileSystem: mount === null ? null : fileSystemOf(mount.fileSystem),
    isSystem: false,
    isRemovable: false,
    isReadOnly: mount?.isReadOnly ?? false,
    isEncrypted: null,
    isFolder: true,
  };
}

/** macOS and Windows: where volumes appear tells that it is one; nothing else is known without asking the system. */
function otherDrive(real: string): Described {
  const isVolume = process.platform === 'darwin' ? dirname(real) === '/Volumes' : parse(real).root === real;
  return { ...folder(real, null), isFolder: !isVolume };
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

/** The disks that files or folders lie on, wherever below their mounts, as far as the system tells. */
export function disksBelow(places: readonly { readonly path: string }[]): string[] {
  if (process.platform !== 'linux') return [];
  const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  return places.flatMap(({ path }) => {
    const mount = mountAt(
      mounts,
      aboutFile(path, () => realpathSync(path)),
    );
    return mount === null ? [] : (blockDevice(mount.majorMinor)?.disk ?? []);
  });
}

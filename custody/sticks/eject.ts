import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type BlockDevice, blockDevice, mountedDevice, thisKernel } from '../drives/block-device.ts';
import { type Mount, parseMountInfo } from '../drives/mount-table.ts';
import { isOfSystem, isSystemMount } from '../drives/system-place.ts';
import { aboutFile, fileError } from '../files/errors.ts';
import { mountAt } from '../preflight/mounts.ts';
import { namesOfUsers, usersOf } from './eject-users.ts';
import { numbersOf, partsOf } from './prepare/inspect.ts';
import { isInstalled, runProgram } from './prepare/programs.ts';

/** How far a stick was put away, and what is left to a person, as a sentence without its full stop. */
export interface Ejected {
  readonly achieved: 'by-hand' | 'unmounted' | 'locked' | 'powered-off';
  readonly words: string;
}

/** The layers of a stick that is to be taken out. */
interface Plugged {
  /** `sdb`, and its folder in sysfs. */
  readonly disk: string;
  readonly folder: string;
  /** The kernel's count of the disks it has seen: another stick in the same plug has another. */
  readonly sequence: string | null;
  /** What is mounted of it, the last one first. */
  readonly mounts: readonly Mount[];
  /** Open mappers on it, the topmost first. */
  readonly mappers: readonly Mapper[];
}

interface Mapper {
  /** Of the device mapper: `/dev/mapper/<name>`. */
  readonly name: string;
  /** What encrypts: `LUKS2`, `BITLK`, `TCRYPT`; null for volumes and the like. */
  readonly encryption: string | null;
  /** The device it is made on: `/dev/sdb1`. */
  readonly on: string;
}

/**
 * Makes a stick ready to be taken out: flushed, unmounted, locked, powered off, as far as this user and this system
 * allow. Root uses umount and cryptsetup; others ask udisks, where it is installed.
 * @param path where the stick is mounted, anything below, or its device
 * @throws `stick-unfit` for this computer's own disk or what is no stick, `stick-busy` naming what to close, `file-…`
 */
export async function ejectStick(path: string): Promise<Ejected> {
  if (process.platform !== 'linux') {
    const where = process.platform === 'darwin' ? 'in the Finder' : 'in the Explorer';
    return { achieved: 'by-hand', words: `eject ${path} ${where}, then take it out` };
  }
  try {
    const stick = pluggedAt(path);
    return await (process.geteuid?.() === 0 ? ejectAsRoot(stick) : ejectAsUser(stick));
  } catch (error) {
    // Sysfs has nothing more of a stick that was pulled meanwhile.
    throw fileError(error, path);
  }
}

async function ejectAsRoot(stick: Plugged): Promise<Ejected> {
  const device = `/dev/${stick.disk}`;
  for (const { target } of stick.mounts) {
    try {
      await runProgram('umount', ['--', target], { seconds: 600 });
    } catch (error) {
      throw busy(target, error);
    }
  }
  const unlocked: Mapper[] = [];
  for (const mapper of stick.mappers) {
    if (mapper.encryption === null || !(await closes(mapper))) unlocked.push(mapper);
  }
  flush(device, unlocked.length === 0);
  if (unlocked.length > 0) return stillOpen(unlocked);
  return (await powerOff(stick)) ? off(device) : quiet(stick);
}

async function closes({ name }: Mapper): Promise<boolean> {
  try {
    await runProgram('cryptsetup', ['close', '--', name]);
    return true;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return false;
  }
}

/**
 * Sends the stick what the system still holds, and has it put its own cache onto the flash.
 * @param isLast nothing of it should be in use by now: the kernel is asked, for what is mounted in a container, or again
 * by a desktop, is in no list that we see
 * @throws `stick-busy`, `file-…`, `medium-…`
 */
export function flush(device: string, isLast: boolean): void {
  const { O_RDONLY, O_NONBLOCK, O_EXCL } = constants;
  aboutFile(device, () => {
    const descriptor = openUnused(device, O_RDONLY | O_NONBLOCK | (isLast ? O_EXCL : 0));
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function openUnused(device: string, flags: number): number {
  try {
    return openSync(device, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    throw new QuorateError(
      'stick-busy',
      `${device} is still in use, says the kernel: mounted once more, in a container, or held by another program`,
      'end what uses it, or switch the computer off before the stick is taken out',
      { cause: error },
    );
  }
}

/** Takes the USB device off the bus, where it carries nothing but this disk. */
async function powerOff({ disk, folder, sequence }: Plugged): Promise<boolean> {
  if (isInstalled('udisksctl') && (await udisks('power-off', `/dev/${disk}`)) === null) return true;
  const usb = usbDeviceOf(folder);
  if (usb === null || !existsSync(join(usb, 'remove'))) return false;
  try {
    const isOther = (name: string) =>
      name !== disk && realpathSync(join('/sys/block', name)).startsWith(`${usb}/`);
    if (readdirSync('/sys/block').some(isOther)) return false;
    // Another stick in the same plug by now has the same place, and may be in use.
    if (read(join(folder, 'diskseq')) !== sequence) return false;
    writeFileSync(join(usb, 'remove'), '1');
    return true;
  } catch {
    return false;
  }
}

/** The folder of the USB device that a disk hangs on: the first above it that has a vendor's number. */
function usbDeviceOf(folder: string): string | null {
  for (let above = folder; /\/usb\d+\//.test(above); above = dirname(above)) {
    if (existsSync(join(above, 'idVendor'))) return above;
  }
  return null;
}

async function ejectAsUser(stick: Plugged): Promise<Ejected> {
  const device = `/dev/${stick.disk}`;
  if (!isInstalled('udisksctl')) return byHand(stick);
  let isUnmounted = false;
  for (const { source, target } of stick.mounts) {
    const refused = await udisks('unmount', source);
    // Busy is for the person to end; what this user may not do is left to them too.
    if (refused !== null && /busy/i.test(refused.message)) throw busy(target, refused);
    if (refused !== null) return byHand(stick);
    isUnmounted = true;
  }
  for (const mapper of stick.mappers) {
    if (mapper.encryption === null || (await udisks('lock', mapper.on)) !== null)
      return isUnmounted ? stillOpen([mapper]) : byHand(stick);
  }
  return (await udisks('power-off', device)) === null ? off(device) : quiet(stick);
}

/** @returns why it was refused, or null */
async function udisks(
  action: 'unmount' | 'lock' | 'power-off',
  device: string,
): Promise<QuorateError | null> {
  try {
    await runProgram('udisksctl', [action, '--no-user-interaction', '-b', device], { seconds: 600 });
    return null;
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
}

const off = (device: string): Ejected => ({
  achieved: 'powered-off',
  words: `${device} is off: take the stick out`,
});

function quiet({ disk, mappers, mounts }: Plugged): Ejected {
  if (mappers.length > 0) return { achieved: 'locked', words: `/dev/${disk} is locked: take the stick out` };
  if (mounts.length > 0)
    return { achieved: 'unmounted', words: `/dev/${disk} is unmounted: take the stick out` };
  return { achieved: 'unmounted', words: `nothing of /dev/${disk} is mounted or open: take the stick out` };
}

function stillOpen(mappers: readonly Mapper[]): Ejected {
  const names = mappers.map(({ name }) => name).join(', ');
  return {
    achieved: 'unmounted',
    words: `unmounted, but ${names} is still open: lock it with the program that opened it, then take the stick out`,
  };
}

function byHand({ disk, mounts }: Plugged): Ejected {
  const places = mounts.map(({ target }) => target).join(', ') || `/dev/${disk}`;
  return {
    achieved: 'by-hand',
    words: `eject ${places} on the desktop, or as root: quorate stick eject /dev/${disk}; then take the stick out`,
  };
}

function busy(target: string, cause: unknown): QuorateError {
  const users = namesOfUsers(usersOf(target));
  return new QuorateError(
    'stick-busy',
    `${target} is in use${users.length === 0 ? '' : `: ${users.join(', ')}`}`,
    'close what has a file open there, and leave the folder in every terminal; then eject it again',
    { cause },
  );
}

/** @throws `stick-unfit`, `file-…` */
function pluggedAt(path: string): Plugged {
  const real = aboutFile(path, () => realpathSync(path));
  const stats = aboutFile(path, () => statSync(real));
  const all = parseMountInfo(thisKernel.mountInfo());
  const mount = mountAt(all, real);
  const device = stats.isBlockDevice() ? blockDevice(numbersOf(stats.rdev)) : mount && mountedDevice(mount);
  const mounts = all.filter((mount) => isOn(mount, device));
  refuseNoStick(
    path,
    device,
    // An image of a live system may be mounted anywhere: it counts as the system's own root.
    mounts.map((mount) => (isSystemMount(mount) ? '/' : mount.target)),
  );
  const folder = realpathSync(join('/sys/class/block', device.disk));
  const mappers = [folder, ...partsOf(folder).map((part) => part.folder)].flatMap(mappersOn);
  const sequence = read(join(folder, 'diskseq'));
  return { disk: device.disk, folder, sequence, mounts: mounts.reverse(), mappers: mappers.reverse() };
}

function isOn(mount: Mount, device: BlockDevice | null): boolean {
  return device !== null && mountedDevice(mount)?.disks.includes(device.disk) === true;
}

/**
 * Refuses what is not put away: no device, one over several disks, one that stays in the computer, one that the system
 * runs from. Pure.
 * @param targets where something of the disk is mounted
 * @throws `stick-unfit`
 */
export function refuseNoStick(
  path: string,
  device: Pick<BlockDevice, 'disks' | 'isRemovable'> | null,
  targets: readonly string[],
): asserts device {
  if (device === null || device.disks.length !== 1) {
    throw new QuorateError(
      'stick-unfit',
      `${path} is not on a stick`,
      'give the place where the stick is mounted',
    );
  }
  if (!device.isRemovable || targets.some(isOfSystem)) {
    throw new QuorateError('stick-unfit', `${path} is on this computer's own disk`, 'give a stick');
  }
}

/** Mappers on a device and on these, from the bottom up. */
function mappersOn(folder: string): Mapper[] {
  return namesIn(join(folder, 'holders')).flatMap((holder) => {
    const above = realpathSync(join('/sys/class/block', holder));
    const name = read(join(above, 'dm/name')) ?? holder;
    const [, encryption = null] =
      /^CRYPT-(LUKS[12]|BITLK|TCRYPT)-/.exec(read(join(above, 'dm/uuid')) ?? '') ?? [];
    const on = `/dev/${basename(folder)}`;
    return [{ name, encryption, on }, ...mappersOn(above)];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

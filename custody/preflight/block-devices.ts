import { type Files, namesIn, textOf } from './files.ts';

/** The deepest stack of devices that is followed: LUKS on LVM on RAID on a partition is four. */
const maxDepth = 8;

/**
 * The kernel's name of a device: `/dev/dm-1` and `/dev/mapper/vg-swap` give `dm-1`, `/dev/sda2` gives `sda2`.
 * @returns null for what is no block device of this machine
 */
export function deviceName(files: Files, path: string): string | null {
  if (!path.startsWith('/dev/')) return null;
  const name = path.slice('/dev/'.length);
  const knownAs = (device: string) =>
    files.list(`/sys/class/block/${device}`).state === 'read' ||
    files.list(`/sys/block/${device}`).state === 'read';
  if (!name.includes('/')) return knownAs(name) ? name : null;
  const link = files.link(path)?.split('/').at(-1);
  if (link !== undefined && knownAs(link)) return link;
  const mapped = name.startsWith('mapper/') ? name.slice('mapper/'.length) : name.replace('/', '-');
  const found = namesIn(files, '/sys/block').find(
    (device) => device.startsWith('dm-') && textOf(files, `/sys/block/${device}/dm/name`) === mapped,
  );
  return found ?? null;
}

/**
 * True when everything a device writes passes through dm-crypt: the device itself (its device-mapper UUID begins with
 * `CRYPT-`), or every device below it.
 */
export function isEncrypted(files: Files, device: string, depth = 0): boolean {
  if (depth > maxDepth || device.includes('/')) return false;
  const folder = files.list(`/sys/block/${device}`).state === 'read' ? '/sys/block' : '/sys/class/block';
  if (textOf(files, `${folder}/${device}/dm/uuid`)?.startsWith('CRYPT-')) return true;
  const below = namesIn(files, `${folder}/${device}/slaves`);
  return below.length > 0 && below.every((slave) => isEncrypted(files, slave, depth + 1));
}

/** The whole device that a partition belongs to: `sdb1` gives `sdb`, `nvme0n1p2` gives `nvme0n1`. */
export function wholeDevice(files: Files, device: string): string {
  const owner = namesIn(files, '/sys/block').find(
    (name) => name === device || files.list(`/sys/block/${name}/${device}`).state === 'read',
  );
  return owner ?? device;
}

/** True for a device that can be pulled out: the kernel says so, or it hangs on USB or in a card slot. */
export function isRemovable(files: Files, device: string): boolean {
  if (textOf(files, `/sys/block/${device}/removable`) === '1') return true;
  const link = files.link(`/sys/block/${device}`) ?? '';
  return (
    /\/usb\d+\//.test(link) ||
    (/\/mmc_host\//.test(link) && textOf(files, `/sys/block/${device}/device/type`) === 'SD')
  );
}

/** True for a device and all it is made of: a file system on LUKS on a stick is on the stick. */
export function liesOnRemovable(files: Files, device: string, depth = 0): boolean {
  if (depth > maxDepth || device.includes('/')) return false;
  const whole = wholeDevice(files, device);
  if (isRemovable(files, whole)) return true;
  return namesIn(files, `/sys/block/${whole}/slaves`).some((slave) =>
    liesOnRemovable(files, slave, depth + 1),
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { type FoundVolume, lsblkArguments, parseLsblk } from '@quorate/custody/drives/lsblk';
import { describe, expect, it } from 'vitest';

// What the real lsblk printed of real layouts; `recorded/README.md` says of which, and how it was recorded.

const folder = new URL('recorded/', import.meta.url);
const recorded = (name: string) => readFileSync(new URL(`${name}.json`, folder), 'utf8');

const inWords = (volume: FoundVolume) =>
  [
    `${volume.device} of ${volume.physicalDevice}`,
    `${volume.fileSystem} at ${volume.mountPoint}`,
    ...(volume.encryption === 'none' ? [] : [volume.encryption ?? 'nobody can tell']),
    ...(volume.isLocked ? ['locked'] : []),
    ...(volume.isSystem ? ['system'] : []),
    ...(volume.isRemovable ? ['removable'] : []),
  ].join(', ');

const plainLaptop = [
  '/dev/nvme0n1p1 of nvme0n1, vfat at /boot/efi, system',
  '/dev/nvme0n1p2 of nvme0n1, ext4 at /, system',
];
const encryptedLaptop = [
  '/dev/nvme0n1p1 of nvme0n1, vfat at /boot/efi, system',
  '/dev/nvme0n1p2 of nvme0n1, ext4 at /boot, system',
  '/dev/mapper/laptop--vg-root of nvme0n1, ext4 at /, luks, system',
  '/dev/mapper/laptop--vg-swap_1 of nvme0n1, other at null, luks, system',
];

const volumes: Readonly<Record<string, readonly string[]>> = {
  'luks-on-partition': [
    '/dev/mapper/luks-4a5b of sda, ext4 at /media/ada/backup, luks, removable',
    '/dev/sdb1 of sdb, null at null, luks, locked, removable',
    ...encryptedLaptop,
  ],
  'luks-on-disk': [
    '/dev/mapper/stick of sda, ext4 at /media/ada/stick, luks, removable',
    '/dev/sdb of sdb, exfat at /media/ada/SECOND, removable',
    ...plainLaptop,
  ],
  'lvm-in-luks': [
    '/dev/mapper/vault--vg-keys of sda, ext4 at /media/ada/keys, luks, removable',
    '/dev/mapper/vault--vg-rest of sda, ext4 at null, luks, removable',
    ...encryptedLaptop,
  ],
  'card-reader': [
    '/dev/sda1 of sda, vfat at /media/ada/CARD, removable',
    '/dev/sdb1 of sdb, ext4 at null, removable',
    ...plainLaptop,
  ],
  nvme: ['/dev/sda of sda, null at null, nobody can tell, removable', ...plainLaptop],
  loop: [
    '/dev/loop0 of loop0, ext4 at /mnt/plain',
    '/dev/loop1p1 of loop1, null at null, nobody can tell',
    '/dev/mapper/image of loop2, ext4 at /mnt/image, luks',
    '/dev/loop3 of loop3, ext4 at /mnt/inner',
    '/dev/sda of sda, ext4 at /media/ada/stick, removable',
    ...plainLaptop,
  ],
  'live-system': [
    '/dev/loop0 of loop0, other at /run/live/rootfs/filesystem.squashfs, system',
    '/dev/sda1 of sda, vfat at /run/live/medium, system, removable',
    '/dev/mapper/stick of sdb, ext4 at /media/user/backup, luks, removable',
    '/dev/nvme0n1p1 of nvme0n1, null at null, nobody can tell',
    '/dev/nvme0n1p2 of nvme0n1, ext4 at null',
  ],
  'identical-sticks': [
    '/dev/sda1 of sda, vfat at /media/ada/BACKUP, removable',
    '/dev/sdb1 of sdb, vfat at /media/ada/BACKUP1, removable',
    ...encryptedLaptop,
  ],
};

describe('lsblk as it was recorded', () => {
  it.each(Object.entries(volumes))('%s', (name, expected) => {
    expect(parseLsblk(recorded(name)).map(inWords)).toEqual(expected);
  });

  it('is what lsblk is asked for today, and every recording is read', () => {
    const columns = (lsblkArguments.at(-1) as string).toLowerCase().split(',').sort();
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(names.map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(volumes).sort());
    for (const name of names) {
      const { blockdevices } = JSON.parse(recorded(name.replace('.json', ''))) as { blockdevices: object[] };
      for (const device of blockdevices) {
        const { children: _, ...members } = device as { children?: unknown };
        expect(Object.keys(members).sort()).toEqual(columns);
      }
    }
  });

  it('two sticks of one make cannot be told apart by what they say, only by where they are', () => {
    const [one, other] = parseLsblk(recorded('identical-sticks')).map(({ vendor, model, serial, size }) => ({
      vendor,
      model,
      serial,
      size,
    }));
    expect(one).toEqual({
      vendor: 'Generic',
      model: 'Flash Disk',
      serial: '0123456789ABCDEF',
      size: one?.size,
    });
    expect(other).toEqual(one);
  });

  it('a card reader gives its own name and number, and its empty slot is no drive', () => {
    const [card, ...rest] = parseLsblk(recorded('card-reader'));
    expect(card).toMatchObject({ vendor: 'Generic-', model: 'SD/MMC', serial: '058F63666485' });
    expect(recorded('card-reader')).toContain('"model": "Compact Flash"');
    expect(rest.map(({ model }) => model)).not.toContain('Compact Flash');
  });
});

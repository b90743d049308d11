import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '@quorate/custody/sticks/prepare/disk';
import { HeldDisk, isSame, numbersOf, readDisk } from '@quorate/custody/sticks/prepare/inspect';
import { refuseDisk } from '@quorate/custody/sticks/prepare/refuse';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../refusal.ts';
import { temporaryFolder } from '../../../tools.ts';

const onUsb = 'devices/pci0000:00/0000:00:14.0/usb2/2-1';
const stickAt = `${onUsb}/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb`;

/** A sysfs with a stick of two partitions, and a disk in the computer. */
function machine(more: Readonly<Record<string, string>> = {}) {
  const sys = temporaryFolder();
  const files: Readonly<Record<string, string>> = {
    [`${onUsb}/idVendor`]: '0781',
    [`${onUsb}/serial`]: 'AA0123',
    [`${stickAt}/../../vendor`]: 'Acme    ',
    [`${stickAt}/../../model`]: 'Stick 3',
    [`${stickAt}/removable`]: '1',
    [`${stickAt}/ro`]: '0',
    [`${stickAt}/size`]: '62500000',
    [`${stickAt}/diskseq`]: '12',
    [`${stickAt}/sdb2/partition`]: '2',
    [`${stickAt}/sdb2/dev`]: '8:18',
    [`${stickAt}/sdb2/size`]: '1000',
    [`${stickAt}/sdb1/partition`]: '1',
    [`${stickAt}/sdb1/dev`]: '8:17',
    [`${stickAt}/sdb1/size`]: '2000',
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(sys, path, '..'), { recursive: true });
    writeFileSync(join(sys, path), `${text}\n`);
  }
  mkdirSync(join(sys, 'dev/block'), { recursive: true });
  const link = (number: string, path: string) => symlinkSync(join(sys, path), join(sys, 'dev/block', number));
  link('8:16', stickAt);
  link('8:17', `${stickAt}/sdb1`);
  link('8:18', `${stickAt}/sdb2`);
  symlinkSync(join(sys, stickAt, '../..'), join(sys, stickAt, 'device'));
  return { sys, link };
}

const look = (sys: string, majorMinor = '8:16', mounts = '', swaps = ''): Disk =>
  readDisk(majorMinor, { sys, mountInfo: () => mounts, swaps });

describe('a block device, from what the kernel says', () => {
  it('shares its serial number with another disk: a second stick of one make, the next slot of a reader', () => {
    const twin = stickAt.replaceAll('sdb', 'sdc');
    const { sys, link } = machine({ [`${twin}/dev`]: '8:32', [`${stickAt}/dev`]: '8:16', 'block/.here': '' });
    link('8:32', twin);
    for (const [name, path] of Object.entries({ sdb: stickAt, sdc: twin }))
      symlinkSync(join(sys, path), join(sys, 'block', name));
    expect(look(sys)).toMatchObject({ serial: 'AA0123', isSerialShared: true });
    rmSync(join(sys, 'block/sdc'));
    expect(look(sys).isSerialShared).toBe(false);
  });

  it('is described with its partitions in their order', () => {
    expect(look(machine().sys)).toEqual({
      path: '/dev/sdb',
      majorMinor: '8:16',
      kind: 'disk',
      disk: 'sdb',
      size: 32_000_000_000,
      vendor: 'Acme',
      model: 'Stick 3',
      serial: 'AA0123',
      isSerialShared: false,
      sequence: '12',
      isRemovable: true,
      isReadOnly: false,
      parts: [
        expect.objectContaining({ path: '/dev/sdb1', majorMinor: '8:17', size: 1_024_000 }),
        expect.objectContaining({ path: '/dev/sdb2', majorMinor: '8:18', size: 512_000 }),
      ],
      uses: [],
    });
  });

  it('that is a partition is told from the disk', () => {
    expect(look(machine().sys, '8:18')).toMatchObject({ kind: 'partition', path: '/dev/sdb2', disk: 'sdb' });
  });

  it('that exists in memory only is told from a disk', () => {
    const { sys, link } = machine({ 'devices/virtual/block/loop0/size': '1000' });
    link('7:0', 'devices/virtual/block/loop0');
    expect(look(sys, '7:0')).toMatchObject({ kind: 'virtual', path: '/dev/loop0' });
  });

  it('that is unknown is refused', () => {
    expect(refusal(() => look(machine().sys, '9:99')).code).toBe('stick-unfit');
  });

  it.each([
    ['a partition', '36 25 8:17 / /media/ada/a\\040b rw - ext4 /dev/sdb1 rw', '/media/ada/a b'],
    ['the whole disk', '36 25 8:16 / /mnt rw - vfat /dev/sdb rw', '/mnt'],
    ['btrfs, whose mounts have numbers of their own', '36 25 0:44 / /mnt rw - btrfs /dev/sdb2 rw', '/mnt'],
  ])('is in use: mounted is %s', (_, mounts, what) => {
    expect(look(machine().sys, '8:16', mounts).uses).toEqual([{ as: 'mount', what }]);
  });

  it('is not in use where another disk is mounted', () => {
    const mounts = '36 25 8:1 / / rw - ext4 /dev/sda1 rw\n37 25 0:30 / /run rw - tmpfs tmpfs rw\n';
    expect(look(machine().sys, '8:16', mounts).uses).toEqual([]);
  });

  it('is in use: swap', () => {
    const swaps =
      'Filename Type Size Used Priority\n/dev/sdb2   partition 1 0 -2\n/dev/sda9 partition 1 0 -2\n';
    expect(look(machine().sys, '8:16', '', swaps).uses).toEqual([{ as: 'swap', what: '/dev/sdb2' }]);
  });

  it('is in use: a mapper or an array lies on it, and what is mounted of that', () => {
    const { sys, link } = machine({
      [`${stickAt}/sdb1/holders/dm-0/dm/name`]: 'luks-keys',
      [`${stickAt}/holders/md127/size`]: '1',
      'devices/virtual/block/dm-0/dm/uuid': 'CRYPT-LUKS2-00-luks-keys',
    });
    mkdirSync(join(sys, 'devices/virtual/block/dm-0/slaves'));
    symlinkSync(join(sys, stickAt, 'sdb1'), join(sys, 'devices/virtual/block/dm-0/slaves/sdb1'));
    link('253:0', 'devices/virtual/block/dm-0');
    const mounts = '36 25 253:0 / /media/ada/keys rw - ext4 /dev/mapper/luks-keys rw';
    expect(look(sys, '8:16', mounts).uses).toEqual([
      { as: 'mount', what: '/media/ada/keys' },
      { as: 'holder', what: 'md127' },
      { as: 'holder', what: 'luks-keys' },
    ]);
  });
});

describe('a stick that is looked at again', () => {
  const disk: Disk = {
    path: '/dev/sdb',
    majorMinor: '8:16',
    kind: 'disk',
    disk: 'sdb',
    size: 32_000_000_000,
    vendor: 'Acme',
    model: 'Stick 3',
    serial: 'AA0123',
    isSerialShared: false,
    sequence: '12',
    isRemovable: true,
    isReadOnly: false,
    parts: [{ path: '/dev/sdb1', majorMinor: '8:17', size: 1_024_000 }],
    uses: [],
  };
  it('is the same in spite of other partitions', () => {
    expect(isSame(disk, { ...disk, parts: [] })).toBe(true);
  });

  it.each<Partial<Disk>>([
    { sequence: '13' },
    { serial: 'AA0124' },
    { serial: null },
    { size: disk.size - 512 },
    { majorMinor: '8:32' },
    { model: 'Stick 4' },
    { vendor: null },
    { path: '/dev/sdc' },
  ])('is another one: %j', (change) => {
    expect(isSame(disk, { ...disk, ...change })).toBe(false);
  });
});

describe('what is given in place of a stick', () => {
  it.each([
    ['/dev/null', 'stick-unfit', /not a block device/],
    ['/proc/self/mountinfo', 'stick-unfit', /not a block device/],
    ['/dev/no-such-stick', 'file-not-found', /does not exist/],
  ])('%s', (path, code, says) => {
    const error = refusal(() => HeldDisk.take(path, refuseDisk));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(says)]);
  });
});

// As Python's os.makedev puts them together on Linux.
it.each([
  [0x810, '8:16'],
  [0x10300, '259:0'],
  [0xfd05, '253:5'],
  [0x11032c, '259:300'],
  [0xfff008ff, '8:1048575'],
])('the number %i of a device is %s', (rdev, text) => {
  expect(numbersOf(rdev)).toBe(text);
});

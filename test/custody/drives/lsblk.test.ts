import { type FoundVolume, parseLsblk } from '@quorate/custody/drives/lsblk';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { layouts } from './layouts.ts';

const told = ({ device, mountPoint, fileSystem, encryption, isLocked }: FoundVolume) =>
  [
    `${device} at ${mountPoint ?? 'nowhere'}`,
    String(fileSystem),
    ...(encryption === 'none' ? [] : [String(encryption)]),
    ...(isLocked ? ['locked'] : []),
  ].join(', ');

const read = (devices: unknown) => parseLsblk(JSON.stringify({ blockdevices: devices }));

describe('what could be a stick', () => {
  it.each(layouts)('$name', ({ devices, found }) => {
    const sticks = read(devices).filter(({ isRemovable, isSystem }) => isRemovable && !isSystem);
    expect(sticks.map(told)).toEqual(found);
  });

  it('the system itself is never one, however it lies on its disk', () => {
    const [, , ...rest] = layouts;
    for (const { devices } of [layouts[0], ...rest].filter((layout) => layout !== undefined)) {
      for (const volume of read(devices).filter(({ physicalDevice }) => physicalDevice === 'nvme0n1'))
        expect(volume).toMatchObject({ isSystem: true });
    }
  });

  it('two volumes of one stick have one disk', () => {
    const volumes = read(layouts[2]?.devices);
    expect(new Set(volumes.map(({ physicalDevice }) => physicalDevice)).size).toBe(1);
  });

  it('a stick that says far too much of itself is cut short, and hides no other', () => {
    const [, , stick] = layouts[5]?.devices ?? [];
    const loud = {
      ...stick,
      path: '/dev/sdz',
      kname: 'sdz',
      serial: 'x'.repeat(100_000),
      model: '\u202e'.repeat(999),
    };
    const found = read([loud, stick]);
    expect(found.map(({ device }) => device)).toContain('/dev/sdz');
    expect(found).toHaveLength(2);
    expect(found.map(({ serial }) => serial?.length ?? 0).sort((a, b) => b - a)[0]).toBe(200);
  });

  it('numbers may come as text, as older releases print them', () => {
    const [stick] = read([{ ...layouts[5]?.devices[2], size: '1000', fsavail: '900' }]);
    expect(stick).toMatchObject({ size: 1000, free: 900 });
  });
});

describe('what lsblk alone cannot tell', () => {
  const [, , stick] = layouts[5]?.devices ?? [];

  it('a volume on which nothing is seen may be locked with VeraCrypt: nobody can tell', () => {
    const blank = { ...stick, fstype: null, mountpoints: [null] };
    expect(read([blank])).toMatchObject([{ encryption: null, fileSystem: null, isLocked: false }]);
    expect(read([{ ...blank, fstype: 'ext4' }])).toMatchObject([{ encryption: 'none' }]);
  });

  it.each([
    ['cryptsetup below LUKS', 'crypto_LUKS', 'crypt', '/dev/mapper/keys', 'luks'],
    ['cryptsetup below BitLocker', 'BitLocker', 'crypt', '/dev/mapper/keys', 'bitlocker'],
    ['cryptsetup below noise', null, 'crypt', '/dev/mapper/keys', 'other'],
    ['VeraCrypt itself', null, 'dm', '/dev/mapper/veracrypt1', 'veracrypt'],
    ['a mapping that only divides', null, 'dm', '/dev/mapper/part1', 'none'],
  ])('%s', (_, fstype, type, path, encryption) => {
    const opened = { ...stick, path, kname: 'dm-0', type };
    expect(read([{ ...stick, fstype, mountpoints: [null], children: [opened] }])).toMatchObject([
      { device: path, physicalDevice: 'sda', encryption },
    ]);
  });

  it('a volume on two disks is one, and no stick where one of them stays', () => {
    const volume = { ...stick, path: '/dev/md0', kname: 'md0', type: 'raid1' };
    const inside = { ...stick, path: '/dev/sdz', kname: 'sdz', rm: false, hotplug: false, tran: 'sata' };
    const [both, ...more] = read([
      { ...stick, children: [volume], mountpoints: [null] },
      { ...inside, children: [volume], mountpoints: [null] },
    ]);
    expect(more).toEqual([]);
    expect(both).toMatchObject({ device: '/dev/md0', isRemovable: false });
  });

  it('a loop device counts as fixed until the kernel says where its file lies', () => {
    const [loop] = layouts[5]?.devices ?? [];
    expect(read([{ ...loop, rm: true }])).toMatchObject([{ device: '/dev/loop0', isRemovable: false }]);
  });
});

describe('anything else', () => {
  const nest = (depth: number): object =>
    depth === 0 ? {} : { ...layouts[5]?.devices[2], children: [nest(depth - 1)] };
  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', 'lsblk: unknown column: MOUNTPOINTS'],
    ['null', 'null'],
    ['no list', '{"blockdevices":{}}'],
    ['a list of something else', '{"blockdevices":[1]}'],
    ['a member of another kind', JSON.stringify({ blockdevices: [{ ...layouts[5]?.devices[2], ro: 'no' }] })],
    [
      'a name without end',
      JSON.stringify({ blockdevices: [{ ...layouts[5]?.devices[2], kname: 'x'.repeat(1e5) }] }),
    ],
    ['a tree without end', JSON.stringify({ blockdevices: [nest(40)] })],
  ])('%s is refused, in words', (_, output) => {
    expect(refusal(() => parseLsblk(output))).toMatchObject({
      code: 'file-failed',
      hint: expect.stringMatching(/where the stick is mounted/),
    });
  });
});

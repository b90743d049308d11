import type { Disk, Use } from '@quorate/custody/sticks/prepare/disk';
import { phraseOf, refusalsOf, refuseDisk, smallestStick } from '@quorate/custody/sticks/prepare/refuse';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../refusal.ts';

const stick: Disk = {
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
  parts: [{ path: '/dev/sdb1', majorMinor: '8:17', size: 31_999_000_000 }],
  uses: [],
};
const mount = (what: string): Use => ({ as: 'mount', what });

describe('a disk that is made into a stick', () => {
  it.each<[string, Partial<Disk>, string[]]>([
    ['a stick', {}, []],
    ['one without a name', { vendor: null, model: null, serial: null, sequence: null }, []],
    ['one of the smallest size', { size: smallestStick }, []],
    ['a partition', { kind: 'partition', path: '/dev/sdb1' }, ['partition']],
    [
      'a loop device, an array, a mapper',
      { kind: 'virtual', isRemovable: false },
      ['virtual', 'not-removable'],
    ],
    ['the disk of the system', { uses: [mount('/boot/efi'), mount('/')] }, ['system', 'in-use']],
    ['a live system on a stick', { uses: [mount('/run/live/medium')] }, ['system', 'in-use']],
    ['a disk with the home folders', { uses: [mount('/home')] }, ['system', 'in-use']],
    ['a mounted stick', { uses: [mount('/media/ada/keys')] }, ['in-use']],
    ['swap space', { uses: [{ as: 'swap', what: '/dev/sdb1' }] }, ['in-use']],
    [
      'an unlocked stick, a volume, a member of an array',
      { uses: [{ as: 'holder', what: 'luks-1' }] },
      ['in-use'],
    ],
    ['a disk in the computer', { isRemovable: false }, ['not-removable']],
    ['an empty slot', { size: 0 }, ['no-medium', 'too-small']],
    ['a write-protected one', { isReadOnly: true }, ['read-only']],
    ['a small one', { size: smallestStick - 1 }, ['too-small']],
  ])('%s', (_, change, ids) => {
    const disk = { ...stick, ...change };
    const refusals = refusalsOf(disk);
    expect(refusals.map(({ id }) => id)).toEqual(ids);
    for (const { message, remedy } of refusals) {
      expect(message).toContain(disk.path);
      expect(remedy).not.toBe('');
    }
    if (ids.length === 0) expect(() => refuseDisk(disk)).not.toThrow();
    else
      expect(refusal(() => refuseDisk(disk)).code).toBe(
        ids[0] === 'read-only' ? 'medium-read-only' : 'stick-unfit',
      );
  });

  it('in use says by what', () => {
    const { message } = refusal(() => refuseDisk({ ...stick, uses: [mount('/media/ada/keys')] }));
    expect(message).toBe('Acme Stick 3 (/dev/sdb) is mounted at /media/ada/keys');
  });
});

describe('what a person types back', () => {
  it.each<[string | null, string, boolean]>([
    ['AA0123', 'AA0123', true],
    [' 4C53 0001 ', '4C53 0001', true],
    [null, 'sdb 32000000000', false],
    ['', 'sdb 32000000000', false],
    ['\u001b[2J', 'sdb 32000000000', false],
    ['№ 7', 'sdb 32000000000', false],
  ])('for serial %j', (serial, text, isSerial) => {
    expect(phraseOf({ ...stick, serial })).toEqual({ text, isSerial });
  });

  it('is no serial number that another disk says too', () => {
    expect(phraseOf({ ...stick, isSerialShared: true })).toEqual({
      text: 'sdb 32000000000',
      isSerial: false,
    });
  });
});

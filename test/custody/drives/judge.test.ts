import type { Drive } from '@quorate/custody/drives/drive';
import { isSamePhysicalStick, judgeDrive } from '@quorate/custody/drives/judge';
import { refuseNotReplugged } from '@quorate/custody/drives/refuse';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

const good: Drive = {
  device: '/dev/mapper/stick',
  physicalDevice: 'sdb',
  vendor: 'Kingston',
  model: 'IronKey',
  serial: '0001',
  connection: '12',
  size: 8e9,
  free: 7e9,
  fileSystem: 'ext4',
  mountPoint: '/media/stick',
  isSystem: false,
  isRemovable: true,
  isReadOnly: false,
  isWritable: true,
  isEncrypted: true,
  isFolder: false,
  ceremonyFolders: [],
};
const other: Drive = { ...good, device: '/dev/mapper/other', physicalDevice: 'sdc', serial: '0002' };
const folder: Drive = {
  ...good,
  device: '/tmp/stick',
  physicalDevice: null,
  serial: null,
  isFolder: true,
  isRemovable: false,
  isEncrypted: null,
  fileSystem: null,
};

const judged = (drive: Drive, chosen: readonly Drive[] = [], isRehearsal = false) =>
  judgeDrive(drive, { bytes: 1e6, isRehearsal, chosen }).map(({ id, severity }) => `${severity} ${id}`);

describe('a drive as a stick', () => {
  it.each<[string, Drive, string[]]>([
    ['an encrypted ext4 stick', good, []],
    ['not mounted', { ...good, mountPoint: null }, ['refuse not-mounted']],
    ["the system's own disk", { ...good, isSystem: true, isRemovable: false }, ['refuse system']],
    ['read-only', { ...good, isReadOnly: true }, ['refuse read-only']],
    ['on another machine', { ...good, fileSystem: 'network' }, ['refuse network']],
    ["root's alone", { ...good, isWritable: false }, ['refuse not-writable']],
    ["root's alone and read-only", { ...good, isWritable: false, isReadOnly: true }, ['refuse read-only']],
    ['a card in a reader', { ...good, vendor: 'Generic-', model: 'SD/MMC' }, ['warn card-reader']],
    ['a card in a slot of the laptop', { ...good, physicalDevice: 'mmcblk0' }, ['warn card-reader']],
    ['too small', { ...good, free: 1e6 }, ['refuse too-small']],
    ['not removable', { ...good, isRemovable: false }, ['warn not-removable']],
    ['exFAT', { ...good, fileSystem: 'exfat' }, ['warn loses-modes']],
    ['FAT', { ...good, fileSystem: 'vfat' }, ['warn loses-modes']],
    ['an unknown file system', { ...good, fileSystem: 'other' }, ['warn unknown-file-system']],
    ['not encrypted', { ...good, isEncrypted: false }, ['warn not-encrypted']],
    ['of unknown encryption', { ...good, isEncrypted: null }, ['warn encryption-unknown']],
    [
      'with a ceremony on it',
      { ...good, ceremonyFolders: ['quorate-20260101-x-0badcafe'] },
      ['warn holds-ceremony'],
    ],
    ['a folder', folder, ['refuse folder']],
  ])('%s', (_, drive, objections) => {
    expect(judged(drive)).toEqual(objections);
  });

  it('the stick that the keys came from is never written', () => {
    const need = { bytes: 1e6, isRehearsal: false, chosen: [], imported: ['sdb'] };
    expect(judgeDrive(good, need).map(({ id }) => id)).toEqual(['import-stick']);
    expect(judgeDrive(other, need)).toEqual([]);
    expect(judgeDrive(folder, { ...need, isRehearsal: true })).toEqual([]);
  });

  it('a folder serves in a rehearsal, where it is still judged for room and writing', () => {
    expect(judged(folder, [], true)).toEqual([]);
    expect(judged({ ...folder, isReadOnly: true, free: 0 }, [], true)).toEqual([
      'refuse read-only',
      'refuse too-small',
    ]);
  });

  it.each<[string, Drive, boolean]>([
    ['the same device', { ...good }, true],
    ['another partition of the same stick', { ...good, device: '/dev/sdb2', serial: null }, true],
    ['the same serial in another port', { ...other, serial: '0001' }, true],
    ['the same serial of another model', { ...other, serial: '0001', model: 'DataTraveler' }, false],
    ['another stick', other, false],
    ['two sticks without serials', { ...other, serial: null }, false],
  ])('%s next to a chosen one', (_, drive, isSame) => {
    expect(isSamePhysicalStick(drive, good)).toBe(isSame);
    expect(judged(drive, [good])).toEqual(isSame ? ['refuse same-stick'] : []);
  });

  it('every objection names the drive and says what to do', () => {
    const bad = { ...good, isReadOnly: true, free: 0, isEncrypted: false, fileSystem: 'vfat' as const };
    for (const { message, remedy } of judgeDrive(bad, { bytes: 1, isRehearsal: false, chosen: [] })) {
      expect(message).toMatch(/Kingston IronKey/);
      expect(remedy).not.toBe('');
    }
  });
});

describe('a stick that was to be plugged in again', () => {
  it.each<[string, Drive, Drive, RegExp | null]>([
    ['came back on another connection', { ...good, connection: '13' }, good, null],
    [
      'came back where connections are not counted',
      { ...good, connection: null },
      { ...good, connection: null },
      null,
    ],
    ['was never taken out', good, good, /was not taken out/],
    [
      'is another one',
      { ...good, connection: '13', serial: '0002' },
      good,
      /is not the stick that was written/,
    ],
    ['is another model', { ...good, connection: '13', model: 'X', serial: null }, good, /is not the stick/],
    [
      'is gone, and a folder in its place',
      { ...folder, device: '/media/stick' },
      good,
      /no stick is mounted/,
    ],
  ])('%s', (_, now, before, message) => {
    if (message === null) refuseNotReplugged(now, before);
    else expect(refusal(() => refuseNotReplugged(now, before)).message).toMatch(message);
  });
});

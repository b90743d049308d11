import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive } from '@quorate/custody/drives/judge';
import { refuseNotReplugged, refuseSwapped, refuseUnfit } from '@quorate/custody/drives/refuse';
import { compareSticks, type Sameness } from '@quorate/custody/drives/same-stick';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { sampleDrive } from './sample-drive.ts';

const good = sampleDrive;
const other: Drive = {
  ...good,
  device: '/dev/mapper/other',
  physicalDevice: 'sdc',
  serial: '0002',
  connection: '13',
};
const folder: Drive = {
  ...good,
  device: '/tmp/stick',
  physicalDevice: null,
  serial: null,
  isFolder: true,
  isRemovable: false,
  encryption: null,
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
    ['not encrypted', { ...good, encryption: 'none' }, ['declare not-encrypted']],
    ['of unknown encryption', { ...good, encryption: null }, ['declare encryption-unknown']],
    [
      'with a ceremony on it',
      { ...good, ceremonyFolders: ['quorate-20260101-x-0badcafe'] },
      ['warn holds-ceremony'],
    ],
    ['found in a way that nobody has tried', { ...good, notYetTried: true }, ['warn not-yet-tried']],
    ['a folder', folder, ['refuse folder']],
    ['a folder on such a system', { ...folder, notYetTried: true }, ['refuse folder']],
    ['unlisted among volumes', { ...folder, isUnlisted: true, notYetTried: true }, ['refuse unlisted']],
  ])('%s', (_, drive, objections) => {
    expect(judged(drive)).toEqual(objections);
  });

  it.each<[string, Drive, boolean]>([
    ['as it was', good, true],
    ['plugged in again, under another name', { ...good, physicalDevice: 'sdd', connection: '14' }, true],
    ['another stick', other, false],
    ['another stick under its name', { ...other, physicalDevice: 'sdb' }, false],
    ['a folder', folder, false],
  ])('the stick that the keys came from, and one that failed, are never written: %s', (_, drive, isIt) => {
    const need = { bytes: 1e6, isRehearsal: true, chosen: [] };
    const ids = (more: object) => judgeDrive(drive, { ...need, ...more }).map(({ id }) => id);
    expect(ids({ imported: [good] })).toEqual(isIt ? ['import-stick'] : []);
    expect(ids({ bad: [other, good] })).toEqual(isIt || drive.serial === '0002' ? ['bad-stick'] : []);
  });

  it('an unencrypted stick takes a declaration, which says nothing for one that is refused', () => {
    const plain: Drive = { ...good, encryption: 'none', fileSystem: 'exfat' };
    const need = { bytes: 1e6, isRehearsal: false, chosen: [] };
    expect(refusal(() => refuseUnfit(plain, need)).code).toBe('stick-unencrypted');
    expect(refuseUnfit(plain, need, { kind: 'hardware' }).map(({ id }) => id)).toEqual(['loses-modes']);
    const readOnly = { ...plain, isReadOnly: true };
    expect(refusal(() => refuseUnfit(readOnly, need, { kind: 'hardware' })).code).toBe('medium-read-only');
    expect(judged(plain, [], true)).toEqual(['warn loses-modes', 'warn not-encrypted']);
  });

  it('another stick than the one that was looked at is refused', () => {
    refuseSwapped({ ...good, free: 1 }, good);
    expect(refusal(() => refuseSwapped({ ...good, connection: '14' }, good)).code).toBe('stick-unfit');
    expect(refusal(() => refuseSwapped(other, good)).message).toMatch(/is not the stick that was looked at/);
  });

  it('a folder serves in a rehearsal, where it is still judged for room and writing', () => {
    expect(judged(folder, [], true)).toEqual([]);
    expect(judged({ ...folder, isUnlisted: true }, [], true)).toEqual(['refuse unlisted']);
    expect(judged({ ...folder, isReadOnly: true, free: 0 }, [], true)).toEqual([
      'refuse read-only',
      'refuse too-small',
    ]);
  });

  const uncounted = { ...good, connection: null };
  it.each<[string, Drive, Drive, Sameness]>([
    ['the same device', good, good, 'same'],
    ['another partition of the same stick', { ...good, device: '/dev/sdb2', serial: null }, good, 'same'],
    ['the same serial in another port', { ...other, serial: '0001' }, good, 'alike'],
    ['the same serial of another model', { ...other, serial: '0001', model: 'DataTraveler' }, good, 'other'],
    ['another stick', other, good, 'other'],
    [
      'another stick where the first one was',
      { ...other, physicalDevice: 'sdb', device: good.device },
      good,
      'other',
    ],
    ['two sticks without serials', { ...other, serial: null }, good, 'other'],
    ['no count: the same device', uncounted, good, 'same'],
    ['no count: the same name, another serial', { ...uncounted, serial: '0002' }, good, 'other'],
    [
      'no count: another name, the same serial',
      { ...uncounted, device: '/dev/x', physicalDevice: 'sdx' },
      good,
      'alike',
    ],
  ])('%s next to a chosen one', (_, drive, chosen, sameness) => {
    expect(compareSticks(drive, chosen)).toBe(sameness);
    expect(judged(drive, [chosen])).toEqual(sameness === 'other' ? [] : ['refuse same-stick']);
  });

  it('every objection names the drive and says what to do', () => {
    const bad: Drive = { ...good, isReadOnly: true, free: 0, encryption: 'none', fileSystem: 'vfat' };
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

it('a command that a person is told to type takes the place of a stick as one word, whatever its label is', () => {
  const drive = { ...good, isWritable: false, mountPoint: "/media/ada/$(reboot);'-x" };
  const [objection] = judgeDrive(drive, { bytes: 1, isRehearsal: false, chosen: [] });
  expect(objection).toMatchObject({
    id: 'not-writable',
    remedy: expect.stringMatching(/: chmod 1777 -- '\/media\/ada\/\$\(reboot\);'\\''-x'$/),
  });
});

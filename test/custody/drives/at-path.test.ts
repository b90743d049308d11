import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { driveAt } from '@quorate/custody/drives/at-path';
import { listDrives } from '@quorate/custody/drives/list';
import { parseMountInfo } from '@quorate/custody/drives/mount-table';
import { stickSerial } from '@quorate/custody/drives/serial';
import { mountAt } from '@quorate/custody/preflight/mounts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusal } from '../../refusal.ts';
import { requireRoot, requireTool, run, temporaryFolder } from '../../tools.ts';

describe('mounts', () => {
  const text = [
    '22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw',
    '90 22 254:0 / /media/my\\040stick ro,nosuid - ext4 /dev/mapper/stick rw',
    'nonsense',
    '91 22 0:50 / /media/my\\040stick/inner rw - tmpfs tmpfs rw',
  ].join('\n');

  it('are read with their escapes; what has another shape is left out', () => {
    expect(parseMountInfo(text)).toMatchObject([
      { target: '/', isReadOnly: false, source: '/dev/sda2' },
      { target: '/media/my stick', isReadOnly: true, majorMinor: '254:0' },
      { target: '/media/my stick/inner', fileSystem: 'tmpfs' },
    ]);
  });

  it('a path lies below the longest of them', () => {
    const mounts = parseMountInfo(text);
    expect(mountAt(mounts, '/media/my stick/quorate')?.majorMinor).toBe('254:0');
    expect(mountAt(mounts, '/media/my stick/inner/x')?.fileSystem).toBe('tmpfs');
    expect(mountAt(mounts, '/media/my sticky')?.target).toBe('/');
  });
});

it('a plain folder is a folder, with the room that is there', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.quorate-partial-1234'));
  expect(driveAt(folder)).toMatchObject({
    isFolder: true,
    device: folder,
    ceremonyFolders: ['.quorate-partial-1234'],
  });
  expect(driveAt(folder).free).toBeGreaterThan(0);
  expect(driveAt(folder).notYetTried).toBeUndefined();
  expect(stickSerial('/proc')).toBeNull();
});

describe.each(['darwin', 'win32'] as const)('on %s, where its programs do not answer', (platform) => {
  const here = process.platform;
  const pretend = () => {
    Object.defineProperty(process, 'platform', { value: platform });
    onTestFinished(() => void Object.defineProperty(process, 'platform', { value: here }));
  };

  it('a folder is a folder, of which nothing is told', () => {
    const folder = temporaryFolder();
    pretend();
    expect(driveAt(folder)).toMatchObject({
      isFolder: true,
      encryption: null,
      physicalDevice: null,
      notYetTried: true,
    });
  });

  it('a list says in words that there is none', () => {
    pretend();
    expect(refusal(listDrives)).toMatchObject({
      code: 'file-failed',
      hint: expect.stringMatching(/where the stick is mounted/),
    });
  });
});

it.skipIf(!(requireRoot('mounting') && requireTool('mkfs.ext4')))(
  'a mounted file system is a stick of its own',
  () => {
    const root = temporaryFolder();
    const [image, stick] = [join(root, 'image'), join(root, 'stick')];
    mkdirSync(stick);
    run('truncate', ['--size', '16M', image]);
    run('mkfs.ext4', ['-q', image]);
    expect(run('mount', ['-o', 'loop', image, stick])).toMatchObject({ code: 0 });
    onTestFinished(() => {
      run('umount', [stick]);
      rmSync(root, { recursive: true, force: true });
    });
    const drive = driveAt(stick);
    expect(drive).toMatchObject({ isFolder: false, fileSystem: 'ext4', isSystem: false, isReadOnly: false });
    expect(drive.physicalDevice).toMatch(/^loop\d+$/);
    expect(drive.size).toBeLessThan(17e6);
    run('umount', [stick]);
    run('mount', ['-o', 'loop', image, stick]);
    const again = driveAt(stick).connection;
    if (drive.connection !== null) expect(again).not.toBe(drive.connection);
    run('mount', ['-o', 'remount,ro', stick]);
    expect(driveAt(stick).isReadOnly).toBe(true);
  },
);

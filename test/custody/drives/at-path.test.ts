import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { driveAt } from '@quorate/custody/drives/at-path';
import { blockDevice } from '@quorate/custody/drives/block-device';
import { parseMountInfo } from '@quorate/custody/drives/mount-table';
import { stickSerial } from '@quorate/custody/drives/serial';
import { mountAt } from '@quorate/custody/preflight/mounts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireRoot, requireTool, run, temporaryFolder } from '../../tools.ts';

/** A sysfs with an encrypted partition on a USB stick: dm-0 on sdb1 on sdb. */
function sysfs(): string {
  const sys = temporaryFolder();
  const usb = 'devices/pci0000:00/0000:00:14.0/usb1/1-2';
  const disk = `${usb}/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb`;
  const files: Record<string, string> = {
    [`${usb}/idVendor`]: '0951\n',
    [`${usb}/serial`]: '60A44C413FAEF3A1\n',
    [`${disk}/removable`]: '0\n',
    [`${disk}/ro`]: '0\n',
    [`${disk}/diskseq`]: '12\n',
    [`${disk}/device/vendor`]: 'Kingston\n',
    [`${disk}/device/model`]: 'DataTraveler 3.0\n',
    [`${disk}/sdb1/partition`]: '1\n',
    'devices/virtual/block/dm-0/dm/uuid': 'CRYPT-LUKS2-0123-stick\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(sys, path)), { recursive: true });
    writeFileSync(join(sys, path), text);
  }
  mkdirSync(join(sys, 'devices/virtual/block/dm-0/slaves'));
  symlinkSync(join(sys, `${disk}/sdb1`), join(sys, 'devices/virtual/block/dm-0/slaves/sdb1'));
  mkdirSync(join(sys, 'dev/block'), { recursive: true });
  symlinkSync(join(sys, 'devices/virtual/block/dm-0'), join(sys, 'dev/block/254:0'));
  symlinkSync(join(sys, `${disk}/sdb1`), join(sys, 'dev/block/8:17'));
  return sys;
}

describe('block devices', () => {
  it('an encrypted volume is followed down to its stick', () => {
    expect(blockDevice('254:0', sysfs())).toEqual({
      disk: 'sdb',
      vendor: 'Kingston',
      model: 'DataTraveler 3.0',
      serial: '60A44C413FAEF3A1',
      sequence: '12',
      isRemovable: true,
      isReadOnly: false,
      isEncrypted: true,
    });
  });

  it('a plain partition is not encrypted, and a tmpfs no device', () => {
    const sys = sysfs();
    expect(blockDevice('8:17', sys)).toMatchObject({ disk: 'sdb', isEncrypted: false });
    expect(blockDevice('0:42', sys)).toBeNull();
  });
});

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
  expect(stickSerial('/proc')).toBeNull();
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

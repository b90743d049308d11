import { blockDevice, majorMinorOf } from '@quorate/custody/drives/block-device';
import { backingEncryption, mapperEncryption } from '@quorate/custody/drives/mapper';
import { describe, expect, it } from 'vitest';
import { inside, kernelOf, stick } from './kernel.ts';

const { disk, files } = stick;
const mapper = 'devices/virtual/block';
const fixed = { [`${inside}/removable`]: '0', [`${inside}/nvme0n1p2/partition`]: '2' };

describe('a block device', () => {
  it('of a plain partition is its stick, with what disk and USB device say', () => {
    const kernel = kernelOf({ files: files(disk), devices: { '8:17': `${disk}/sdb1` } });
    expect(blockDevice('8:17', kernel)).toEqual({
      disk: 'sdb',
      disks: ['sdb'],
      vendor: 'Kingston',
      model: 'DataTraveler 3.0',
      serial: '60A44C413FAEF3A1',
      sequence: '12',
      isRemovable: true,
      isReadOnly: false,
      encryption: 'none',
    });
  });

  it('that says nothing itself is named by its USB device', () => {
    const { [`${disk}/device/vendor`]: _, [`${disk}/device/model`]: __, ...rest } = files(disk);
    const kernel = kernelOf({ files: rest, devices: { '8:17': `${disk}/sdb1` } });
    expect(blockDevice('8:17', kernel)).toMatchObject({ vendor: 'Kingston Technology', model: 'DT 3.0' });
  });

  it.each([
    ['LUKS1', 'CRYPT-LUKS1-aa-stick', null, 'luks'],
    ['LUKS2', 'CRYPT-LUKS2-aa-stick', null, 'luks'],
    ['VeraCrypt by cryptsetup', 'CRYPT-TCRYPT-stick', null, 'veracrypt'],
    ['VeraCrypt by itself', null, 'veracrypt1', 'veracrypt'],
    ['BitLocker by cryptsetup', 'CRYPT-BITLK-aa-stick', null, 'bitlocker'],
    ['plain dm-crypt', 'CRYPT-PLAIN-stick', null, 'other'],
    ['FileVault by cryptsetup', 'CRYPT-FVAULT2-aa-stick', null, 'other'],
    ['dm-verity', 'CRYPT-VERITY-aa-stick', null, 'none'],
    ['a logical volume', 'LVM-aabb', 'vg-keys', 'none'],
    ['a name like VeraCrypt', 'LVM-aabb', 'my-veracrypt1', 'none'],
  ])('below %s: encryption %s', (_, uuid, name, encryption) => {
    const kernel = kernelOf({
      files: {
        ...files(disk),
        ...(uuid === null ? {} : { [`${mapper}/dm-0/dm/uuid`]: uuid }),
        ...(name === null ? {} : { [`${mapper}/dm-0/dm/name`]: name }),
      },
      slaves: { [`${mapper}/dm-0`]: [`${disk}/sdb1`] },
      devices: { '254:0': `${mapper}/dm-0` },
    });
    expect(mapperEncryption(uuid, name)).toBe(encryption);
    expect(blockDevice('254:0', kernel)).toMatchObject({ disk: 'sdb', isRemovable: true, encryption });
  });

  it('of LVM in LUKS, and of the cascade of VeraCrypt, is followed through all layers', () => {
    const kernel = kernelOf({
      files: {
        ...files(disk),
        [`${mapper}/dm-0/dm/uuid`]: 'CRYPT-LUKS2-aa-crypt',
        [`${mapper}/dm-1/dm/uuid`]: 'LVM-aabb',
        [`${mapper}/dm-2/dm/name`]: 'veracrypt1_1',
        [`${mapper}/dm-3/dm/name`]: 'veracrypt1',
      },
      slaves: {
        [`${mapper}/dm-0`]: [`${disk}/sdb1`],
        [`${mapper}/dm-1`]: [`${mapper}/dm-0`],
        [`${mapper}/dm-2`]: [`${disk}/sdb1`],
        [`${mapper}/dm-3`]: [`${mapper}/dm-2`],
      },
      devices: { '254:1': `${mapper}/dm-1`, '254:3': `${mapper}/dm-3` },
    });
    expect(blockDevice('254:1', kernel)).toMatchObject({ disk: 'sdb', encryption: 'luks' });
    expect(blockDevice('254:3', kernel)).toMatchObject({ disk: 'sdb', encryption: 'veracrypt' });
  });

  it('on several disks is as encrypted, and as easily taken out, as the least of them', () => {
    const kernel = kernelOf({
      files: {
        ...files(disk),
        ...fixed,
        [`${mapper}/dm-0/dm/uuid`]: 'CRYPT-LUKS2-aa-one',
        [`${mapper}/md0/size`]: '1',
        [`${mapper}/md0/md0p1/partition`]: '1',
      },
      slaves: {
        [`${mapper}/dm-0`]: [`${disk}/sdb1`],
        [`${mapper}/md0`]: [`${mapper}/dm-0`, `${inside}/nvme0n1p2`],
      },
      devices: { '9:0': `${mapper}/md0`, '259:9': `${mapper}/md0/md0p1` },
    });
    const both = { disks: ['sdb', 'nvme0n1'], isRemovable: false, encryption: 'none' };
    expect(blockDevice('9:0', kernel)).toMatchObject(both);
    expect(blockDevice('259:9', kernel)).toMatchObject(both);
  });

  it('of a container file on a stick lies on that stick; elsewhere it is a disk of its own', () => {
    const kernel = kernelOf({
      files: {
        ...files(disk),
        ...fixed,
        [`${mapper}/loop0/loop/backing_file`]: '/media/my stick/box.hc',
        [`${mapper}/loop1/loop/backing_file`]: '/home/ada/box.hc',
        [`${mapper}/dm-0/dm/name`]: 'veracrypt1',
      },
      slaves: { [`${mapper}/dm-0`]: [`${mapper}/loop0`] },
      devices: {
        '7:0': `${mapper}/loop0`,
        '7:1': `${mapper}/loop1`,
        '8:17': `${disk}/sdb1`,
        '254:0': `${mapper}/dm-0`,
        '259:2': `${inside}/nvme0n1p2`,
      },
      mounts: [
        '22 1 259:2 / / rw - ext4 /dev/nvme0n1p2 rw',
        '90 22 8:17 / /media/my\\040stick rw - vfat /dev/sdb1 rw',
      ],
    });
    const inStick = { disk: 'sdb', isRemovable: true, serial: '60A44C413FAEF3A1' };
    expect(blockDevice('7:0', kernel)).toMatchObject({ ...inStick, encryption: 'none' });
    expect(blockDevice('254:0', kernel)).toMatchObject({ ...inStick, encryption: 'veracrypt' });
    expect(blockDevice('7:1', kernel)).toMatchObject({ disk: 'loop1', isRemovable: false });
  });

  it('of a program that decrypts outside the kernel is what that program is', () => {
    const kernel = kernelOf({
      files: { [`${mapper}/loop0/loop/backing_file`]: '/mnt/opened/dislocker-file' },
      devices: { '7:0': `${mapper}/loop0` },
      mounts: [
        '22 1 259:2 / / rw - ext4 /dev/nvme0n1p2 rw',
        '91 22 0:50 / /mnt/opened rw - fuse /dev/fuse rw',
      ],
    });
    expect(blockDevice('7:0', kernel)).toMatchObject({ disk: 'loop0', encryption: 'bitlocker' });
    expect(backingEncryption('/tmp/.veracrypt_aux_mnt1/volume', 'fuse.veracrypt')).toBe('veracrypt');
    // A file of that name on a disk decrypts nothing.
    expect(backingEncryption('/mnt/opened/dislocker-file', 'ext4')).toBe('none');
    expect(backingEncryption('/mnt/opened/movie.iso', 'fuse')).toBe('none');
  });

  it('of a card is a card; what is soldered in stays', () => {
    const host = 'devices/pci0000:00/0000:00:1a.0/mmc_host/mmc0/mmc0:0001/block/mmcblk0';
    const card = (type: string) =>
      kernelOf({
        files: {
          [`${host}/removable`]: '0',
          [`${host}/device/type`]: type,
          [`${host}/device/name`]: 'SC32G',
          [`${host}/device/serial`]: '0xb86a6f7c',
        },
        devices: { '179:0': host },
      });
    const said = { model: 'SC32G', serial: '0xb86a6f7c' };
    expect(blockDevice('179:0', card('SD'))).toMatchObject({ ...said, isRemovable: true });
    expect(blockDevice('179:0', card('MMC'))).toMatchObject({ ...said, isRemovable: false });
  });

  it('that lies on itself ends', () => {
    const kernel = kernelOf({
      files: { [`${mapper}/dm-0/dm/name`]: 'a' },
      slaves: { [`${mapper}/dm-0`]: [`${mapper}/dm-0`] },
      devices: { '254:0': `${mapper}/dm-0` },
    });
    expect(blockDevice('254:0', kernel)).toMatchObject({ disk: 'dm-0' });
  });

  it('is none for a tmpfs, and no file has numbers but a device', () => {
    expect(blockDevice('0:42', kernelOf({ files: {}, devices: {} }))).toBeNull();
    expect(majorMinorOf('/dev/null')).toBeNull();
    expect(majorMinorOf('/nowhere')).toBeNull();
  });
});

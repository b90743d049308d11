import { parsePowershell, powershellScript } from '@quorate/custody/drives/powershell';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

// Nobody ran this on Windows. Members are those that Microsoft documents for MSFT_Disk, MSFT_Partition, MSFT_Volume,
// Win32_DiskDrive and Win32_EncryptableVolume, with values as others published them, written by hand in the shape that
// ConvertTo-Json of Windows PowerShell 5.1 gives the script's object.

const windows = {
  disk: {
    Number: 0,
    Manufacturer: null,
    Model: 'Samsung SSD 980 1TB',
    SerialNumber: '0025_38D9_1110_5A7B.',
    BusType: 17,
    IsBoot: true,
    IsSystem: true,
    IsReadOnly: false,
  },
  drive: { Index: 0, MediaType: 'Fixed hard disk media', PNPDeviceID: 'SCSI\\DISK&VEN_NVME&PROD_X\\5&1&0' },
  partition: {
    DiskNumber: 0,
    AccessPaths: ['C:\\', '\\\\?\\Volume{11111111-0000-0000-0000-300300000000}\\'],
    Size: 999_500_000_000,
    IsBoot: true,
    IsSystem: false,
    IsReadOnly: false,
  },
  hidden: {
    DiskNumber: 0,
    AccessPaths: null,
    Size: 16_777_216,
    IsBoot: false,
    IsSystem: false,
    IsReadOnly: null,
  },
  volume: {
    Path: '\\\\?\\Volume{11111111-0000-0000-0000-300300000000}\\',
    FileSystem: 'NTFS',
    Size: 999_400_000_000,
    SizeRemaining: 500_000_000_000,
  },
};

const path = '\\\\?\\Volume{22222222-0000-0000-0000-100000000000}\\';
const disk = {
  Number: 2,
  Manufacturer: 'Kingston',
  Model: 'DataTraveler 3.0',
  SerialNumber: '60A44C413FAEF3A1',
  BusType: 7,
  IsBoot: false,
  IsSystem: false,
  IsReadOnly: false,
};
const drive = {
  Index: 2,
  MediaType: 'Removable Media',
  PNPDeviceID: 'USBSTOR\\DISK&VEN_KINGSTON&PROD_DATATRAVELER_3.0&REV_PMAP\\60A44C413FAEF3A1&0',
};
const partition = { ...windows.hidden, DiskNumber: 2, AccessPaths: ['E:\\', path], Size: 30_979_129_344 };
const volume = { Path: path, FileSystem: 'exFAT', Size: 30_900_000_000, SizeRemaining: 30_000_000_000 };

const answer = {
  disks: [windows.disk, disk],
  partitions: [windows.hidden, windows.partition, partition],
  volumes: [windows.volume, volume],
  drives: [windows.drive, drive],
  logical: [
    { DeviceID: 'C:', DriveType: 3, FileSystem: 'NTFS', Size: 999_400_000_000, FreeSpace: 500_000_000_000 },
    { DeviceID: 'E:', DriveType: 2, FileSystem: 'exFAT', Size: 30_900_000_000, FreeSpace: 30_000_000_000 },
    // An empty slot of a card reader.
    { DeviceID: 'F:', DriveType: 2, FileSystem: null, Size: null, FreeSpace: null },
  ],
  bitlocker: null as object[] | null,
  shown: [
    { Path: 'C:\\', Protection: 1 },
    { Path: 'E:\\', Protection: 2 },
  ],
};
const parse = (more: object = {}) => parsePowershell(JSON.stringify({ ...answer, ...more }));
const sticks = (more: object = {}) => parse(more).filter(({ isSystem }) => !isSystem);

describe('what Windows says', () => {
  it('a plain stick and the own disk', () => {
    expect(parse()).toEqual([
      expect.objectContaining({ device: 'C:\\', isSystem: true, isRemovable: false }),
      {
        device: 'E:\\',
        physicalDevice: 'PhysicalDrive2',
        vendor: 'Kingston',
        model: 'DataTraveler 3.0',
        serial: '60A44C413FAEF3A1',
        size: 30_900_000_000,
        free: 30_000_000_000,
        fileSystem: 'exfat',
        mountPoint: 'E:\\',
        isSystem: false,
        isRemovable: true,
        isReadOnly: false,
        encryption: 'none',
        isFolder: false,
        isLocked: false,
        notYetTried: true,
      },
    ]);
  });

  it.each<[string, object, object]>([
    ['protected', { shown: [{ Path: 'E:\\', Protection: 1 }] }, { encryption: 'bitlocker', isLocked: false }],
    [
      'locked',
      { shown: [{ Path: 'E:\\', Protection: 6 }], volumes: [{ ...volume, FileSystem: '', Size: 0 }] },
      { encryption: 'bitlocker', isLocked: true, fileSystem: null, mountPoint: null, size: 30_979_129_344 },
    ],
    ['suspended', { shown: [{ Path: 'E:\\', Protection: 5 }] }, { encryption: 'none' }],
    ['still encrypting', { shown: [{ Path: 'E:\\', Protection: 3 }] }, { encryption: 'none' }],
    ['not told of', { shown: [] }, { encryption: null }],
    ['told of in words', { shown: [{ Path: 'E:\\', Protection: null }] }, { encryption: null }],
    [
      'told of to an administrator',
      { bitlocker: [{ DeviceID: path, ProtectionStatus: 1 }], shown: [] },
      { encryption: 'bitlocker', isLocked: false },
    ],
    [
      'off, says an administrator',
      { bitlocker: [{ DeviceID: path, ProtectionStatus: 0 }] },
      { encryption: 'none' },
    ],
    [
      'locked, says an administrator',
      { bitlocker: [{ DeviceID: path, ProtectionStatus: 2 }] },
      { encryption: 'bitlocker', isLocked: true },
    ],
  ])('BitLocker %s', (_, more, expected) => {
    expect(sticks(more)).toEqual([expect.objectContaining(expected)]);
  });

  it('a serial that Windows made up is none; that of another bus is what the disk says', () => {
    const madeUp = { ...drive, PNPDeviceID: 'USBSTOR\\DISK&VEN_X&PROD_Y&REV_1\\7&2F8A1C3&0' };
    expect(sticks({ drives: [madeUp] })).toMatchObject([{ serial: null }]);
    expect(sticks({ drives: [] })).toMatchObject([{ serial: '60A44C413FAEF3A1' }]);
  });

  it('a volume on no disk, as of VeraCrypt, may be encrypted or not; a network share is none', () => {
    const opened = { DeviceID: 'V:', FileSystem: 'FAT32', Size: 2_000_000_000, FreeSpace: 1_000_000_000 };
    const share = { ...opened, DeviceID: 'Z:', DriveType: 4 };
    const found = {
      device: 'V:\\',
      mountPoint: 'V:\\',
      encryption: null,
      physicalDevice: null,
      fileSystem: 'vfat',
    };
    for (const [DriveType, isRemovable] of [
      [2, true],
      [3, false],
    ] as const) {
      const logical = [...answer.logical, { ...opened, DriveType }, share];
      expect(sticks({ logical }).slice(1)).toEqual([
        expect.objectContaining({ ...found, isRemovable, notYetTried: true }),
      ]);
    }
  });

  it('the disk of Windows is its own, also where it is not told of', () => {
    expect(parse({ partitions: [partition] })).toMatchObject([
      { device: 'E:\\', isSystem: false },
      { device: 'C:\\', isSystem: true },
    ]);
  });

  it('a disk with one partition of the system is wholly the system', () => {
    const start = { ...windows.hidden, DiskNumber: 2, IsSystem: true };
    expect(sticks({ partitions: [partition, start] })).toEqual([]);
  });

  it('a volume without a letter, and one in a folder, are told by name', () => {
    expect(sticks({ partitions: [{ ...partition, AccessPaths: [path] }], logical: [] })).toMatchObject([
      { device: path, mountPoint: null, encryption: null },
    ]);
    const folder = { ...partition, AccessPaths: ['D:\\mounted\\stick\\', 'E:\\', path] };
    expect(sticks({ partitions: [folder] })).toMatchObject([{ mountPoint: 'E:\\' }]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['an error', 'Get-CimInstance : Access denied'],
    ['a list', '[]'],
    ['a member of another kind', JSON.stringify({ ...answer, disks: [{ ...disk, IsReadOnly: 'no' }] })],
    ['a name without end', JSON.stringify({ ...answer, disks: [{ ...disk, Model: 'x'.repeat(1e5) }] })],
    [
      'disks without end',
      JSON.stringify({ ...answer, disks: Array.from({ length: 600 }, () => windows.disk) }),
    ],
  ])('%s is refused, in words', (_, output) => {
    expect(refusal(() => parsePowershell(output))).toMatchObject({ code: 'file-failed' });
  });

  it('the question holds nothing that a command line of Windows would take apart', () => {
    expect(powershellScript).not.toMatch(/"|\$env:/);
  });
});

import { readDiskutil } from '@quorate/custody/drives/diskutil';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

// Nobody ran these on macOS. Members and their values are those of property lists that others published: `diskutil list
// -plist`, `info -plist` and `apfs list -plist` of macOS 12 to 15, and diskutil(8). Written by hand in that shape, as
// `plutil -convert json` turns it over: no data, no dates.

const laptop = {
  AllDisks: ['disk0', 'disk0s1', 'disk0s2', 'disk3', 'disk3s1', 'disk3s1s1', 'disk3s5'],
  AllDisksAndPartitions: [
    {
      Content: 'GUID_partition_scheme',
      DeviceIdentifier: 'disk0',
      OSInternal: false,
      Partitions: [
        { Content: 'Apple_APFS_ISC', DeviceIdentifier: 'disk0s1', Size: 524288000 },
        { Content: 'Apple_APFS', DeviceIdentifier: 'disk0s2', Size: 494384795648 },
      ],
      Size: 500277792768,
    },
    {
      APFSPhysicalStores: [{ DeviceIdentifier: 'disk0s2' }],
      APFSVolumes: [
        {
          CapacityInUse: 10261196800,
          DeviceIdentifier: 'disk3s1',
          MountedSnapshots: [
            {
              Sealed: 'Yes',
              SnapshotBSD: 'disk3s1s1',
              SnapshotMountPoint: '/',
              SnapshotName: 'com.apple.os',
            },
          ],
          OSInternal: false,
          Size: 494384795648,
          VolumeName: 'Macintosh HD',
        },
        { DeviceIdentifier: 'disk3s5', MountPoint: '/System/Volumes/Data', VolumeName: 'Data' },
      ],
      Content: 'EF57347C-0000-11AA-AA11-00306543ECAC',
      DeviceIdentifier: 'disk3',
      OSInternal: false,
      Partitions: [],
      Size: 494384795648,
    },
  ],
  VolumesFromDisks: ['Macintosh HD', 'Data'],
  WholeDisks: ['disk0', 'disk3'],
};

const laptopInfo = {
  DeviceIdentifier: 'disk0',
  BusProtocol: 'Apple Fabric',
  Internal: true,
  RemovableMediaOrExternalDevice: false,
  MediaName: 'APPLE SSD AP0512Z',
  IORegistryEntryName: 'APPLE SSD AP0512Z Media',
};

const stickInfo = {
  DeviceIdentifier: 'disk4',
  BusProtocol: 'USB',
  Content: 'GUID_partition_scheme',
  Ejectable: true,
  Internal: false,
  IORegistryEntryName: 'Kingston DataTraveler 3.0 Media',
  MediaName: 'DataTraveler 3.0',
  ParentWholeDisk: 'disk4',
  Removable: true,
  RemovableMedia: true,
  RemovableMediaOrExternalDevice: true,
  Size: 30979129344,
  VirtualOrPhysical: 'Physical',
  WholeDisk: true,
  WritableMedia: true,
};

const volumeInfo = {
  BusProtocol: 'USB',
  DeviceIdentifier: 'disk4s2',
  Encryption: false,
  FileVault: false,
  FilesystemType: 'exfat',
  FreeSpace: 30000000000,
  Internal: false,
  MountPoint: '/Volumes/KEYS',
  ParentWholeDisk: 'disk4',
  RemovableMediaOrExternalDevice: true,
  Size: 30768365568,
  WritableMedia: true,
  WritableVolume: true,
};

const efi = { Content: 'EFI', DeviceIdentifier: 'disk4s1', Size: 209715200, VolumeName: 'EFI' };
const plainDisk = {
  Content: 'GUID_partition_scheme',
  DeviceIdentifier: 'disk4',
  Partitions: [
    efi,
    {
      Content: 'Microsoft Basic Data',
      DeviceIdentifier: 'disk4s2',
      MountPoint: '/Volumes/KEYS',
      VolumeName: 'KEYS',
    },
  ],
};
const apfsDisks = [
  {
    ...plainDisk,
    Partitions: [efi, { Content: 'Apple_APFS', DeviceIdentifier: 'disk4s2', Size: 30768365568 }],
  },
  {
    APFSPhysicalStores: [{ DeviceIdentifier: 'disk4s2' }],
    APFSVolumes: [{ DeviceIdentifier: 'disk5s1', MountPoint: '/Volumes/KEYS', VolumeName: 'KEYS' }],
    Content: 'EF57347C-0000-11AA-AA11-00306543ECAC',
    DeviceIdentifier: 'disk5',
    Partitions: [],
  },
];

const container = (more: object) => ({
  Containers: [
    {
      ContainerReference: 'disk5',
      CapacityFree: 30000000000,
      PhysicalStores: [{ DeviceIdentifier: 'disk4s2', Size: 30768365568 }],
      Volumes: [{ DeviceIdentifier: 'disk5s1', Name: 'KEYS', Roles: [], CryptoMigrationOn: false, ...more }],
    },
  ],
});

/** What a Mac with disks beside its own would answer. */
function mac(disks: readonly object[], infos: readonly { DeviceIdentifier: string }[], apfs: unknown = null) {
  const list = { ...laptop, AllDisksAndPartitions: [...laptop.AllDisksAndPartitions, ...disks] };
  const asked: string[] = [];
  const ask = ([verb, operand]: readonly string[]) => {
    asked.push(`${verb} ${operand ?? ''}`.trim());
    if (verb === 'list') return list;
    if (verb === 'apfs') return apfs;
    return [laptopInfo, stickInfo, ...infos].find((one) => one.DeviceIdentifier === operand) ?? null;
  };
  return { volumes: () => readDiskutil(ask), asked };
}

describe('what diskutil says', () => {
  it('a plain stick: mounted, without encryption, as the registry names it; the hidden partition is none', () => {
    expect(mac([plainDisk], [volumeInfo]).volumes()).toEqual([
      {
        device: 'disk4s2',
        physicalDevice: 'disk4',
        vendor: 'Kingston',
        model: 'DataTraveler 3.0',
        serial: null,
        size: 30768365568,
        free: 30000000000,
        fileSystem: 'exfat',
        mountPoint: '/Volumes/KEYS',
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

  it('the own disk is no stick, and none of its volumes is asked about', () => {
    const { volumes, asked } = mac([], []);
    expect(volumes()).toEqual([]);
    expect(asked).toEqual(['list', 'apfs list', 'info disk0']);
  });

  const apfsInfo = { ...volumeInfo, DeviceIdentifier: 'disk5s1', FilesystemType: 'apfs', BusProtocol: 'USB' };
  it.each<[string, object, object, object]>([
    ['encrypted and open', { Encryption: true, FileVault: true, Locked: false }, {}, { encryption: 'apfs' }],
    [
      'encrypted and locked',
      { Encryption: true, FileVault: true, Locked: true },
      { MountPoint: '' },
      { encryption: 'apfs', isLocked: true, fileSystem: null },
    ],
    ['plain', { Encryption: false, FileVault: false, Locked: false }, {}, { encryption: 'none' }],
  ])('APFS, %s, lies on the stick below its container', (_, crypto, facts, expected) => {
    const { volumes } = mac(apfsDisks, [{ ...apfsInfo, ...facts }], container(crypto));
    const free = { physicalDevice: 'disk4', vendor: 'Kingston', isLocked: false, fileSystem: 'apfs' };
    expect(volumes()).toEqual([expect.objectContaining({ ...free, device: 'disk5s1', ...expected })]);
  });

  it('APFS of which nothing is told may be encrypted or not', () => {
    const { Encryption: _, FileVault: __, ...silent } = apfsInfo;
    expect(mac(apfsDisks, [silent]).volumes()).toMatchObject([{ encryption: null }]);
  });

  it.each<[string, object, string | null]>([
    ['CoreStorage', { FilesystemType: 'hfs', CoreStorageEncrypted: true }, 'other'],
    ['a disk image, which may be of VeraCrypt', { FilesystemType: 'msdos', BusProtocol: 'Disk Image' }, null],
  ])('%s', (_, facts, encryption) => {
    expect(mac([plainDisk], [{ ...volumeInfo, ...facts }]).volumes()).toMatchObject([{ encryption }]);
  });

  it('a system that runs from a stick refuses that stick, through its container too', () => {
    const started = { ...apfsInfo, MountPoint: '/' };
    const live = apfsDisks.map((disk) =>
      disk.DeviceIdentifier === 'disk5' ? { ...disk, APFSVolumes: [{ ...started, Size: 5 }] } : disk,
    );
    const { volumes } = mac(live, [started], container({ Encryption: false }));
    expect(volumes()).toMatchObject([{ device: 'disk5s1', isSystem: true }]);
  });

  it('what is pulled while it is asked about is not there', () => {
    expect(mac([plainDisk], []).volumes()).toEqual([]);
  });

  it('a stick without a partition table is a volume itself', () => {
    const whole = { Content: 'None', DeviceIdentifier: 'disk4', MountPoint: '/Volumes/OLD' };
    const told = { ...stickInfo, FilesystemType: 'msdos', MountPoint: '/Volumes/OLD', FreeSpace: 5 };
    const ask = ([verb]: readonly string[]) =>
      verb === 'list' ? { AllDisksAndPartitions: [whole] } : verb === 'info' ? told : null;
    expect(readDiskutil(ask)).toMatchObject([{ device: 'disk4', fileSystem: 'vfat', encryption: 'none' }]);
  });

  it('no answer is none, not a failure', () => {
    expect(readDiskutil(() => null)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['text', 'disk0'],
    ['a list of something else', { AllDisksAndPartitions: [1] }],
    ['a name that could be an option', { AllDisksAndPartitions: [{ DeviceIdentifier: '-all' }] }],
    ['a name that leads elsewhere', { AllDisksAndPartitions: [{ DeviceIdentifier: '/Volumes/x' }] }],
    [
      'disks without end',
      {
        AllDisksAndPartitions: Array.from({ length: 300 }, (_, at) => ({ DeviceIdentifier: `disk${at}` })),
      },
    ],
  ])('%s is refused, in words', (_, answer) => {
    const ask = ([verb]: readonly string[]) => (verb === 'list' ? answer : null);
    expect(refusal(() => readDiskutil(ask))).toMatchObject({ code: 'file-failed' });
  });

  it('a name without end is refused', () => {
    const endless = { ...volumeInfo, FilesystemType: 'x'.repeat(1e5) };
    expect(refusal(mac([plainDisk], [endless]).volumes)).toMatchObject({ code: 'file-failed' });
  });
});

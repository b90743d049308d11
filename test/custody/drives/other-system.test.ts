import { readDiskutil } from '@quorate/custody/drives/diskutil';
import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive } from '@quorate/custody/drives/judge';
import type { FoundVolume } from '@quorate/custody/drives/lsblk';
import { otherDrive } from '@quorate/custody/drives/other-system';
import { parsePowershell } from '@quorate/custody/drives/powershell';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import { expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

// What lies at a place, by what systems nobody has tried answer: written by hand after published outputs.

const stick = {
  DeviceIdentifier: 'disk4',
  MediaName: 'DataTraveler 3.0',
  IORegistryEntryName: 'Kingston DataTraveler 3.0 Media',
  BusProtocol: 'USB',
  RemovableMediaOrExternalDevice: true,
  Size: 30979129344,
  FilesystemType: 'exfat',
  MountPoint: '/Volumes/KEYS',
  WritableMedia: true,
  WritableVolume: true,
};
const mac = readDiskutil(([verb, device]) => {
  if (verb === 'list') return { AllDisksAndPartitions: [{ DeviceIdentifier: 'disk4', Content: 'None' }] };
  return verb === 'info' && device === 'disk4' ? stick : null;
});

const volume = '\\\\?\\Volume{22222222-0000-0000-0000-100000000000}\\';
const disk = { Number: 2, Manufacturer: 'Kingston', Model: 'DataTraveler 3.0', SerialNumber: '60A44C' };
const windows = parsePowershell(
  JSON.stringify({
    disks: [{ ...disk, BusType: 7, IsBoot: false, IsSystem: false, IsReadOnly: false }],
    partitions: [
      {
        DiskNumber: 2,
        AccessPaths: ['E:\\', volume],
        Size: 30_979_129_344,
        IsBoot: false,
        IsSystem: false,
        IsReadOnly: false,
      },
    ],
    volumes: [{ Path: volume, FileSystem: 'exFAT', Size: 30_900_000_000, SizeRemaining: 30_000_000_000 }],
    drives: [],
    logical: [
      { DeviceID: 'E:', DriveType: 2, FileSystem: 'exFAT', Size: 30_900_000_000, FreeSpace: 30_000_000_000 },
      { DeviceID: 'Z:', DriveType: 4, FileSystem: 'NTFS', Size: 4e12, FreeSpace: 1e12 },
    ],
    bitlocker: null,
    shown: [{ Path: 'E:\\', Protection: 2 }],
  }),
);

const own = { size: 31e9, free: 30e9, isWritable: true, ceremonyFolders: [] };
/** A drive as it is judged: what the system says, and what its file system does. */
const at = (place: string, volumes: readonly FoundVolume[] | null, platform: string): Drive => ({
  ...otherDrive(place, volumes, platform),
  ...own,
  mountPoint: place,
});
const need = { bytes: 1e6, isRehearsal: false, chosen: [] };
const ids = (drive: Drive) => judgeDrive(drive, need).map(({ id }) => id);

it.each<[string, FoundVolume[] | null, string, string, string]>([
  ['darwin', mac, '/Volumes/KEYS', '/Volumes/share', '/Users/ada/share'],
  ['win32', windows, 'e:\\', 'Z:\\', 'C:\\Users\\Ada'],
  ['win32', windows, 'E:\\', '\\\\server\\share\\', 'Z:\\share'],
])(
  '%s: what it lists is a stick, another place of volumes is refused, a folder is a folder',
  (platform, volumes, listed, share, folder) => {
    const known = at(listed, volumes, platform);
    expect(known).toMatchObject({ isFolder: false, model: 'DataTraveler 3.0', notYetTried: true });
    expect(ids(known)).toEqual(['loses-modes', 'not-encrypted', 'not-yet-tried']);

    const unlisted = at(share, volumes, platform);
    expect(unlisted).toMatchObject({ isUnlisted: true, notYetTried: true });
    expect(refusal(() => refuseUnfit(unlisted, need, { kind: 'hardware' }))).toMatchObject({
      code: 'stick-unfit',
      message: `${share} is no volume of a stick that this system knows: it may lie on another machine`,
      hint: expect.stringMatching(/^choose the stick's own volume/),
    });

    expect(at(folder, volumes, platform)).toMatchObject({ isFolder: true, notYetTried: true });
    expect(ids(at(folder, volumes, platform))).toEqual(['folder']);
  },
);

it.each([
  ['darwin', '/Volumes/KEYS'],
  ['win32', 'E:\\'],
])(
  '%s, which does not answer: its place alone tells that it is a volume, and a person is told so',
  (platform, place) => {
    expect(at(place, null, platform)).toMatchObject({ isFolder: false, encryption: null });
    expect(ids(at(place, null, platform))).toEqual([
      'not-removable',
      'unknown-file-system',
      'encryption-unknown',
      'not-yet-tried',
    ]);
  },
);

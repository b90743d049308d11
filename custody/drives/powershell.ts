import { QuorateError } from '@quorate/crypto-core/errors';
import * as v from 'valibot';
import type { Encryption, FileSystem } from './drive.ts';
import type { FoundVolume } from './lsblk.ts';

/**
 * What Windows PowerShell 5.1 is asked: disks, partitions and volumes of the storage management classes (MSFT_Disk,
 * MSFT_Partition, MSFT_Volume), the serial that stands in a USB disk's device name (Win32_DiskDrive), and what has
 * a letter (Win32_LogicalDisk), without network shares, which may take minutes to answer. BitLocker tells
 * administrators through Win32_EncryptableVolume, and everybody through the property that Explorer shows. No double
 * quotes: they would not reach it.
 */
export const powershellScript = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$storage = 'root/Microsoft/Windows/Storage'
$disks = @(Get-CimInstance -Namespace $storage -ClassName MSFT_Disk |
  Select-Object Number, Manufacturer, Model, SerialNumber, BusType, IsBoot, IsSystem, IsReadOnly)
$partitions = @(Get-CimInstance -Namespace $storage -ClassName MSFT_Partition |
  Select-Object DiskNumber, AccessPaths, Size, IsBoot, IsSystem, IsReadOnly)
$volumes = @(Get-CimInstance -Namespace $storage -ClassName MSFT_Volume |
  Select-Object Path, FileSystem, Size, SizeRemaining)
$drives = @(Get-CimInstance -ClassName Win32_DiskDrive | Select-Object Index, MediaType, PNPDeviceID)
$logical = @(Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType = 2 OR DriveType = 3' |
  Select-Object DeviceID, DriveType, FileSystem, Size, FreeSpace)
$bitlocker = $null
try {
  $bitlocker = @(Get-CimInstance -Namespace root/CIMV2/Security/MicrosoftVolumeEncryption -ClassName Win32_EncryptableVolume |
    Select-Object DeviceID, ProtectionStatus)
} catch { }
$shown = @()
try {
  $shell = New-Object -ComObject Shell.Application
  $shown = @($partitions | ForEach-Object { $_.AccessPaths } | Where-Object { $_ -match '^[A-Z]:\\\\$' } | ForEach-Object {
    New-Object PSObject -Property @{
      Path = $_; Protection = $shell.NameSpace($_).Self.ExtendedProperty('System.Volume.BitLockerProtection')
    }
  })
} catch { }
ConvertTo-Json -Compress -Depth 4 -InputObject @{
  disks = $disks; partitions = $partitions; volumes = $volumes; drives = $drives; logical = $logical
  bitlocker = $bitlocker; shown = $shown
}
`;

const text = v.nullable(v.pipe(v.string(), v.maxLength(400)));
const path = v.pipe(v.string(), v.maxLength(4096));
const count = v.nullable(v.pipe(v.number(), v.minValue(0)));
const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const flag = v.nullable(v.boolean());
const some = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.maxLength(512));

const shape = v.object({
  disks: some(
    v.object({
      Number: number,
      Manufacturer: text,
      Model: text,
      SerialNumber: text,
      BusType: number,
      IsBoot: flag,
      IsSystem: flag,
      IsReadOnly: flag,
    }),
  ),
  partitions: some(
    v.object({
      DiskNumber: number,
      AccessPaths: v.nullable(some(path)),
      Size: count,
      IsBoot: flag,
      IsSystem: flag,
      IsReadOnly: flag,
    }),
  ),
  volumes: some(v.object({ Path: path, FileSystem: text, Size: count, SizeRemaining: count })),
  drives: some(v.object({ Index: number, MediaType: text, PNPDeviceID: text })),
  logical: some(
    v.object({ DeviceID: path, DriveType: number, FileSystem: text, Size: count, FreeSpace: count }),
  ),
  bitlocker: v.nullable(some(v.object({ DeviceID: path, ProtectionStatus: number }))),
  shown: some(v.object({ Path: path, Protection: v.nullable(number) })),
});

type Answer = v.InferOutput<typeof shape>;
type Disk = Answer['disks'][number];

/** Bus types of MSFT_Disk that a person can pull something from: 1394, USB, SD, MMC. */
const outside: ReadonlySet<number> = new Set([4, 7, 12, 13]);

/**
 * Reads what {@link powershellScript} prints. Not yet tried on Windows: written after its documentation and published
 * outputs. A VeraCrypt volume is on no disk that Windows knows: it is among them as a volume of nobody knows what.
 * @param output UTF-8
 * @throws `file-failed` when it is something else
 */
export function parsePowershell(output: string): FoundVolume[] {
  const answer = read(output);
  const disks = new Map(answer.disks.map((disk) => [disk.Number, disk]));
  const system = new Set([
    ...answer.disks.filter(isOfSystem).map((disk) => disk.Number),
    ...answer.partitions.filter(isOfSystem).map(({ DiskNumber }) => DiskNumber),
  ]);
  const onDisks = answer.partitions.flatMap((partition): FoundVolume[] => {
    const disk = disks.get(partition.DiskNumber);
    const paths = partition.AccessPaths ?? [];
    // A name that lasts: `\\?\Volume{…}\`. Partitions without are Windows' own.
    const lasting = paths.find((name) => name.startsWith('\\\\?\\'));
    const volume = answer.volumes.find(({ Path }) => Path === lasting);
    if (disk === undefined || volume === undefined) return [];
    const mountPoint = paths.filter((name) => !name.startsWith('\\\\?\\')).sort(byLength)[0] ?? null;
    const protection = protectionOf(volume.Path, mountPoint, answer);
    return [
      {
        device: mountPoint ?? volume.Path,
        physicalDevice: `PhysicalDrive${disk.Number}`,
        vendor: said(disk.Manufacturer),
        model: said(disk.Model),
        serial: serialOf(disk, answer),
        size: volume.Size === null || volume.Size === 0 ? (partition.Size ?? 0) : volume.Size,
        free: volume.SizeRemaining ?? 0,
        fileSystem: protection.isLocked ? null : fileSystem(volume.FileSystem),
        mountPoint: protection.isLocked ? null : mountPoint,
        isSystem: system.has(disk.Number),
        isRemovable: outside.has(disk.BusType) || isCalledRemovable(disk, answer),
        isReadOnly: disk.IsReadOnly === true || partition.IsReadOnly === true,
        encryption: protection.encryption,
        isFolder: false,
        isLocked: protection.isLocked,
        notYetTried: true,
      },
    ];
  });
  return [...onDisks, ...lettersWithoutDisk(answer)];
}

/** Drive types of Win32_LogicalDisk that lie in this machine: removable, local. A network share is 4. */
const local: ReadonlySet<number> = new Set([2, 3]);

/**
 * Volumes of drivers that decrypt by themselves; folders that were given a letter look the same. The empty slot of a
 * card reader has a letter and no size.
 */
function lettersWithoutDisk({ logical, partitions }: Answer): FoundVolume[] {
  const ofDisks = new Set(partitions.flatMap(({ AccessPaths }) => AccessPaths ?? []));
  return logical
    .map((one) => ({ ...one, place: `${one.DeviceID}\\` }))
    .filter(({ place }) => /^[A-Z]:\\$/.test(place) && !ofDisks.has(place))
    .filter(({ DriveType, Size }) => local.has(DriveType) && Size !== null && Size > 0)
    .map(({ place, DriveType, FileSystem, Size, FreeSpace }) => ({
      device: place,
      physicalDevice: null,
      vendor: null,
      model: null,
      serial: null,
      size: Size ?? 0,
      free: FreeSpace ?? 0,
      fileSystem: fileSystem(FileSystem),
      mountPoint: place,
      // Where we ask from; its disk may be one that is made of others, and not told of.
      isSystem: place === 'C:\\',
      isRemovable: DriveType === 2,
      isReadOnly: false,
      encryption: null,
      isFolder: false,
      isLocked: false,
      notYetTried: true,
    }));
}

function read(output: string): Answer {
  let answer: unknown = null;
  try {
    // A byte order mark, if the console wrote one all the same.
    answer = JSON.parse(output.replace(/^\ufeff/, ''));
  } catch {
    // Refused below, with all else that has another shape.
  }
  const parsed = v.safeParse(shape, answer);
  if (parsed.success) return parsed.output;
  throw new QuorateError(
    'file-failed',
    'what Windows says of the drives cannot be read',
    'choose where the stick is mounted',
  );
}

function isOfSystem({ IsBoot, IsSystem }: { IsBoot: boolean | null; IsSystem: boolean | null }): boolean {
  return IsBoot === true || IsSystem === true;
}

/** `External hard disk media`, `Removable Media`. */
function isCalledRemovable(disk: Disk, { drives }: Answer): boolean {
  return /removable|external/i.test(drives.find(({ Index }) => Index === disk.Number)?.MediaType ?? '');
}

/**
 * The device name of a USB disk ends in its serial, `USBSTOR\DISK&VEN_…\<serial>&0`, where it has one: otherwise Windows
 * makes something up, with `&` as the second character.
 */
function serialOf(disk: Disk, { drives }: Answer): string | null {
  const name = drives.find(({ Index }) => Index === disk.Number)?.PNPDeviceID ?? '';
  const last = /^USBSTOR\\[^\\]+\\(?<serial>[^\\]+)&\d+$/i.exec(name)?.groups?.['serial'];
  if (last !== undefined && last[1] !== '&') return last;
  return name.startsWith('USBSTOR\\') && last !== undefined ? null : said(disk.SerialNumber);
}

/**
 * Protected, and locked, as BitLocker tells. While it encrypts, decrypts or is suspended, whoever finds the stick can
 * read it: that is not encrypted.
 */
function protectionOf(
  volume: string,
  mountPoint: string | null,
  { bitlocker, shown }: Answer,
): { encryption: Encryption | null; isLocked: boolean } {
  const status = bitlocker?.find(({ DeviceID }) => DeviceID === volume)?.ProtectionStatus;
  if (status !== undefined)
    return { encryption: status === 0 ? 'none' : 'bitlocker', isLocked: status === 2 };
  const property = shown.find(({ Path }) => Path === mountPoint)?.Protection ?? null;
  if (property === null || property < 1 || property > 6) return { encryption: null, isLocked: false };
  return { encryption: [1, 6].includes(property) ? 'bitlocker' : 'none', isLocked: property === 6 };
}

const fileSystems: Readonly<Record<string, FileSystem>> = {
  ntfs: 'ntfs',
  exfat: 'exfat',
  fat: 'vfat',
  fat32: 'vfat',
};

function fileSystem(name: string | null): FileSystem | null {
  const known = said(name)?.toLowerCase();
  if (known === undefined) return null;
  return Object.hasOwn(fileSystems, known) ? (fileSystems[known] as FileSystem) : 'other';
}

/** `E:\` before a folder that it is mounted at too. */
function byLength(one: string, other: string): number {
  return one.length - other.length;
}

function said(words: string | null): string | null {
  const trimmed = words?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

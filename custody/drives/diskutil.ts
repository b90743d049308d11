import { QuorateError } from '@quorate/crypto-core/errors';
import * as v from 'valibot';
import type { Encryption, FileSystem } from './drive.ts';
import { fileSystemOf } from './file-system.ts';
import type { FoundVolume } from './lsblk.ts';

/**
 * Asks `diskutil` (diskutil(8), macOS 10.13 and newer) and gives the property list that it prints as JSON.
 * @param args without `-plist`; null where it does not answer, as for what was pulled a moment ago
 */
export type AskDiskutil = (args: readonly string[]) => unknown;

const text = v.optional(v.pipe(v.string(), v.maxLength(200)));
const path = v.optional(v.pipe(v.string(), v.maxLength(4096)));
const count = v.optional(v.pipe(v.number(), v.minValue(0)));
const flag = v.optional(v.boolean());
/** Given back to diskutil as an operand. */
const identifier = v.pipe(v.string(), v.regex(/^disk\d{1,5}(s\d{1,5}){0,3}$/));

const part = v.object({ DeviceIdentifier: identifier, Content: text, MountPoint: path });
const parts = v.optional(v.pipe(v.array(part), v.maxLength(128)), []);
const list = v.object({
  AllDisksAndPartitions: v.pipe(
    v.array(
      v.object({
        ...part.entries,
        Partitions: parts,
        APFSVolumes: parts,
        APFSPhysicalStores: v.optional(v.array(v.object({ DeviceIdentifier: identifier })), []),
      }),
    ),
    v.maxLength(256),
  ),
});

const apfs = v.object({
  Containers: v.pipe(
    v.array(
      v.object({
        Volumes: v.pipe(
          v.array(
            v.object({ DeviceIdentifier: identifier, Encryption: flag, FileVault: flag, Locked: flag }),
          ),
          v.maxLength(128),
        ),
      }),
    ),
    v.maxLength(256),
  ),
});

const info = v.object({
  DeviceIdentifier: identifier,
  MediaName: text,
  IORegistryEntryName: text,
  BusProtocol: text,
  RemovableMediaOrExternalDevice: flag,
  Size: count,
  FreeSpace: count,
  APFSContainerFree: count,
  FilesystemType: text,
  MountPoint: path,
  WritableMedia: flag,
  WritableVolume: flag,
  Encryption: flag,
  FileVault: flag,
  CoreStorageEncrypted: flag,
  Locked: flag,
});

type Disk = v.InferOutput<typeof list>['AllDisksAndPartitions'][number];
type Part = v.InferOutput<typeof part>;
type Info = v.InferOutput<typeof info>;
type ApfsVolume = v.InferOutput<typeof apfs>['Containers'][number]['Volumes'][number];

/** What holds volumes, or nothing that a person put there. */
const notVolumes = /^(EFI|Apple_(APFS.*|CoreStorage|Boot|partition_map|KFS)|Microsoft Reserved)$/;

/**
 * Reads the volumes that could be sticks, and those of the system's own disks, as far as `diskutil` tells. Serial
 * numbers it does not tell. Not yet tried on macOS: written after its manual and published outputs.
 * @returns null where it does not answer at all
 * @throws `file-failed` when it answers with something else
 */
export function readDiskutil(ask: AskDiskutil): FoundVolume[] | null {
  const listed = ask(['list']);
  if (listed === null) return null;
  const { AllDisksAndPartitions: disks } = read(list, listed);
  const crypto = new Map(
    apfsVolumes(ask(['apfs', 'list'])).map((volume) => [volume.DeviceIdentifier, volume]),
  );
  const system = new Set(disks.filter(holdsSystem).flatMap(physicalOf));
  const asked = new Map<string, Info | null>();
  const about = (id: string): Info | null => {
    const known = asked.get(id) ?? answered(ask(['info', id]));
    asked.set(id, known);
    return known;
  };
  return disks.flatMap((disk) => {
    const [physical] = physicalOf(disk);
    const whole = physical === undefined ? null : about(physical);
    if (physical === undefined || whole?.RemovableMediaOrExternalDevice !== true) return [];
    const isSystem = physicalOf(disk).some((id) => system.has(id));
    return volumesOf(disk).flatMap((volume) => {
      const facts = about(volume.DeviceIdentifier);
      const found = facts === null ? null : described(volume, facts, crypto.get(volume.DeviceIdentifier));
      return found === null ? [] : [{ ...found, ...named(whole), physicalDevice: physical, isSystem }];
    });
  });
}

function answered(answer: unknown): Info | null {
  return answer === null ? null : read(info, answer);
}

function apfsVolumes(answer: unknown): ApfsVolume[] {
  return answer === null ? [] : read(apfs, answer).Containers.flatMap(({ Volumes }) => Volumes);
}

function read<S extends v.GenericSchema>(schema: S, answer: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, answer);
  if (parsed.success) return parsed.output;
  throw new QuorateError(
    'file-failed',
    'what diskutil says of the drives cannot be read',
    'choose where the stick is mounted',
  );
}

/** The disks that a person could take out: an APFS container is a disk of its own, made of others. */
function physicalOf({ DeviceIdentifier, APFSPhysicalStores }: Disk): string[] {
  const ids = APFSPhysicalStores.map((store) => store.DeviceIdentifier);
  return (ids.length === 0 ? [DeviceIdentifier] : ids).map((id) => id.replace(/(?<=\d)s\d.*$/, ''));
}

function volumesOf(disk: Disk): readonly Part[] {
  if (disk.APFSPhysicalStores.length > 0) return disk.APFSVolumes;
  if (disk.Partitions.length === 0) return [disk];
  return disk.Partitions.filter(({ Content }) => !notVolumes.test(Content ?? ''));
}

function holdsSystem(disk: Disk): boolean {
  return [disk, ...disk.Partitions, ...disk.APFSVolumes].some(({ MountPoint }) =>
    /^\/$|^\/System\/Volumes\/|^\/private\/var\/vm$/.test(MountPoint ?? ''),
  );
}

type OfVolume = Omit<FoundVolume, 'physicalDevice' | 'vendor' | 'model' | 'isSystem'>;

function described(volume: Part, facts: Info, crypto: ApfsVolume | undefined): OfVolume {
  const mountPoint = said(facts.MountPoint) ?? said(volume.MountPoint);
  const isLocked = crypto?.Locked ?? facts.Locked ?? false;
  return {
    device: volume.DeviceIdentifier,
    serial: null,
    size: facts.Size ?? 0,
    free: facts.APFSContainerFree ?? facts.FreeSpace ?? 0,
    fileSystem: isLocked ? null : fileSystem(facts.FilesystemType),
    mountPoint,
    isRemovable: true,
    isReadOnly: facts.WritableMedia === false || (mountPoint !== null && facts.WritableVolume === false),
    encryption: encryption(facts, crypto),
    isFolder: false,
    isLocked,
    notYetTried: true,
  };
}

/** Below a disk image lies what nobody tells: VeraCrypt's volumes come as such, and plain ones. */
function encryption(facts: Info, crypto: ApfsVolume | undefined): Encryption | null {
  if (facts.BusProtocol === 'Disk Image') return null;
  const isApfs = crypto !== undefined || facts.FilesystemType === 'apfs';
  const told = [crypto?.Encryption, crypto?.FileVault, facts.Encryption, facts.FileVault];
  if (told.includes(true)) return isApfs ? 'apfs' : 'other';
  if (facts.CoreStorageEncrypted === true) return 'other';
  return isApfs && told.every((word) => word === undefined) ? null : 'none';
}

function fileSystem(type: string | undefined): FileSystem | null {
  const name = said(type);
  if (name === null) return null;
  return name === 'hfs' ? 'hfsplus' : name === 'apfs' ? 'apfs' : fileSystemOf(name);
}

/** The registry's name of a medium is `<vendor> <model> Media`. */
function named({ MediaName, IORegistryEntryName }: Info): Pick<FoundVolume, 'vendor' | 'model'> {
  const model = said(MediaName);
  const end = ` ${model} Media`;
  const entry = IORegistryEntryName?.trim() ?? '';
  return { model, vendor: model !== null && entry.endsWith(end) ? said(entry.slice(0, -end.length)) : null };
}

function said(words: string | undefined): string | null {
  const trimmed = words?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

import type { Drive } from './drive.ts';
import { compareSticks, mayBeSameStick, type PhysicalStick } from './same-stick.ts';
import { quoted } from './shell-word.ts';

/** What speaks against using a drive as a stick. */
export interface Objection {
  readonly id: ObjectionId;
  /** `refuse`: it will not be written. `declare`: not without a word of its own. `warn`: a person must say yes. */
  readonly severity: 'refuse' | 'declare' | 'warn';
  /** A sentence that names the drive, without its full stop. */
  readonly message: string;
  readonly remedy: string;
}

/** Names of the objections. */
export type ObjectionId =
  | 'not-mounted'
  | 'system'
  | 'network'
  | 'unlisted'
  | 'import-stick'
  | 'bad-stick'
  | 'folder'
  | 'read-only'
  | 'not-writable'
  | 'card-reader'
  | 'too-small'
  | 'not-removable'
  | 'same-stick'
  | 'loses-modes'
  | 'unknown-file-system'
  | 'not-encrypted'
  | 'encryption-unknown'
  | 'holds-ceremony'
  | 'not-yet-tried';

/** What a drive is judged for. */
export interface Need {
  /** Bytes the ceremony folder takes. */
  readonly bytes: number;
  /** Only a rehearsal takes a folder for a stick. */
  readonly isRehearsal: boolean;
  /** The sticks that were chosen before, or that hold a copy already. */
  readonly chosen: readonly PhysicalStick[];
  /** Sticks and disks that the key files came from. */
  readonly imported?: readonly PhysicalStick[];
  /** Sticks that gave back other bytes than were written to them, in this ceremony. */
  readonly bad?: readonly PhysicalStick[];
  /** Name of the folder that is written: what an earlier try left of it is no other ceremony. */
  readonly own?: string;
}

type Predicate = (drive: Drive, need: Need) => Omit<Objection, 'id'> | null;

/** A folder takes a little more than its files: directories, journal of the file system, records to come. */
const roomForRecords = 4 * 1024 * 1024;

const refuse = (message: string, remedy: string) => ({ severity: 'refuse' as const, message, remedy });
const declare = (message: string, remedy: string) => ({ severity: 'declare' as const, message, remedy });
const warn = (message: string, remedy: string) => ({ severity: 'warn' as const, message, remedy });

const withModes: ReadonlySet<string | null> = new Set(['ext4', 'xfs', 'btrfs', 'apfs', 'hfsplus', 'tmpfs']);
const withoutModes: ReadonlySet<string | null> = new Set(['exfat', 'vfat', 'ntfs']);

/** One predicate an objection, in the order in which they are told. */
const predicates: readonly (readonly [ObjectionId, Predicate])[] = [
  [
    'not-mounted',
    ({ device, mountPoint }) =>
      mountPoint === null ? refuse(`${device} is not mounted`, 'unlock and mount it first') : null,
  ],
  [
    'system',
    (drive) =>
      drive.isSystem
        ? refuse(`${nameOf(drive)} is this computer's own disk`, 'plug in a stick and choose that')
        : null,
  ],
  [
    'network',
    (drive) =>
      drive.fileSystem === 'network'
        ? refuse(`${nameOf(drive)} is on another machine`, 'a stick is plugged in here: choose that')
        : null,
  ],
  [
    'unlisted',
    (drive) =>
      drive.isUnlisted === true
        ? refuse(
            `${nameOf(drive)} is no volume of a stick that this system knows: it may lie on another machine`,
            "choose the stick's own volume; if it was plugged in this moment, wait a little and choose it again",
          )
        : null,
  ],
  [
    'import-stick',
    (drive, { imported = [] }) =>
      imported.some((stick) => mayBeSameStick(drive, stick)) && !drive.isSystem
        ? refuse(
            `${nameOf(drive)} is the stick the key files came from`,
            'take it out: the keys lie on it in the clear. Plug in another',
          )
        : null,
  ],
  [
    'bad-stick',
    (drive, { bad = [] }) =>
      bad.some((stick) => mayBeSameStick(drive, stick))
        ? refuse(
            `${nameOf(drive)} failed in this ceremony: it cannot be trusted to keep what is written`,
            'mark it bad, put it aside to be destroyed, and take another',
          )
        : null,
  ],
  [
    'folder',
    (drive, { isRehearsal }) =>
      drive.isFolder && drive.isUnlisted !== true && !isRehearsal
        ? refuse(
            `no stick is mounted at ${drive.device}: it is a folder of this computer`,
            'mount the stick there, or give the place where it is mounted; folders stand for sticks only in a rehearsal',
          )
        : null,
  ],
  [
    'read-only',
    (drive) =>
      drive.isReadOnly
        ? refuse(`${nameOf(drive)} is read-only`, 'look for a switch on the stick, or mount it for writing')
        : null,
  ],
  [
    'not-writable',
    (drive) =>
      drive.isWritable || drive.isReadOnly || drive.mountPoint === null
        ? null
        : refuse(
            `this user may not write to ${nameOf(drive)}`,
            `let every user make files at its root, as root: chmod 1777 -- ${quoted(drive.mountPoint)}`,
          ),
  ],
  [
    'card-reader',
    (drive) =>
      isCardReader(drive)
        ? warn(
            `${nameOf(drive)} is a card in a reader`,
            'cards are lost and worn out sooner than sticks, and the serial number is that of the reader',
          )
        : null,
  ],
  [
    'too-small',
    (drive, { bytes }) =>
      drive.free < bytes + roomForRecords
        ? refuse(
            `${nameOf(drive)} has ${megabytes(drive.free)} free, and ${megabytes(bytes + roomForRecords)} are needed`,
            'take an empty stick; what a probe that was cut short left there, quorate stick probe takes away',
          )
        : null,
  ],
  [
    'not-removable',
    (drive) =>
      drive.isRemovable || drive.isFolder || drive.isSystem
        ? null
        : warn(
            `${nameOf(drive)} does not say that it can be taken out`,
            'be sure that it is a stick, and not a disk',
          ),
  ],
  [
    'same-stick',
    (drive, { chosen }) => {
      for (const other of chosen) {
        const sameness = compareSticks(drive, other);
        if (sameness === 'same') {
          return refuse(
            `${nameOf(drive)} and ${nameOf(other)} are one physical stick`,
            'two copies on one stick are one copy: take another stick',
          );
        }
        if (sameness === 'alike') {
          return refuse(
            `${nameOf(drive)} has the model and serial of a stick that was written: nobody could tell them apart`,
            'take another stick; two that say the same of themselves are no good pair',
          );
        }
      }
      return null;
    },
  ],
  [
    'loses-modes',
    (drive) =>
      withoutModes.has(drive.fileSystem)
        ? warn(
            `${nameOf(drive)} has ${drive.fileSystem}, which keeps no owners and modes`,
            'the bundle keeps them for the keys; anybody who mounts the stick can read its folder',
          )
        : null,
  ],
  [
    'unknown-file-system',
    (drive) =>
      drive.isFolder ||
      drive.fileSystem === 'network' ||
      withModes.has(drive.fileSystem) ||
      withoutModes.has(drive.fileSystem)
        ? null
        : warn(
            `${nameOf(drive)} has a file system that is not known here`,
            'ext4 or exFAT can be read on most computers in five years',
          ),
  ],
  [
    'not-encrypted',
    (drive, need) =>
      drive.encryption === 'none' && !drive.isFolder
        ? declared(need)(
            `${nameOf(drive)} is not encrypted`,
            'the bundle is; manifest, journal and RECOVERY.txt can be read by whoever finds the stick. Take an encrypted one (quorate stick prepare), say that it encrypts itself, or say why',
          )
        : null,
  ],
  [
    'encryption-unknown',
    (drive, need) =>
      drive.encryption === null && !drive.isFolder
        ? declared(need)(
            `nobody can tell whether ${nameOf(drive)} is encrypted`,
            'look how it was unlocked; say that it encrypts itself, or what else protects it',
          )
        : null,
  ],
  [
    'holds-ceremony',
    (drive, { own }) => {
      const others = drive.ceremonyFolders.filter((name) => own === undefined || !name.endsWith(own));
      return others.length > 0
        ? warn(
            `${nameOf(drive)} already holds ${listed(others)}`,
            'better an empty stick for each ceremony: whoever finds two sets must guess which is which',
          )
        : null;
    },
  ],
  [
    'not-yet-tried',
    (drive) =>
      drive.notYetTried === true && !drive.isFolder
        ? warn(
            `${nameOf(drive)} was found in a way that is not yet tried on this system`,
            'hold what is said of it against the stick in your hand: name, size, and what is on it',
          )
        : null,
  ],
];

/** All objections against a drive, refusals and warnings, in a fixed order. Pure. */
export function judgeDrive(drive: Drive, need: Need): Objection[] {
  return predicates.flatMap(([id, predicate]) => {
    const objection = predicate(drive, need);
    return objection === null ? [] : [{ id, ...objection }];
  });
}

/** What a ceremony wants a word for, a rehearsal only warns of. */
function declared({ isRehearsal }: Need) {
  return isRehearsal ? warn : declare;
}

/** Readers name themselves after what goes into them; built-in ones have a bus of their own. */
function isCardReader({ vendor, model, physicalDevice }: Drive): boolean {
  const named = `${vendor ?? ''} ${model ?? ''}`;
  return (
    /\b(card ?reader|multi.?card|sd\/mmc|compact ?flash|flash reader)\b/i.test(named) ||
    /^mmcblk\d/.test(physicalDevice ?? '')
  );
}

function nameOf({
  vendor,
  model,
  device,
  isFolder,
}: Pick<Drive, 'vendor' | 'model' | 'device' | 'isFolder'>): string {
  if (isFolder) return device;
  const what = [vendor, model].filter((part) => part !== null && part !== '').join(' ');
  return what === '' ? device : `${what} (${device})`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

/** A stick may hold thousands of folders, to be read by a person. */
const mostListed = 5;

function listed(names: readonly string[]): string {
  const more = names.length - mostListed;
  return `${names.slice(0, mostListed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

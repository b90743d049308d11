import type { ListedDrive } from '@quorate/custody/drives/list';
import { partialPrefix } from '@quorate/custody/files/finish';
import type { DriveView, StickCeremonyView } from '../contract/drives-views.ts';
import { readCeremony } from './read-ceremony.ts';

/** What is known of a stick's ceremonies. */
type Read = Pick<DriveView, 'ceremonies' | 'moreCeremonies' | 'isBeingRead'>;

/** So many of the newest folders of a stick are read. */
const mostFolders = 4;
/** Milliseconds that a stick has for all of them. */
const limit = 5000;
/** A read that does not come back takes one of the four threads of this process along. */
const mostHanging = 3;

/** One reading of a stick; null until it is done. */
interface Reading {
  ceremonies: readonly StickCeremonyView[] | null;
}

type Drive = Pick<ListedDrive, 'device' | 'serial' | 'connection' | 'mountPoint' | 'ceremonyFolders'>;

/**
 * Reads the ceremonies on sticks, one time for each plug, while others watch. A stick that is slow or broken is given
 * up after a while; what it did not tell is null then.
 */
export class StickReader {
  readonly #known = new Map<string, Reading>();
  readonly #changed: () => void;
  readonly #read: typeof readCeremony;
  readonly #limit: number;
  #hanging = 0;

  /**
   * @param changed told when more is known than before
   * @param read another only in tests, and so `milliseconds`
   */
  constructor(changed: () => void, read = readCeremony, milliseconds = limit) {
    this.#changed = changed;
    this.#read = read;
    this.#limit = milliseconds;
  }

  /** What is known of a drive now; begins to read what is not. */
  of(drive: Drive): Read {
    const folders = foldersOf(drive);
    const moreCeremonies = Math.max(0, folders.length - mostFolders);
    const { mountPoint } = drive;
    if (mountPoint === null || folders.length === 0)
      return { ceremonies: [], moreCeremonies: 0, isBeingRead: false };
    const key = keyOf(drive);
    const reading = this.#known.get(key) ?? this.#begin(key, mountPoint, folders.slice(0, mostFolders));
    const { ceremonies } = reading;
    return { ceremonies: ceremonies ?? [], moreCeremonies, isBeingRead: ceremonies === null };
  }

  /** Forgets what was read of drives that are not there any more. */
  keep(drives: readonly Drive[]): void {
    const keys = new Set(drives.map(keyOf));
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
  }

  /** Everything is read anew when it is asked for next. */
  forget(): void {
    // What is being read now may be from before: it is not taken.
    this.#known.clear();
  }

  #begin(key: string, root: string, folders: readonly string[]): Reading {
    const reading: Reading = { ceremonies: null };
    this.#known.set(key, reading);
    void this.#readWithin(root, folders).then((found) => {
      reading.ceremonies = found;
      // Forgotten meanwhile: another reading of the same stick is what counts.
      if (this.#known.get(key) === reading) this.#changed();
    });
    return reading;
  }

  /** Of each folder what it told in time. */
  async #readWithin(root: string, folders: readonly string[]): Promise<StickCeremonyView[]> {
    const found: StickCeremonyView[] = [];
    const missing = () =>
      folders.slice(found.length).map((folder) => ({ folder, told: null, isClosed: false }));
    // One turn later than asked, so that whoever asked has the first answer before the second.
    await Promise.resolve();
    if (this.#hanging >= mostHanging) return missing();

    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.#limit);
    });
    const each = async () => {
      for (const folder of folders) {
        const ceremony = await Promise.race([this.#reading(root, folder), late]);
        if (ceremony === 'late') return;
        found.push(ceremony);
      }
    };
    await each();
    clearTimeout(timer);
    return [...found, ...missing()];
  }

  /** Counts as hanging until it comes back, however late. */
  async #reading(root: string, folder: string): Promise<StickCeremonyView> {
    this.#hanging++;
    try {
      return await this.#read(root, folder);
    } finally {
      this.#hanging--;
    }
  }
}

/** Whole folders, the newest first: their names begin with the day. */
function foldersOf({ ceremonyFolders }: Drive): string[] {
  return ceremonyFolders
    .filter((name) => !name.startsWith(partialPrefix))
    .sort()
    .reverse();
}

function keyOf({ device, serial, connection, mountPoint, ceremonyFolders }: Drive): string {
  return JSON.stringify([device, serial, connection, mountPoint, ceremonyFolders]);
}

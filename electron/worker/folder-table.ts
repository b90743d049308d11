import { QuorateError } from '@quorate/crypto-core/errors';
import { proposeStick } from '@quorate/custody/drill/propose';
import { locateFolder } from '@quorate/custody/folder/locate';
import { readPaperHash } from '@quorate/custody/folder/paper-hash';
import { type CeremonyFolder, readFolder } from '@quorate/custody/folder/read';
import { isSameFolder } from '@quorate/custody/folder/same-folder';
import type { FolderView } from '../contract/folder-views.ts';
import { type Below, below, folderView, recordsOf } from './folder-view.ts';

/** A stick on the table. */
export interface TakenStick {
  /** Counts from 1, in the order in which sticks were taken up; never given twice. */
  readonly number: number;
  readonly folder: CeremonyFolder;
  /** As it was chosen: the stick, or the folder on it. */
  readonly given: string;
  readonly stick: Below;
}

const most = 20;

/** The sticks that were taken up: all of one ceremony. */
export class FolderTable {
  #sticks: readonly TakenStick[] = [];
  #next = 1;
  readonly #takesDamaged: boolean;
  readonly #rehearsalOnly: boolean;

  /**
   * @param takesDamaged also a stick whose SHA256SUMS rotted: to be compared with others, and put right from them
   * @param rehearsalOnly no stick of a real ceremony: this program's surroundings protect nothing
   */
  constructor(takesDamaged = false, rehearsalOnly = false) {
    this.#takesDamaged = takesDamaged;
    this.#rehearsalOnly = rehearsalOnly;
  }

  get sticks(): readonly TakenStick[] {
    return this.#sticks;
  }

  get folders(): CeremonyFolder[] {
    return this.#sticks.map(({ folder }) => folder);
  }

  /**
   * Reads the ceremony's folder of a stick.
   * @param path a ceremony folder, or the folder where a stick is mounted
   * @param folderHash as it was typed from paper, or null
   * @throws `usage-option` for what is no folder hash, `stick-twice`, `folder-hash-differs` for a stick of another
   * ceremony, `rehearsal-only`, and the codes of `locateFolder`
   */
  take(path: string, folderHash: string | null): TakenStick {
    const hash = folderHash === null ? null : paperHash(folderHash);
    if (this.#sticks.length >= most) {
      throw new QuorateError('usage-arguments', `${most} sticks are on the table`, 'put one aside first');
    }
    const place = locateFolder(path);
    const twin = this.#sticks.find(({ folder }) => isSameFolder(folder.path, place));
    if (twin !== undefined) {
      throw new QuorateError('stick-twice', `${place} was taken up already`, 'plug in another stick');
    }
    const folder = readFolder(place, hash);
    if (this.#rehearsalOnly && folder.manifest?.ceremony.purpose !== 'rehearsal') {
      throw new QuorateError(
        'rehearsal-only',
        'this program holds rehearsals on sample keys only',
        'use the desktop app on Electron',
      );
    }
    const other = this.#sticks.find(({ folder: one }) => this.#isOther(one, folder));
    if (other !== undefined) {
      throw new QuorateError(
        'folder-hash-differs',
        `${other.folder.path} and ${place} are not the same: their folder hashes differ`,
        'hold both against a card: one of them was changed, or they are of two ceremonies',
      );
    }
    const taken = { number: this.#next++, folder, given: path, stick: below(place) };
    this.#sticks = [...this.#sticks, taken];
    return taken;
  }

  /** Whether two folders are of two ceremonies; what rotted is held against the others by what can still be read. */
  #isOther(one: CeremonyFolder, next: CeremonyFolder): boolean {
    if (one.folderHash === next.folderHash) return false;
    if (!this.#takesDamaged || [one, next].every(isWhole)) return true;
    const [id, other] = [one.manifest?.ceremony.id, next.manifest?.ceremony.id];
    return id !== undefined && other !== undefined && id !== other;
  }

  /**
   * Reads a stick once more, as after something was written to it.
   * @param paper folder hash from paper, 64 hex digits, where another stick was compared with it
   */
  refresh(number: number, paper: string | null = null): TakenStick {
    const before = this.of(number);
    const { folder } = before;
    const hash = paper ?? (folder.isAuthenticated ? folder.folderHash : null);
    const taken = { ...before, folder: readFolder(folder.path, hash) };
    this.#sticks = this.#sticks.map((stick) => (stick === before ? taken : stick));
    return taken;
  }

  /** Puts a stick aside. */
  drop(number: number): void {
    const dropped = this.of(number);
    this.#sticks = this.#sticks.filter((stick) => stick !== dropped);
  }

  /** @throws `usage-arguments` for a number that no stick on the table has */
  of(number: number): TakenStick {
    const found = this.#sticks.find((stick) => stick.number === number);
    if (found !== undefined) return found;
    throw new QuorateError('usage-arguments', `there is no stick ${number} on the table`, 'choose it again');
  }

  /** Number of the stick that was tested longest ago; null where there is none. */
  get proposed(): number | null {
    if (this.#sticks.length === 0) return null;
    const tested = this.#sticks.map((stick) => ({
      ...stick,
      name: stick.folder.path,
      records: recordsOf(stick.folder),
    }));
    return proposeStick(tested).number;
  }

  views(now: Date): FolderView[] {
    return this.#sticks.map(({ number, folder, stick }) => folderView(number, folder, stick, now));
  }
}

function isWhole({ findings }: CeremonyFolder): boolean {
  return findings.tamperings.length === 0;
}

/** The folder hash as it was typed, 64 hex digits. @throws `usage-option` for what is none */
export function paperHash(typed: string): string {
  const hash = readPaperHash(typed);
  if (hash !== null) return hash;
  throw new QuorateError(
    'usage-option',
    'what was typed is no folder hash: it has 64 digits from 0 to 9 and a to f',
    'it stands in full on every card and on the transcript',
  );
}

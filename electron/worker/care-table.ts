import { QuorateError } from '@quorate/crypto-core/errors';
import { type CeremonyFolder, readFolder } from '@quorate/custody/folder/read';
import { type LeftRecord, leaveOnAll, refuseOtherCeremony } from '@quorate/custody/records/leave-on-all';
import type { Told } from '@quorate/custody/records/leave-record';
import type { LeftRecordView } from '../contract/care-views.ts';
import type { FolderView } from '../contract/folder-views.ts';
import { FolderTable, paperHash, type TakenStick } from './folder-table.ts';
import { hashView } from './folder-view.ts';

/** At least one folder. */
type Folders = readonly [CeremonyFolder, ...CeremonyFolder[]];

/** The sticks whose care is taken, damaged ones included, and the records that are left on them. */
export class CareTable {
  readonly #table = new FolderTable(true);
  /** A folder hash from paper that one of the sticks has, 64 hex digits. It is typed once for all of them. */
  #paper: string | null = null;

  /** Takes a stick up. @param typed the folder hash from paper; null: the one typed before, where there was one */
  take(path: string, typed: string | null): TakenStick {
    return this.#table.take(path, typed ?? this.#paper);
  }

  /**
   * Holds every stick against a folder hash that was typed from paper.
   * @throws `usage-option` for what is none, `folder-hash-differs` where no stick has it: more likely typed wrong
   */
  compareWithPaper(typed: string): void {
    const hash = paperHash(typed);
    if (!this.#table.sticks.some(({ folder }) => folder.folderHash === hash)) {
      throw new QuorateError(
        'folder-hash-differs',
        'no stick on the table has the folder hash that was typed',
        'compare the digits once more; if they differ, run no program from these sticks',
      );
    }
    this.#paper = hash;
    for (const { number, folder } of this.#table.sticks) {
      if (!folder.isAuthenticated) this.#table.refresh(number, hash);
    }
  }

  drop(number: number): void {
    this.#table.drop(number);
    if (this.#table.sticks.length === 0) this.#paper = null;
  }

  has(number: number): boolean {
    return this.#table.sticks.some((stick) => stick.number === number);
  }

  of(number: number): TakenStick {
    return this.#table.of(number);
  }

  /** Where all of them lie, as they were chosen. */
  get places(): string[] {
    return this.#table.sticks.map(({ given }) => given);
  }

  views(now: Date): FolderView[] {
    return this.#table.views(now);
  }

  /** One stick, read anew. */
  freshOne(number: number): TakenStick {
    return this.#table.refresh(number, this.#paper);
  }

  /** All sticks, read anew: what is written follows from how they are now. */
  fresh(): CeremonyFolder[] {
    for (const { number } of this.#table.sticks) this.freshOne(number);
    return this.#table.folders;
  }

  /** A stick at a place, read anew as people were told of it. */
  readAgain(path: string): CeremonyFolder {
    return readFolder(path, this.#paper);
  }

  /**
   * All sticks, read anew and of one ceremony.
   * @throws `usage-arguments` where there is none, `folder-hash-differs`
   */
  alike(): Folders {
    const [first, ...others] = this.fresh();
    if (first === undefined) {
      throw new QuorateError('usage-arguments', 'there is no stick on the table', 'take one up first');
    }
    refuseOtherCeremony([first, ...others]);
    return [first, ...others];
  }

  /**
   * Leaves a record on every stick, as they were just read.
   * @throws the codes of `leaveOnAll`; the message says on how many it lies by then
   */
  leave(told: Told): LeftRecordView[] {
    const left: LeftRecord[] = [];
    try {
      leaveOnAll(this.#table.folders, told, (record) => left.push(record));
    } catch (error) {
      if (!(error instanceof QuorateError) || left.length === 0) throw error;
      const places = left.map(({ folder }) => folder).join(', ');
      const message = `${error.message}; ${places} took the record before that`;
      throw new QuorateError(error.code, message, error.hint, { cause: error });
    } finally {
      this.fresh();
    }
    return left.map((record) => this.recordView(record));
  }

  recordView({ folder, file, sha256 }: LeftRecord): LeftRecordView {
    return { stick: this.numberOf(folder), file, hash: hashView(sha256) };
  }

  /** Number of the stick whose folder lies at a path; null for one that was not taken up. */
  numberOf(path: string): number | null {
    return this.#table.sticks.find(({ folder }) => folder.path === path)?.number ?? null;
  }
}

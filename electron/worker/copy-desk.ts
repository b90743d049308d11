import { dirname } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { checkDeclaration } from '@quorate/custody/ceremony/reasons';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import type { Need } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import { refuseNotReplugged } from '@quorate/custody/drives/refuse';
import { mayBeSameStick } from '@quorate/custody/drives/same-stick';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { type MadeCopy, makeCopy, needOfCopy } from '@quorate/custody/sticks/make-copy';
import type { CeremonyView, StickFacts } from '../contract/views.ts';
import type { HostSetup } from './setup.ts';
import { putAway, stickFacts } from './stick-facts.ts';

/** What a person looked at. */
interface Seen {
  readonly path: string;
  /** Path of the folder that shall be copied. */
  readonly from: string;
  readonly drive: Drive;
  readonly need: Need;
}

/** A copy that was written and not yet seen again. */
interface Written {
  readonly drive: Drive;
  /** Path of its folder. */
  readonly folder: string;
  /** SHA-256 of the record that says that it is a copy. */
  readonly record: string;
}

/** Where a stick becomes a copy of another. */
export class CopyDesk {
  readonly #setup: HostSetup;
  #seen: Seen | null = null;
  #written: Written | null = null;
  #writing: AbortController | null = null;

  constructor(setup: HostSetup) {
    this.#setup = setup;
  }

  /**
   * What lies at a place: shown before a copy is written there.
   * @param others where the sticks lie that hold the ceremony already
   */
  lookAt(from: CeremonyFolder, path: string, others: readonly string[]): StickFacts {
    const drive = driveAt(path);
    const need = needOfCopy(from, others);
    this.#seen = { path, from: from.path, drive, need };
    return stickFacts(path, drive, need, from.manifest?.ceremony.id ?? null);
  }

  /**
   * Writes the copy, telling how far it is, until it is done or {@link CopyDesk.cancel} stops it. It must be the stick
   * that was shown.
   * @param from as it was just read
   * @throws the codes of `makeCopy`; `stick-unfit` for a place that nobody looked at, `reason`
   */
  async copy(
    from: CeremonyFolder,
    path: string,
    declaration: Declaration | null,
    people: string[],
  ): Promise<MadeCopy & { readonly ejected: CeremonyView['ejected'] }> {
    const seen = this.#seen;
    if (seen === null || seen.path !== path || seen.from !== from.path) {
      throw new QuorateError(
        'stick-unfit',
        'nobody has looked at this stick yet',
        'choose the stick once more',
      );
    }
    // Whose names it must not tell is not known here: the plan is not on the stick.
    const declared = checkDeclaration(declaration, []);
    const { progress } = this.#setup;
    this.#writing = new AbortController();
    try {
      const made = await makeCopy(
        { from, to: path, seen: seen.drive, need: seen.need, declaration: declared, people },
        {
          signal: this.#writing.signal,
          onProbe: ({ step, done, all }) => progress(`probing its room: ${step}`, { done, all }),
          onProgress: ({ step, done, all, isFinal }) => progress(step, isFinal ? null : { done, all }),
        },
      );
      const record = made.records.at(-1)?.sha256 ?? '';
      this.#written = { drive: seen.drive, folder: made.copy.path, record };
      this.#seen = null;
      return { ...made, ejected: seen.drive.isFolder ? null : await putAway(path) };
    } finally {
      this.#writing = null;
    }
  }

  /** Stops a writing that is going on; does nothing where there is none. */
  cancel(): void {
    this.#writing?.abort();
  }

  /**
   * Whether a stick that was taken up is the copy that was written last.
   * @param isSourceThere whether the stick that was copied is on the table too
   * @throws `stick-unfit` for the copy that was not taken out since
   */
  isTheCopy({ path, records }: CeremonyFolder, isSourceThere: boolean): boolean {
    const written = this.#written;
    if (written === null || !records.stored.some(({ sha256 }) => sha256 === written.record)) return false;
    // Records of source and copy are the same to the last byte where neither has a serial number.
    if (written.drive.isFolder) return path === written.folder;
    const now = driveAt(dirname(path));
    const isKnown = now.serial !== null && written.drive.serial !== null;
    if (isKnown ? !mayBeSameStick(now, written.drive) : !isSourceThere) return false;
    refuseNotReplugged(now, written.drive);
    return true;
  }
}

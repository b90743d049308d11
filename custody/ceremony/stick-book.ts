import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { type Declaration, type Protection, protectionOf } from '../drives/protection.ts';
import { notThere, refuseNotReplugged, refuseSwapped, refuseUnfit } from '../drives/refuse.ts';
import { compareSticks, mayBeSameStick, type PhysicalStick } from '../drives/same-stick.ts';
import { aboutFile } from '../files/errors.ts';
import { rereadPredicate } from '../files/patient-read.ts';
import type { FolderContent } from '../folder/content.ts';
import { bundleFile } from '../folder/layout.ts';
import { folderBytes, type Writing } from '../folder/write.ts';
import { findAgain } from '../sticks/find-again.ts';
import { type ProbeProgress, probeCapacity } from '../sticks/probe.ts';
import type { StickFacts } from './machine/state.ts';

/** What a person has seen of a stick, and said of it, before it is written. */
export interface StickSeen {
  /** The stick as it was looked at; what lies at its place now must be the same. */
  readonly seen?: Drive | undefined;
  /** What the operator says of a stick that is not seen to be encrypted. */
  readonly declaration?: Declaration | null | undefined;
}

/** Which physical stick is which in a ceremony, and which must not be used any more. */
export class StickBook {
  /** What each stick was when it was written, by number. */
  readonly #written = new Map<number, Drive>();
  /** What each stick was when its writing was begun. */
  readonly #begun = new Map<number, Drive>();
  /** What each stick was when it was verified. */
  readonly #verified = new Map<number, Drive>();
  /** When the bundle on a stick without a serial was made, by the stick's own file system. */
  readonly #births = new Map<number, number>();
  readonly #bad: PhysicalStick[] = [];
  #imported: readonly PhysicalStick[] = [];

  /** Takes the sticks that the key files came from. */
  keysCameFrom(sticks: readonly PhysicalStick[]): void {
    this.#imported = sticks;
  }

  /** What a drive is judged for, were it written now as the stick of this number. */
  need(number: number, sticks: readonly StickFacts[], content: FolderContent, isRehearsal: boolean): Need {
    const others = sticks.filter((stick) => stick.number !== number && stick.state !== 'failed');
    const chosen = others.flatMap((stick) => this.#written.get(stick.number) ?? []);
    const { name: own } = content;
    return {
      bytes: folderBytes(content),
      isRehearsal,
      chosen,
      imported: this.#imported,
      bad: this.#bad,
      own,
    };
  }

  /**
   * Judges what lies at a place now, whatever was looked at before.
   * @throws `stick-unfit`, `stick-unencrypted` and the other codes of `refuseUnfit`
   */
  admit(
    root: string,
    need: Need,
    { seen, declaration = null }: StickSeen,
  ): { drive: Drive; protection: Protection | null } {
    const drive = driveAt(root);
    if (seen !== undefined) refuseSwapped(drive, seen);
    refuseUnfit(drive, need, declaration);
    return { drive, protection: protectionOf(drive, declaration) };
  }

  /** @returns whether this very stick was being written as the same number before */
  begin(number: number, drive: Drive): boolean {
    const before = this.#begun.get(number);
    this.#begun.set(number, drive);
    return before !== undefined && mayBeSameStick(before, drive);
  }

  /**
   * Probes a stick for room that is not there, before anything is entrusted to it; a folder has none to probe.
   * @throws `medium-fake` and the other codes of `probeCapacity`; `stick-unfit` when it is another stick by then
   */
  async probe(root: string, drive: Drive, { onProgress, onWarning, signal }: Writing): Promise<void> {
    if (drive.isFolder) return;
    const tell = ({ step, done, all }: ProbeProgress) =>
      onProgress?.({ step: `probing its room: ${step}`, done, all, isFinal: false });
    const { rereads } = await probeCapacity(root, { onProgress: tell, signal });
    for (const reread of rereads) onWarning?.(`${reread.path} ${rereadPredicate(reread)}`);
    refuseSwapped(driveAt(root), drive);
  }

  wrote(number: number, drive: Drive, folder: string): void {
    this.#written.set(number, drive);
    this.#verified.delete(number);
    const birth = drive.serial === null ? birthIn(drive, folder) : null;
    if (birth === null) this.#births.delete(number);
    else this.#births.set(number, birth);
  }

  /** It will not be written again in this ceremony. A folder of a rehearsal has nothing that could be bad. */
  distrust(stick: PhysicalStick): void {
    if (!stick.isFolder) this.#bad.push(stick);
  }

  /** The stick of a number as it was written. */
  writtenAs(number: number): Drive | undefined {
    return this.#written.get(number);
  }

  /** Where a stick's folder is now. @throws `stick-unfit` when it is nowhere: the stick may be all right */
  whereNow({ number, folder }: StickFacts): string {
    const written = this.#written.get(number);
    if (written === undefined) return folder;
    const now = findAgain(folder, written);
    this.#checkThere(number, now, written);
    return now;
  }

  /**
   * Checks that a stick was taken out since it was written, and is there again.
   * @param folder where its folder should be now
   * @throws `stick-unfit`
   */
  checkReplugged(number: number, folder: string): void {
    const written = this.#written.get(number);
    if (written === undefined) return;
    const root = dirname(folder);
    const now = driveAt(root);
    refuseNotReplugged(now, written);
    const twin = [...this.#verified].find(
      ([other, drive]) => other !== number && compareSticks(drive, now) === 'same',
    );
    const birth = this.#births.get(number);
    if (twin !== undefined || (birth !== undefined && birthIn(now, folder) !== birth)) {
      const which = twin === undefined ? 'another stick of this ceremony' : `stick ${twin[0]}`;
      throw new QuorateError(
        'stick-unfit',
        `${now.device} is ${which}, not stick ${number}`,
        `plug in stick ${number}; these sticks have no serial number: go by the marks on them`,
      );
    }
    this.#verified.set(number, now);
  }

  #checkThere(number: number, folder: string, written: Drive): void {
    const root = dirname(folder);
    if (!existsSync(root) || (!written.isFolder && driveAt(root).isFolder)) throw notThere(root);
    if (existsSync(folder)) return;
    throw new QuorateError(
      'stick-unfit',
      `what is mounted at ${root} does not hold ${basename(folder)}: is it stick ${number}?`,
      `plug in stick ${number}, and mount it there; if its folder was deleted, the stick is lost`,
    );
  }
}

/** File systems that keep the birth of a file to the nanosecond, and give it back after a mount. */
const withBirths: ReadonlySet<string | null> = new Set(['ext4', 'xfs', 'btrfs']);

function birthIn({ fileSystem, isFolder }: Drive, folder: string): number | null {
  if (isFolder || !withBirths.has(fileSystem)) return null;
  const bundle = join(folder, bundleFile);
  return aboutFile(bundle, () => statSync(bundle)).birthtimeMs;
}

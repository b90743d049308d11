import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { type Declaration, type Protection, protectionOf } from '../drives/protection.ts';
import { notThere, refuseNotReplugged, refuseOther, refuseSwapped, refuseUnfit } from '../drives/refuse.ts';
import { compareSticks, mayBeSameStick, type PhysicalStick } from '../drives/same-stick.ts';
import { aboutFile, isBadMedium } from '../files/errors.ts';
import { rereadPredicate } from '../files/patient-read.ts';
import type { FolderContent } from '../folder/content.ts';
import { bundleFile, closingFile, recordsFolder } from '../folder/layout.ts';
import { folderBytes, type Writing } from '../folder/write.ts';
import { findAgain, mountedSticks } from '../sticks/find-again.ts';
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
  /** To which numbers the closing record was begun to be delivered. */
  readonly #delivered = new Set<number>();
  /** Which gave back other bytes when it was. */
  readonly #rotten = new Set<number>();
  readonly #bad: PhysicalStick[] = [];
  #imported: readonly PhysicalStick[] = [];
  readonly #look: (path: string) => Drive;
  readonly #list: () => readonly Drive[];

  /** @param look what lies at a place, `list` what is mounted; others only in tests */
  constructor(look: (path: string) => Drive = driveAt, list: () => readonly Drive[] = mountedSticks) {
    this.#look = look;
    this.#list = list;
  }

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
    const drive = this.#look(root);
    if (seen !== undefined) refuseSwapped(drive, seen);
    refuseUnfit(drive, need, declaration);
    return { drive, protection: protectionOf(drive, declaration) };
  }

  /**
   * Begins to write a stick. One that this very number was written to before was probed then, and may hold what came
   * of it; every other is probed first, until it has passed: stopped in the middle of it is not passed.
   * @returns how to write it
   * @throws the codes of a probe
   */
  async begin(number: number, root: string, drive: Drive, how: Omit<Writing, 'isRetry'>): Promise<Writing> {
    const before = this.#begun.get(number);
    const isRetry = before !== undefined && mayBeSameStick(before, drive);
    if (!isRetry) await this.#probe(root, drive, how);
    this.#begun.set(number, drive);
    return { ...how, isRetry };
  }

  /**
   * Probes a stick for room that is not there, before anything is entrusted to it; a folder has none to probe.
   * @throws `medium-fake` and the other codes of `probeCapacity`; `stick-unfit` when it is another stick by then
   */
  async #probe(root: string, drive: Drive, { onProgress, onWarning, signal }: Writing): Promise<void> {
    if (drive.isFolder) return;
    const tell = ({ step, done, all }: ProbeProgress) =>
      onProgress?.({ step: `probing its room: ${step}`, done, all, isFinal: false });
    const { rereads } = await probeCapacity(root, { onProgress: tell, signal });
    for (const reread of rereads) onWarning?.(`${reread.path} ${rereadPredicate(reread)}`);
    refuseSwapped(this.#look(root), drive);
  }

  wrote(number: number, drive: Drive, folder: string): void {
    this.#written.set(number, drive);
    this.#verified.delete(number);
    const birth = drive.serial === null ? birthIn(drive, folder) : null;
    if (birth === null) this.#births.delete(number);
    else this.#births.set(number, birth);
  }

  /** They will not be written again in this ceremony. A folder of a rehearsal has nothing that could be bad. */
  distrust(sticks: readonly PhysicalStick[]): void {
    this.#bad.push(...sticks.filter((stick) => !stick.isFolder));
  }

  /** What the stick of a number was known as: one without a serial becomes another when it is plugged in again. */
  knownAs(number: number): readonly Drive[] {
    return [this.#written.get(number), this.#verified.get(number)].filter((drive) => drive !== undefined);
  }

  /**
   * Where a stick's folder is now.
   * @throws `stick-unfit` when it is nowhere, or what lies there is another stick: the one awaited may be all right
   */
  whereNow({ number, folder }: StickFacts): string {
    const written = this.#written.get(number);
    if (written === undefined) return folder;
    const now = findAgain(folder, written, this.#list, this.#look);
    this.#checkThere(number, now, written);
    return now;
  }

  /**
   * Delivers to the stick of a number, wherever it is now. Sticks of a ceremony hold the same folder under the same
   * name: where the closing record lies already though none was begun here, it is another one of them.
   * @param work gets the folder's path
   * @throws `stick-unfit` for another stick; `stick-bad` for one that gave back other bytes before; what `work` throws
   */
  deliver(stick: StickFacts, work: (folder: string) => void): void {
    const { number } = stick;
    if (this.#rotten.has(number)) {
      throw new QuorateError(
        'stick-bad',
        `stick ${number} gave back other bytes than were written: it gets no closing record`,
        'end the delivery without it, put it aside to be destroyed, and make another with quorate stick copy',
      );
    }
    const folder = this.whereNow(stick);
    const isBegun = this.#delivered.has(number);
    if (!isBegun && existsSync(join(folder, recordsFolder, closingFile)))
      throw this.#isAnother(number, folder);
    try {
      work(folder);
      this.#delivered.add(number);
    } catch (error) {
      const code = error instanceof QuorateError ? error.code : null;
      if (code !== null && isBadMedium(code)) this.#rotten.add(number);
      // What became of it on a stick that is gone, nobody knows.
      if (code === 'medium-failed') this.#delivered.add(number);
      throw error;
    }
  }

  /**
   * Checks that a stick was taken out since it was written, and is there again.
   * @param folder where its folder should be now
   * @throws `stick-unfit`
   */
  checkReplugged(number: number, folder: string): void {
    const written = this.#written.get(number);
    if (written === undefined) return;
    const now = this.#look(dirname(folder));
    refuseNotReplugged(now, written);
    this.#verified.set(number, now);
  }

  #checkThere(number: number, folder: string, written: Drive): void {
    const root = dirname(folder);
    if (!existsSync(root)) throw notThere(root);
    const now = this.#look(root);
    if (now.isFolder && !written.isFolder) throw notThere(root);
    refuseOther(now, written);
    if (!existsSync(folder)) {
      throw new QuorateError(
        'stick-unfit',
        `what is mounted at ${root} does not hold ${basename(folder)}: is it stick ${number}?`,
        `plug in stick ${number}, and mount it there; if its folder was deleted, the stick is lost`,
      );
    }
    const birth = this.#births.get(number);
    const isTwin = this.#twinOf(number, now) !== undefined;
    if (isTwin || (birth !== undefined && birthIn(now, folder) !== birth))
      throw this.#isAnother(number, folder);
  }

  /** The number of another stick that was verified in this plug, and has not left it. */
  #twinOf(number: number, now: Drive): number | undefined {
    // Where plugs are not counted, a stick has the device name of whichever was there before it.
    if (now.connection === null && !now.isFolder) return undefined;
    const twin = [...this.#verified].find(
      ([other, drive]) => other !== number && compareSticks(drive, now) === 'same',
    );
    return twin?.[0];
  }

  #isAnother(number: number, folder: string): QuorateError {
    const now = this.#look(dirname(folder));
    const twin = this.#twinOf(number, now);
    const which = twin === undefined ? 'another stick of this ceremony' : `stick ${twin}`;
    return new QuorateError(
      'stick-unfit',
      `${now.device} is ${which}, not stick ${number}`,
      `plug in stick ${number}; where sticks have no serial number, go by the marks on them`,
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

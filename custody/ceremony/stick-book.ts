import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { type Declaration, type Protection, protectionOf } from '../drives/protection.ts';
import { notThere, refuseNotReplugged, refuseSwapped, refuseUnfit } from '../drives/refuse.ts';
import { mayBeSameStick, type PhysicalStick } from '../drives/same-stick.ts';
import { rereadPredicate } from '../files/patient-read.ts';
import { type FolderContent, folderBytes, type Writing } from '../folder/write.ts';
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

  wrote(number: number, drive: Drive): void {
    this.#written.set(number, drive);
  }

  /** It will not be written again in this ceremony. A folder of a rehearsal has nothing that could be bad. */
  distrust(stick: PhysicalStick): void {
    if (!stick.isFolder) this.#bad.push(stick);
  }

  /** The stick of a number as it was written. */
  writtenAs(number: number): Drive | undefined {
    return this.#written.get(number);
  }

  /** Where a stick's folder is now. */
  whereNow({ number, folder }: StickFacts): string {
    const written = this.#written.get(number);
    return written === undefined ? folder : findAgain(folder, written);
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
    if (!existsSync(root)) throw notThere(root);
    refuseNotReplugged(driveAt(root), written);
  }
}

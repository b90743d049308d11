import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { driveAt } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { type Declaration, type Protection, protectionOf } from '../drives/protection.ts';
import { notThere, refuseNotReplugged, refuseSwapped, refuseUnfit } from '../drives/refuse.ts';
import type { PhysicalStick } from '../drives/same-stick.ts';
import { findAgain } from '../sticks/find-again.ts';
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
  readonly #bad: PhysicalStick[] = [];
  #imported: readonly PhysicalStick[] = [];

  /** Takes the sticks that the key files came from. */
  keysCameFrom(sticks: readonly PhysicalStick[]): void {
    this.#imported = sticks;
  }

  /** What a drive is judged for, were it written now as the stick of this number. */
  need(number: number, sticks: readonly StickFacts[], bytes: number, isRehearsal: boolean): Need {
    const others = sticks.filter((stick) => stick.number !== number && stick.state !== 'failed');
    const chosen = others.flatMap((stick) => this.#written.get(stick.number) ?? []);
    return { bytes, isRehearsal, chosen, imported: this.#imported, bad: this.#bad };
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

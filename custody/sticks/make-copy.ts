import { driveAt, sticksBelow } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { type Declaration, protectionOf } from '../drives/protection.ts';
import { refuseSwapped, refuseUnfit } from '../drives/refuse.ts';
import { stickSerial } from '../drives/serial.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import type { Writing } from '../folder/write.ts';
import { type LeftRecord, leaveOnAll } from '../records/leave-on-all.ts';
import { checkTakesRecord } from '../records/leave-record.ts';
import { copyFolder } from './copy.ts';
import { type ProbeProgress, probeCapacity } from './probe.ts';

/**
 * What a stick is judged for that shall become a copy.
 * @param from the folder that is copied
 * @param places where the sticks lie that hold a copy already, the one that is copied included
 */
export function needOfCopy(from: CeremonyFolder, places: readonly string[]): Need {
  return {
    bytes: from.bundle?.bytes ?? 0,
    isRehearsal: from.manifest?.ceremony.purpose === 'rehearsal',
    // A folder of a stick is no drive of its own: what counts is the stick below it.
    chosen: [
      ...places.map((place) => driveAt(place)),
      ...sticksBelow([from, ...places.map((path) => ({ path }))]),
    ],
  };
}

/** What is copied where, as people have seen and said it. */
export interface CopyWish {
  /** As it was just read. */
  readonly from: CeremonyFolder;
  /** Where the other stick is mounted. */
  readonly to: string;
  /** The other stick as it was looked at. */
  readonly seen: Drive;
  readonly need: Need;
  readonly declaration: Declaration | null;
  readonly people: string[];
}

/** What is told of a copy while it is made. */
export interface CopyHow extends Writing {
  readonly onProbe?: ((progress: ProbeProgress) => void) | undefined;
  readonly onLeft?: ((record: LeftRecord) => void) | undefined;
}

/** A finished copy, and the record of it on both sticks: that of the source first. */
export interface MadeCopy {
  readonly copy: CeremonyFolder;
  readonly records: readonly LeftRecord[];
}

/**
 * Copies a verified folder onto another stick: the stick is probed for room that is not there, written, read back, and
 * both get a record of it. It must be the stick that was looked at from beginning to end.
 * @throws `folder-tampered` for a source that does not hold together, the codes of `refuseUnfit`, `stick-unfit` for
 * another stick than the one that was seen, the codes of `probeCapacity`, `copyFolder` and `leaveOnAll`;
 * `interrupted` when it was stopped: no folder of a ceremony is left on the stick then
 */
export async function makeCopy(wish: CopyWish, how: CopyHow = {}): Promise<MadeCopy> {
  const { from, to, seen, need, declaration, people } = wish;
  const { onProbe, onLeft, ...writing } = how;
  checkTakesRecord(from);
  refuseUnfit(seen, need, declaration);
  // People have read and typed meanwhile, and a probe takes a while: it must still be the stick that was looked at.
  refuseSwapped(driveAt(to), seen);
  if (!seen.isFolder) await probeCapacity(to, { onProgress: onProbe, signal: writing.signal });
  refuseSwapped(driveAt(to), seen);
  const copy = await copyFolder(from, to, writing);
  const data = {
    action: 'copied',
    from: stickSerial(from.path),
    to: stickSerial(copy.path),
    ...protectionOf(seen, declaration),
  };
  return { copy, records: leaveOnAll([from, copy], { type: 'media', people, data }, onLeft) };
}

import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import { rereadPredicate } from '@quorate/custody/files/patient-read';
import { Pace, paceText } from '@quorate/custody/folder/pace';
import { defaultBudget, type ProbeProgress, probeCapacity } from '@quorate/custody/sticks/probe';
import type { ProbeResult } from '@quorate/custody/sticks/probe-result';
import type { Arguments, Outcome } from '../command.ts';
import type { Io } from '../io.ts';
import { stoppable } from '../stoppable.ts';

/** Whether a stick has the room it says, by samples or by all that is free. Nothing stays on it. */
export async function probeStick(path: string, args: Arguments, io: Io): Promise<Outcome> {
  const pace = new Pace();
  const isFull = args.flag('full');
  refuseOwnDisk(path, driveAt(path), isFull);
  const onProgress = ({ step, done, all }: ProbeProgress) =>
    io.progress(`${step} ${paceText(done, all, pace.at(performance.now() / 1000, done, all))}`);
  const result = await stoppable((signal) => probeCapacity(path, { isFull, onProgress, signal }));
  io.print(...linesOf(path, result));
  for (const reread of result.rereads.slice(0, 5))
    io.say(`WARNING: ${reread.path} ${rereadPredicate(reread)}`);
  return { json: { ok: true, path, ...result } };
}

/**
 * A disk that programs write to meanwhile must not be filled up: not by all that is free, not by samples where they are
 * as much, and not for the moment in which they are laid out over the whole of a file system. Pure.
 * @throws `stick-unfit`
 */
export function refuseOwnDisk(
  path: string,
  { isSystem, isFolder, free }: Pick<Drive, 'isSystem' | 'isFolder' | 'free'>,
  isFull: boolean,
): void {
  const fillsUp = isFull || free < 4 * defaultBudget;
  if (!isSystem && !(isFolder && fillsUp)) return;
  throw new QuorateError(
    'stick-unfit',
    `${path} is no stick: filling it up would stop what else writes to this disk`,
    'give the folder where the stick is mounted',
  );
}

function linesOf(path: string, { size, free, tested, reach, samples, ...result }: ProbeResult): string[] {
  const { isPastCache, writtenPerSecond, readPerSecond } = result;
  return [
    `stick         ${path}, ${gigabytes(size)} GB, ${gigabytes(free)} free`,
    `probed        ${gigabytes(tested)} GB, ${reaches[reach](samples)}`,
    `speed         ${megabytes(writtenPerSecond)} MB/s written, ${megabytes(readPerSecond)} MB/s read`,
    isPastCache
      ? 'all of it came back from the stick as it was written'
      : 'all of it came back as it was written, but this system may have answered from its memory: nothing is shown of the stick',
    ...(reach === 'all' ? [] : ['a stick that lies is found for certain only by all that is free: --full']),
  ];
}

const reaches: Readonly<Record<ProbeResult['reach'], (samples: number) => string>> = {
  all: () => 'all that is free',
  spread: (samples) => `${samples} samples spread over the stick`,
  near: () =>
    'at the places next in turn only: here samples cannot be spread, or the stick is too slow for it',
};

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 1e9 ? 3 : 1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

import { realpathSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Disk, Part } from './disk.ts';
import { numbersOf, partsOf } from './inspect.ts';
import { runProgram } from './programs.ts';

/** Types of partitions (UEFI specification, "GPT Partition Entry"): what another system takes it for. */
const types = {
  luks: 'CA7D7CCB-63ED-4C53-861C-1742536059CC',
  exfat: 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7',
} as const;

/** Until the kernel has made the device of a new partition, in tenths of a second. */
const patience = 100;

/**
 * Takes the marks of all that was on the disk away.
 * @throws `program-failed`; `stick-unfit` where the name of a part leads to something else
 */
export async function wipeMarks({ path, parts }: Disk): Promise<void> {
  const stranger = parts.find((part) => !isThere(part));
  if (stranger !== undefined) {
    throw new QuorateError(
      'stick-unfit',
      `${stranger.path} is not a part of ${path}`,
      'look what made it in /dev; take the stick out, plug it in again, and begin again',
    );
  }
  for (const device of [...parts.map((part) => part.path), path])
    await runProgram('wipefs', ['--all', '--quiet', '--', device]);
}

/**
 * Gives a disk one partition over the whole of it, in a GPT.
 * @throws `program-failed`
 */
export async function makePartition(disk: Disk, kind: keyof typeof types): Promise<Part> {
  const script = new TextEncoder().encode(`label: gpt\ntype=${types[kind]}\n`);
  await runProgram(
    'sfdisk',
    ['--quiet', '--lock=yes', '--wipe', 'always', '--wipe-partitions', 'always', '--', disk.path],
    { input: script },
  );
  for (let turn = 0; turn < patience; turn++) {
    const [part, ...others] = partsOf(realpathSync(`/sys/dev/block/${disk.majorMinor}`));
    if (part !== undefined && others.length === 0 && isThere(part)) return part;
    await wait(100);
  }
  throw new QuorateError(
    'program-failed',
    `the system did not take notice of the new partition on ${disk.path}`,
  );
}

function isThere({ path, majorMinor }: Part): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isBlockDevice() === true && numbersOf(stats.rdev) === majorMinor;
}

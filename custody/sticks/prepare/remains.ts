import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import * as v from 'valibot';
import { partialPrefix } from '../../files/finish.ts';
import { isCeremonyFolder } from '../../folder/locate.ts';
import type { Disk, Remain } from './disk.ts';
import { mountedPrivately } from './mount.ts';
import { runProgram } from './programs.ts';

const text = v.nullish(v.pipe(v.string(), v.maxLength(1000)));
const shape = v.object({
  signatures: v.pipe(
    v.array(v.object({ device: v.string(), type: v.string(), label: text })),
    v.maxLength(1000),
  ),
});

/**
 * What `wipefs` finds on the disk and its parts: all of it will be lost.
 * @throws `program-failed`
 */
export async function remainsOn(disk: Disk): Promise<Remain[]> {
  const remains: Remain[] = [];
  for (const { path } of [disk, ...disk.parts]) {
    const output = await runProgram('wipefs', ['--json', '--output', 'DEVICE,TYPE,LABEL', '--', path]);
    // A table of partitions carries several marks of one kind.
    for (const remain of readSignatures(output, path)) {
      const isKnown = remains.some(({ device, type }) => device === path && type === remain.type);
      if (!isKnown) remains.push(remain);
    }
  }
  return remains;
}

/**
 * Reads what `wipefs --json` prints (wipefs(8)).
 * @param device which it was asked about
 * @throws `program-failed` when it is something else
 */
export function readSignatures(output: string, device: string): Remain[] {
  try {
    // Older ones print nothing where there is nothing.
    if (output.trim() === '') return [];
    const { signatures } = v.parse(shape, JSON.parse(output));
    return signatures.map(({ type, label }) => ({ device, type, label: label || null }));
  } catch {
    throw new QuorateError(
      'program-failed',
      `what wipefs says of ${device} cannot be read`,
      'use another stick; wipefs of util-linux 2.33 or newer is needed',
    );
  }
}

/** File systems that are looked into: those that a stick of a ceremony has, mounted so that nothing is written. */
const lookedInto: Readonly<Record<string, readonly [type: string, options: string]>> = {
  ext2: ['ext4', 'ro,noload'],
  ext3: ['ext4', 'ro,noload'],
  ext4: ['ext4', 'ro,noload'],
  exfat: ['exfat', 'ro'],
  vfat: ['vfat', 'ro'],
};

/**
 * Names of the ceremony folders that can be seen: what is locked cannot be looked into, and what does not mount holds
 * none that anybody could use.
 */
export async function ceremoniesOn(remains: readonly Remain[]): Promise<string[]> {
  const names: string[] = [];
  for (const { device, type } of remains) {
    const known = Object.hasOwn(lookedInto, type) ? lookedInto[type] : undefined;
    if (known === undefined) continue;
    try {
      names.push(...(await mountedPrivately(device, ...known, async (folder) => ceremoniesIn(folder))));
    } catch (error) {
      if (!(error instanceof QuorateError) || error.code !== 'program-failed') throw error;
    }
  }
  return names;
}

function ceremoniesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => name.startsWith(partialPrefix) || isCeremonyFolder(join(folder, name)))
    .sort();
}

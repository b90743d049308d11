import { chmodSync, fsyncSync, readdirSync, statSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Part } from './disk.ts';
import { makeExfat, makeExt4, rootMode } from './file-systems.ts';
import type { HeldDisk } from './inspect.ts';
import { formatLuks, unlocked } from './luks.ts';
import { mountedPrivately } from './mount.ts';
import { makePartition, wipeMarks } from './partition.ts';
import { type ProgramName, requirePrograms, runProgram } from './programs.ts';
import { refuseDisk } from './refuse.ts';

/** What a stick is made into. */
export type StickKind =
  | {
      readonly fileSystem: 'luks';
      /** ASCII, without a line's end; stays the caller's to zero. */
      readonly phrase: Uint8Array;
      /** Called when the stick is made: the phrase as a person has typed it. It is zeroed here. */
      readonly typedBack: () => Promise<Uint8Array>;
    }
  | { readonly fileSystem: 'exfat' };

export interface PrepareOptions {
  /** Name of the file system that people see; none unless given. */
  readonly label?: string;
  /** Tells what is done now, in words. */
  readonly onStep?: (step: string) => void;
  /** Stops before the next step. */
  readonly signal?: AbortSignal;
}

/** Programs that making a stick takes. */
export function programsFor(fileSystem: StickKind['fileSystem']): ProgramName[] {
  const shared: ProgramName[] = ['blockdev', 'mount', 'sfdisk', 'umount', 'wipefs'];
  return [
    ...shared,
    ...(fileSystem === 'luks' ? (['cryptsetup', 'mke2fs'] as const) : (['mkfs.exfat'] as const)),
  ];
}

/**
 * Makes a stick anew: one partition, LUKS2 with ext4 whose root any user may write to, or exFAT. It is looked at once
 * more right before the first byte is written, and opened and read again from the medium when it is done.
 * @param held the disk that a person has chosen and confirmed
 * @returns the partition
 * @throws `stick-unfit`, `program-missing`, `program-failed`, `interrupted`, `medium-differs`; the hint says in what
 * state the stick is
 */
export async function prepareStick(
  held: HeldDisk,
  kind: StickKind,
  { label, onStep = () => {}, signal }: PrepareOptions = {},
): Promise<Part> {
  const { disk } = held;
  let state = 'nothing was written to it';
  const step = (what: string) => {
    if (signal?.aborted) throw new QuorateError('interrupted', 'stopped at the keyboard');
    held.again();
    onStep(what);
  };
  try {
    requirePrograms(programsFor(kind.fileSystem));
    step('looking once more');
    const now = held.again();
    refuseDisk(now);
    held.claim();
    state = 'what was on it is lost, and it is not ready: prepare it again';
    step('wiping');
    await wipeMarks(now);
    step('partitioning');
    const part = await makePartition(now, kind.fileSystem);
    await make(part, kind, label ?? null, step);
    await readAfresh(held, part);
    state = 'it is made and was not proved: prepare it again';
    await prove(part, kind, step);
    return part;
  } catch (error) {
    throw toldWithState(error, disk.path, state);
  }
}

type Step = (what: string) => void;

async function make(part: Part, kind: StickKind, label: string | null, step: Step): Promise<void> {
  if (kind.fileSystem === 'exfat') {
    step('making exFAT');
    return makeExfat(part.path, label);
  }
  step('encrypting');
  await formatLuks(part.path, kind.phrase);
  await unlocked(part.path, kind.phrase, [], async (device) => {
    step('making ext4');
    await makeExt4(device, label);
    await mountedPrivately(device, 'ext4', 'rw', async (folder) => chmodSync(folder, rootMode));
  });
}

/** Makes all that was written last, and forgets what memory holds of it: the next reading is of the medium. */
async function readAfresh({ disk, descriptor }: HeldDisk, part: Part): Promise<void> {
  fsyncSync(descriptor);
  for (const path of [part.path, disk.path]) await runProgram('blockdev', ['--flushbufs', path]);
}

async function prove(part: Part, kind: StickKind, step: Step): Promise<void> {
  if (kind.fileSystem === 'exfat') {
    step('reading it back');
    return mountedPrivately(part.path, 'exfat', 'ro', async (folder) => checkEmpty(folder));
  }
  step('asking for the phrase');
  const typed = await kind.typedBack();
  try {
    step('opening it with the phrase that was typed');
    await unlocked(part.path, typed, ['--readonly'], (device) =>
      mountedPrivately(device, 'ext4', 'ro', async (folder) => {
        checkEmpty(folder);
        const mode = statSync(folder).mode & 0o7777;
        if (mode !== rootMode) throw differs(`its root has mode ${mode.toString(8)}`);
      }),
    );
  } finally {
    typed.fill(0);
  }
}

function checkEmpty(folder: string): void {
  const names = readdirSync(folder).filter((name) => name !== 'lost+found');
  if (names.length > 0) throw differs(`it holds ${names.length} files that were not written now`);
}

function differs(what: string): QuorateError {
  return new QuorateError('medium-differs', `the stick does not read back as it was made: ${what}`);
}

function toldWithState(error: unknown, path: string, state: string): unknown {
  if (!(error instanceof QuorateError)) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return new QuorateError('medium-failed', `${path}: preparing it failed (${code})`, `${path}: ${state}`, {
      cause: error,
    });
  }
  const message = error.message.includes(path) ? error.message : `${path}: ${error.message}`;
  const hint = error.hint === undefined ? `${path}: ${state}` : `${error.hint}. ${path}: ${state}`;
  return new QuorateError(error.code, message, hint, { cause: error });
}

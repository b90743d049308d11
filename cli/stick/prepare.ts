import { QuorateError } from '@quorate/crypto-core/errors';
import { quoted } from '@quorate/custody/drives/shell-word';
import type { Disk, Remain } from '@quorate/custody/sticks/prepare/disk';
import { HeldDisk } from '@quorate/custody/sticks/prepare/inspect';
import { prepareStick, programsFor, type StickKind } from '@quorate/custody/sticks/prepare/prepare';
import { requirePrograms } from '@quorate/custody/sticks/prepare/programs';
import { phraseOf, refuseDisk } from '@quorate/custody/sticks/prepare/refuse';
import { ceremoniesOn, remainsOn } from '@quorate/custody/sticks/prepare/remains';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import type { Io } from '../io.ts';
import { stoppable } from '../stoppable.ts';
import { obtainPhrase } from './phrase.ts';

/** Makes a stick anew, after its serial number was typed back. */
export async function prepareNewStick(device: string, args: Arguments, io: Io): Promise<Outcome> {
  const { fileSystem, label, isOfAnotherStick } = optionsOf(args);
  refuseElsewhere(device);
  requirePrograms(programsFor(fileSystem));
  const held = HeldDisk.take(device, refuseDisk);
  try {
    const { disk } = held;
    held.claim();
    const remains = await stoppable(async (signal) => {
      const found = await remainsOn(disk);
      refuseCeremonies(disk, await ceremoniesOn(found));
      if (signal.aborted) throw new QuorateError('interrupted', 'stopped at the keyboard');
      return found;
    });
    await confirmLoss(disk, remains, fileSystem, device, io);
    const options = {
      ...(label === undefined ? {} : { label }),
      onStep: (step: string) => io.progress(step),
    };
    const part =
      fileSystem === 'exfat'
        ? await stoppable((signal) => prepareStick(held, { fileSystem }, { ...options, signal }))
        : await withPhrase(io, isOfAnotherStick, (kind) =>
            stoppable((signal) => prepareStick(held, kind, { ...options, signal })),
          );
    io.print(`prepared      ${part.path} on ${titleOf(disk)}`, ...meaningOf(fileSystem, part.path));
    const { serial } = disk;
    return {
      json: { ok: true, device: disk.path, partition: part.path, fileSystem, serial, size: part.size },
    };
  } finally {
    held.close();
  }
}

function optionsOf(args: Arguments) {
  const fileSystem = args.text('file-system') ?? 'luks';
  const label = args.text('label');
  const isOfAnotherStick = args.flag('phrase-of-another-stick');
  if (fileSystem !== 'luks' && fileSystem !== 'exfat') {
    throw new QuorateError('usage-option', '--file-system takes luks or exfat', 'luks unless given');
  }
  if (fileSystem === 'exfat' && isOfAnotherStick) {
    throw new QuorateError(
      'usage-option',
      'a stick with exFAT is not encrypted and has no phrase',
      'leave --phrase-of-another-stick out',
    );
  }
  if (label !== undefined && !/^[A-Za-z0-9][A-Za-z0-9 _-]{0,10}$/.test(label)) {
    throw new QuorateError(
      'usage-option',
      '--label takes up to 11 letters, digits, blanks, - and _',
      'for example --label A',
    );
  }
  return { fileSystem, label, isOfAnotherStick } as const;
}

/** Only Linux, only root; this program never makes itself root. */
function refuseElsewhere(device: string): void {
  if (process.platform !== 'linux') {
    throw new QuorateError(
      'system-other',
      'sticks are prepared on Linux only',
      "make one with this system's own tools: docs/sticks.md says how",
    );
  }
  if (process.geteuid?.() !== 0) {
    const line = [process.execPath, process.argv[1] ?? 'quorate', 'stick', 'prepare', device].map(quoted);
    throw new QuorateError(
      'root-needed',
      'preparing a stick needs root',
      `sudo ${line.join(' ')} (or pkexec in place of sudo), with the options you gave`,
    );
  }
}

function refuseCeremonies({ path }: Disk, names: readonly string[]): void {
  if (names.length === 0) return;
  throw new QuorateError(
    'stick-unfit',
    `${path} holds a ceremony: ${names.join(', ')}`,
    'take another stick; if the ceremony is really needed no more, remove its folder first',
  );
}

async function confirmLoss(
  disk: Disk,
  remains: readonly Remain[],
  fileSystem: StickKind['fileSystem'],
  given: string,
  io: Io,
): Promise<void> {
  const { text, isSerial } = phraseOf(disk);
  const isLocked = remains.some(({ type }) => lockedTypes.has(type));
  const lines = [
    ...(given === disk.path ? [] : [`${given} is ${disk.path}`]),
    `device        ${disk.path}`,
    `stick         ${titleOf(disk)}`,
    `serial        ${disk.serial ?? 'it does not say one'}`,
    `size          ${disk.size} bytes (${gigabytes(disk.size)})`,
    ...disk.parts.map(({ path, size }) => `partition     ${path}, ${gigabytes(size)}`),
    ...remains.map(remainLine),
    ...(remains.length === 0 ? ['on it now     nothing that is known here'] : []),
    ...(isLocked ? ['WARNING: it is locked: whether it holds a ceremony cannot be seen'] : []),
    ...(fileSystem === 'exfat'
      ? ['WARNING: exFAT is not encrypted: whoever finds the stick reads all of it but the bundle']
      : []),
    ...(isSerial
      ? []
      : [
          disk.isSerialShared
            ? 'WARNING: another disk here says the same serial number: take the other out, or look twice that it is this one'
            : 'WARNING: the stick says no serial number that could be typed: look twice that it is this one',
        ]),
    'EVERYTHING ON IT WILL BE LOST',
  ];
  const what = isSerial ? 'the serial number of the stick' : `"${text}"`;
  await confirm(io, lines, `To go on, type ${what}:`, text);
}

const lockedTypes: ReadonlySet<string> = new Set(['crypto_LUKS', 'BitLocker']);

function remainLine({ device, type, label }: Remain): string {
  return `on it now     ${device}: ${type}${label === null ? '' : `, label ${JSON.stringify(label)}`}`;
}

async function withPhrase<Result>(
  io: Io,
  isOfAnotherStick: boolean,
  use: (kind: StickKind) => Promise<Result>,
): Promise<Result> {
  const { phrase, typedBack, wipe } = await obtainPhrase(io, isOfAnotherStick);
  try {
    return await use({ fileSystem: 'luks', phrase, typedBack });
  } finally {
    wipe();
  }
}

function meaningOf(fileSystem: StickKind['fileSystem'], part: string): string[] {
  return fileSystem === 'exfat'
    ? ['exFAT: read on Linux, macOS and Windows; NOT encrypted']
    : [
        'LUKS2 with ext4: read on Linux only; opened once more with the phrase as it was typed',
        `take it out, plug it in again, and unlock it on the desktop or with: udisksctl unlock -b ${quoted(part)}`,
      ];
}

function titleOf({ vendor, model }: Disk): string {
  const named = [vendor, model].filter((part) => part !== null && part !== '').join(' ');
  return named === '' ? 'it does not say what it is' : named;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

import { judgeRefusal } from './judge.ts';
import { type Lab, must } from './lab.ts';
import { MediumError } from './medium.ts';
import { bundleMagic, bundleOn, editedByHand, refuses, verifySays } from './outcomes.ts';
import type { Format } from './stick.ts';

/** Something that goes wrong with a stick other than being pulled. A new one is an entry in {@link stickFaults}. */
export interface StickFault {
  readonly name: string;
  readonly format: Format;
  /** @returns what is wrong afterwards: each breaks a promise of the product */
  readonly run: (lab: Lab, format: Format) => Promise<string[]>;
}

export const stickFaults: readonly StickFault[] = [
  ...(['ext4', 'vfat'] as const).map((format) => ({ name: 'full', format, run: full })),
  { name: 'read-only from the start', format: 'exfat', run: readOnly },
  { name: 'turned read-only while written', format: 'luks', run: turnedReadOnly },
  { name: 'errors on write', format: 'vfat', run: writeErrors },
  { name: 'error on read', format: 'ext4', run: readError },
  { name: 'bit flipped after the write', format: 'exfat', run: flippedBit },
  { name: 'bit flipped on the way to the flash', format: 'ext4', run: flippedOnTheWay },
  { name: 'bit flipped while it is written', format: 'ext4', run: flippedBeforeTheEnd },
  { name: 'swapped between steps', format: 'vfat', run: swapped },
  { name: 'two sticks alike', format: 'luks', run: alike },
  { name: 'folder renamed by hand', format: 'exfat', run: renamed },
  { name: 'file edited by hand', format: 'vfat', run: edited },
  { name: 'clock jumps', format: 'ext4', run: clockJumps },
];

async function full(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.insert(format);
  const filler = `${stick.folder}/filler`;
  // All but a megabyte: the bundle does not fit.
  await lab.machine.run([
    'sh',
    '-c',
    'dd if=/dev/zero of="$1" bs=1M; truncate -s -1M "$1"; sync',
    'sh',
    filler,
  ]);
  const outcome = await lab.writer.write(stick);
  return refuses(lab, stick, 'medium-full', outcome, () => lab.machine.must(['rm', filler]));
}

async function readOnly(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.factory.make(format);
  stick.isReadOnly = true;
  await lab.mount(stick, 'ro');
  const outcome = await lab.writer.write(stick);
  return refuses(lab, stick, 'medium-read-only', outcome, async () => {
    await lab.eject(stick);
    stick.isReadOnly = false;
    await lab.mount(stick);
  });
}

async function turnedReadOnly(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.insert(format);
  const remount = (how: string) => lab.machine.must(['mount', '-o', `remount,${how}`, stick.folder]);
  const before = async (step: string) => {
    if (step === 'writing manifest.json') await remount('ro').catch(() => remount('ro'));
  };
  const outcome = await lab.writer.write(stick, { before });
  return refuses(lab, stick, 'medium-read-only', outcome, () => remount('rw'));
}

async function writeErrors(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.insert(format);
  const fail = () => {
    throw new MediumError('worn out');
  };
  stick.medium.fault = { onWrite: fail, onFlush: fail };
  const outcome = await lab.writer.write(stick);
  return refuses(lab, stick, 'medium-failed', outcome, async () => {
    stick.medium.fault = {};
    await lab.eject(stick);
    await lab.mount(stick);
  });
}

async function readError(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.written(format);
  const broken = bundleOn(stick) + 100_000;
  stick.medium.fault = {
    onRead: ({ offset, length }) => {
      if (offset <= broken && broken < offset + length) throw new MediumError('broken sector');
    },
  };
  return verifySays(lab, stick, 3, /bundle\.quorate.*the medium reports an error/);
}

async function flippedBit(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.written(format);
  const { flash } = stick.medium;
  const at = bundleOn(stick) + 100_000;
  flash[at] = (flash[at] as number) ^ 1;
  return verifySays(lab, stick, 3, /bundle\.quorate.*SHA256SUMS/);
}

async function flippedOnTheWay(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.written(format);
  // The system's cache has the right bytes as long as the stick is plugged in: only a new plug shows the flash.
  const broken = bundleOn(stick) + 100_000;
  stick.medium.fault = {
    onRead: ({ offset }, bytes) => {
      const at = broken - offset;
      if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] as number) ^ 0x80;
    },
  };
  return verifySays(lab, stick, 3, /bundle\.quorate.*SHA256SUMS/);
}

async function flippedBeforeTheEnd(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.insert(format);
  // The writer reads past the system's cache, and so sees the flash while the stick is still plugged in.
  stick.medium.fault = {
    onRead: (_, bytes) => {
      const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(bundleMagic);
      if (at >= 0) bytes[at + 40] = (bytes[at + 40] as number) ^ 1;
    },
  };
  const outcome = await lab.writer.write(stick);
  return refuses(lab, stick, 'medium-differs', outcome, async () => {
    stick.medium.fault = {};
    await lab.eject(stick);
    await lab.mount(stick);
  });
}

async function swapped(lab: Lab, format: Format): Promise<string[]> {
  const [stick, foreign] = [await lab.insert(format), await lab.factory.make(format)];
  must(await lab.writer.write(stick));
  await lab.eject(stick);
  await lab.mount(foreign);
  // The other stick is mounted where the first one was.
  await lab.machine.must(['mount', '-o', 'bind', foreign.folder, stick.folder]);
  const outcome = await lab.writer.deliver(stick);
  const faults =
    'done' in outcome ? ['a closing record went onto another stick'] : judgeRefusal(outcome, stick);
  if ((await lab.namesOn(foreign)).length > 0) faults.push('something was written onto the other stick');
  await lab.machine.must(['umount', stick.folder]);
  await lab.eject(foreign);
  await lab.mount(stick);
  must(await lab.writer.deliver(stick));
  await lab.eject(stick);
  return faults;
}

async function alike(lab: Lab, format: Format): Promise<string[]> {
  // Copies of one template: the same label, the same UUID.
  const [one, other] = [await lab.insert(format), await lab.insert(format)];
  for (const stick of [one, other]) {
    must(await lab.writer.write(stick));
    must(await lab.writer.deliver(stick));
  }
  await lab.eject(one);
  await lab.eject(other);
  return [...(await verifySays(lab, one, 0, /verified/)), ...(await verifySays(lab, other, 0, /verified/))];
}

async function renamed(lab: Lab, format: Format): Promise<string[]> {
  const stick = await editedByHand(lab, format, 'mv "$PWD" ../keys-2026');
  return verifySays(lab, stick, 0, /verified: every file is as it was sealed/);
}

async function edited(lab: Lab, format: Format): Promise<string[]> {
  const stick = await editedByHand(lab, format, 'echo "call me" >> RECOVERY.txt');
  return verifySays(lab, stick, 3, /RECOVERY\.txt.*changed/);
}

async function clockJumps(lab: Lab, format: Format): Promise<string[]> {
  const stick = await lab.insert(format);
  const { machine } = lab;
  const now = (await machine.must(['date', '+%s'])).trim();
  const before = async (step: string) => {
    if (step === 'writing manifest.json') await machine.must(['date', '-s', '1999-01-01 00:00:00']);
    if (step === 'writing journal.jsonl') await machine.must(['date', '-s', '2031-01-01 00:00:00']);
  };
  must(await lab.writer.write(stick, { before }));
  await machine.must(['date', '-s', `@${now}`]);
  must(await lab.writer.deliver(stick));
  await lab.eject(stick);
  return verifySays(lab, stick, 0, /verified/);
}

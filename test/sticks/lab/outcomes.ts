import { judgeRefusal } from './judge.ts';
import { type Lab, must } from './lab.ts';
import type { Format, Stick } from './stick.ts';
import type { Outcome } from './writer.ts';

/** The writer refuses with a code, names the stick and a remedy; a second try after `mend` ends well. */
export async function refuses(
  lab: Lab,
  stick: Stick,
  code: string,
  outcome: Outcome,
  mend: () => Promise<unknown>,
) {
  const faults = judgeRefusal(outcome, stick);
  const got = 'done' in outcome ? 'nothing' : outcome.refused.code;
  if (got !== code) faults.push(`refused was ${got}, not ${code}`);
  await mend();
  const names = await lab.namesOn(stick);
  if (names.includes(lab.writer.ceremony.name)) faults.push('a folder that was refused has its final name');
  must(await lab.writer.write(stick, { isRetry: true }));
  must(await lab.writer.verify(stick));
  await lab.eject(stick);
  return faults;
}

/** `quorate verify` on a stick that is plugged in again says what is wrong with it, or that nothing is. */
export async function verifySays(lab: Lab, stick: Stick, code: number, text: RegExp): Promise<string[]> {
  await lab.mount(stick);
  const { folderHash } = lab.writer.ceremony;
  const verified = await lab.machine.quorate(['verify', stick.folder, '--folder-hash', folderHash]);
  await lab.eject(stick);
  const said = `${verified.stdout}${verified.stderr}`;
  const faults = verified.code === code ? [] : [`verify ended with ${verified.code}, not ${code}: ${said}`];
  if (!said.includes(stick.folder)) faults.push(`verify does not name the stick: ${said}`);
  if (code !== 0 && !said.includes('\nhint: ')) faults.push(`verify has no remedy: ${said}`);
  return text.test(said) ? faults : [...faults, `verify does not say ${text}: ${said}`];
}

/** What a bundle begins with. */
export const bundleMagic = 'QUORATE-BUNDLE-1\n';

/** Where the bundle begins on the flash; a file of this size lies in one piece on a fresh stick, as a rule. */
export function bundleOn(stick: Stick): number {
  return Buffer.from(stick.medium.flash.buffer).indexOf(bundleMagic);
}

/** A file of a finished stick is changed on another computer. */
export async function editedByHand(lab: Lab, format: Format, command: string): Promise<Stick> {
  const stick = await lab.written(format);
  await lab.mount(stick);
  await lab.machine.must(['sh', '-c', `cd "$1" && ${command}`, 'sh', lab.folderOn(stick)]);
  await lab.eject(stick);
  return stick;
}

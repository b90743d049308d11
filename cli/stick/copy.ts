import { driveAt } from '@quorate/custody/drives/at-path';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import { stickSerial } from '@quorate/custody/drives/serial';
import { Pace, paceText } from '@quorate/custody/folder/pace';
import type { WriteProgress } from '@quorate/custody/folder/write';
import { checkTakesRecord } from '@quorate/custody/records/leave-record';
import { copyFolder } from '@quorate/custody/sticks/copy';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import { folderAt, sayFindings } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { leaveOnAll, peopleOf } from '../records/record-options.ts';
import { required } from '../seal-input.ts';

/** A replacement from a verified stick, byte for byte, with a record on both. */
export async function copyStick(path: string, args: Arguments, io: Io): Promise<Outcome> {
  const people = peopleOf(args);
  const to = required(args, 'to', 'where the other stick is mounted');
  const from = folderAt(path, args);
  sayFindings(io, from.findings);
  checkTakesRecord(from);
  const bytes = from.bundle?.bytes ?? 0;
  const isRehearsal = from.manifest?.ceremony.purpose === 'rehearsal';
  const warnings = refuseUnfit(driveAt(to), { bytes, isRehearsal, chosen: [driveAt(path)] });
  if (warnings.length > 0 && !isRehearsal) {
    const lines = warnings.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`);
    await confirm(io, lines, 'Use this stick all the same? Type yes:', 'yes');
  }
  const pace = new Pace();
  const onProgress = ({ step, done, all }: WriteProgress) =>
    io.progress(`${paceText(done, all, pace.at(performance.now() / 1000, done, all))}  ${step}`);
  const onWarning = (warning: string) => io.say(`WARNING: ${warning}`);
  const copy = await copyFolder(from, to, { onProgress, onWarning });
  const data = { action: 'copied', from: stickSerial(from.path), to: stickSerial(copy.path) };
  const records = leaveOnAll([from, copy], { type: 'media', people, data }, io);
  io.print(`copied        ${copy.path}`, ...hashLines('folder hash', copy.folderHash ?? ''));
  io.say('take the new stick out, plug it in again, and verify it: quorate verify DIR --folder-hash HEX');
  return { json: { ok: true, from: from.path, copy: copy.path, folderHash: copy.folderHash, records } };
}

import { checkDeclaration } from '@quorate/custody/ceremony/reasons';
import { driveAt, sticksBelow } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import type { Need } from '@quorate/custody/drives/judge';
import { type Declaration, protectionOf } from '@quorate/custody/drives/protection';
import { refuseSwapped, refuseUnfit } from '@quorate/custody/drives/refuse';
import { stickSerial } from '@quorate/custody/drives/serial';
import { Pace, paceText } from '@quorate/custody/folder/pace';
import type { WriteProgress } from '@quorate/custody/folder/write';
import { checkTakesRecord } from '@quorate/custody/records/leave-record';
import { copyFolder } from '@quorate/custody/sticks/copy';
import { probeCapacity } from '@quorate/custody/sticks/probe';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import { folderAt, sayFindings } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { leaveOnAll, peopleOf } from '../records/record-options.ts';
import { required } from '../seal-input.ts';
import { askDeclaration, toBeDeclared } from './declare.ts';

/** A replacement from a verified stick, byte for byte, with a record on both. */
export async function copyStick(path: string, args: Arguments, io: Io): Promise<Outcome> {
  const people = peopleOf(args);
  const to = required(args, 'to', 'where the other stick is mounted');
  const from = folderAt(path, args);
  sayFindings(io, from.findings);
  checkTakesRecord(from);
  const bytes = from.bundle?.bytes ?? 0;
  const isRehearsal = from.manifest?.ceremony.purpose === 'rehearsal';
  const drive = driveAt(to);
  // A folder of a stick is no drive of its own: what counts is the stick below it.
  const need = { bytes, isRehearsal, chosen: [driveAt(path), ...sticksBelow([from])] };
  const declaration = await declarationFor(drive, need, io);
  const warnings = refuseUnfit(drive, need, declaration);
  if (warnings.length > 0 && !isRehearsal) {
    const lines = warnings.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`);
    await confirm(io, lines, 'Use this stick all the same? Type yes:', 'yes');
  }
  const pace = new Pace();
  const onProgress = ({ step, done, all }: WriteProgress) =>
    io.progress(`${paceText(done, all, pace.at(performance.now() / 1000, done, all))}  ${step}`);
  const onWarning = (warning: string) => io.say(`WARNING: ${warning}`);
  // People have read and typed meanwhile, and a probe takes a while: it must still be the stick that was looked at.
  refuseSwapped(driveAt(to), drive);
  if (!drive.isFolder) await probeCapacity(to, { onProgress: ({ step }) => io.progress(`probing: ${step}`) });
  refuseSwapped(driveAt(to), drive);
  const copy = await copyFolder(from, to, { onProgress, onWarning });
  const data = {
    action: 'copied',
    from: stickSerial(from.path),
    to: stickSerial(copy.path),
    ...protectionOf(drive, declaration),
  };
  const records = leaveOnAll([from, copy], { type: 'media', people, data }, io);
  io.print(`copied        ${copy.path}`, ...hashLines('folder hash', copy.folderHash ?? ''));
  io.say(
    'put the new stick away (quorate stick eject), plug it in again, and verify it: quorate verify DIR --folder-hash HEX',
  );
  return { json: { ok: true, from: from.path, copy: copy.path, folderHash: copy.folderHash, records } };
}

/** Asks where there is somebody; without, the refusal says what is missing. */
async function declarationFor(drive: Drive, need: Need, io: Io): Promise<Declaration | null> {
  // What nobody can allow comes before anybody is asked anything.
  refuseUnfit(drive, need, { kind: 'hardware' });
  const shown = toBeDeclared(drive, need);
  const terminal = io.terminal();
  if (shown.length === 0 || terminal === null) return null;
  io.say(...shown);
  // Whose names it must not tell is not known here: the plan is not on the stick.
  return checkDeclaration(await askDeclaration(terminal), []);
}

import { checkDeclaration } from '@quorate/custody/ceremony/reasons';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { Drive } from '@quorate/custody/drives/drive';
import type { Need } from '@quorate/custody/drives/judge';
import type { Declaration } from '@quorate/custody/drives/protection';
import { refuseUnfit } from '@quorate/custody/drives/refuse';
import { Pace, paceText } from '@quorate/custody/folder/pace';
import type { WriteProgress } from '@quorate/custody/folder/write';
import type { LeftRecord } from '@quorate/custody/records/leave-on-all';
import { checkTakesRecord } from '@quorate/custody/records/leave-record';
import { makeCopy, needOfCopy } from '@quorate/custody/sticks/make-copy';
import type { ProbeProgress } from '@quorate/custody/sticks/probe';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import { folderAt, sayFindings } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { peopleOf, sayRecord } from '../records/record-options.ts';
import { required } from '../seal-input.ts';
import { stoppable } from '../stoppable.ts';
import { askDeclaration, toBeDeclared } from './declare.ts';

/** A replacement from a verified stick, byte for byte, with a record on both. A Ctrl-C leaves nothing on the other. */
export async function copyStick(path: string, args: Arguments, io: Io): Promise<Outcome> {
  const people = peopleOf(args);
  const to = required(args, 'to', 'where the other stick is mounted');
  const from = folderAt(path, args);
  sayFindings(io, from.findings);
  checkTakesRecord(from);
  const drive = driveAt(to);
  const need = needOfCopy(from, [path]);
  const declaration = await declarationFor(drive, need, io);
  const warnings = refuseUnfit(drive, need, declaration);
  if (warnings.length > 0 && !need.isRehearsal) {
    const lines = warnings.map(({ message, remedy }) => `WARNING: ${message}: ${remedy}`);
    await confirm(io, lines, 'Use this stick all the same? Type yes:', 'yes');
  }
  const pace = new Pace();
  const onProgress = ({ step, done, all }: WriteProgress) =>
    io.progress(`${paceText(done, all, pace.at(performance.now() / 1000, done, all))}  ${step}`);
  const onWarning = (warning: string) => io.say(`WARNING: ${warning}`);
  const onProbe = ({ step }: ProbeProgress) => io.progress(`probing: ${step}`);
  const onLeft = (record: LeftRecord) => sayRecord(record, io);
  const wish = { from, to, seen: drive, need, declaration, people };
  const how = { onProgress, onWarning, onProbe, onLeft };
  const { copy, records } = await stoppable((signal) => makeCopy(wish, { ...how, signal }));
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

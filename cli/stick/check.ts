import { dirname } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '@quorate/custody/drives/at-path';
import { mayBeSameStick } from '@quorate/custody/drives/same-stick';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { leaveRecord } from '@quorate/custody/records/leave-record';
import { type DamagedFile, damagedFiles, repairFile } from '@quorate/custody/sticks/repair';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { folderAt } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { peopleOf } from '../records/record-options.ts';

interface Damage {
  readonly stick: CeremonyFolder;
  readonly files: readonly DamagedFile[];
}

/** Several sticks of one ceremony compared file by file; what rotted is put right from a good one after a yes. */
export async function checkSticks(paths: readonly string[], args: Arguments, io: Io): Promise<Outcome> {
  const people = peopleOf(args);
  const folders = paths.map((path) => folderAt(path, args));
  refuseTwice(folders);
  const good = goodOf(folders);
  const damages = folders
    .filter((stick) => stick !== good)
    .map((stick): Damage => ({ stick, files: damagedFiles(stick, good) }))
    .filter(({ files }) => files.length > 0);
  io.print(...hashLines('folder hash', good.folderHash ?? ''));
  for (const { stick, files } of damages) io.print(...files.map((file) => lineOf(stick, file)));
  const json = damages.map(({ stick, files }) => ({ stick: stick.path, files }));
  const added = folders.flatMap(({ path, findings }) =>
    findings.all
      .filter(({ severity }) => severity === 'addition')
      .map(({ message }) => `${path}: ${message}`),
  );
  for (const message of added)
    io.say(`ADDED FILE    ${message}: nothing of the ceremony; look at it, and remove it`);
  if (args.text('folder-hash') === undefined)
    io.say('NOTE: not authenticated against paper: give --folder-hash from a card');
  for (const { path, records } of folders) {
    if (records.closing === null)
      io.say(
        `NOTE: ${path} has no closing record: its ceremony was never seen closed; do not rely on it alone`,
      );
  }
  if (damages.length === 0 && added.length > 0)
    return { json: { ok: false, damages: json, added }, exitCode: exitCodeOf('integrity') };
  if (damages.length === 0) {
    io.print(`all ${folders.length} sticks hold the same files, as they were sealed`);
    return { json: { ok: true, damages: json } };
  }
  if (!args.flag('repair')) {
    io.say(
      'hint: --repair puts them right from a good stick; a stick that rots is better replaced: stick copy',
    );
    return { json: { ok: false, damages: json }, exitCode: exitCodeOf('integrity') };
  }
  const count = damages.reduce((sum, { files }) => sum + files.length, 0);
  const shown = [`${count} ${count === 1 ? 'file' : 'files'} will be replaced from ${good.path}`];
  await confirm(io, shown, 'Type repair:', 'repair');
  for (const { stick, files } of damages) {
    for (const { path } of files) repairFile(stick, good, path);
    const repaired = folderAt(stick.path, args);
    const fault = repaired.findings.tamperings[0];
    if (fault !== undefined) {
      throw new QuorateError(
        'medium-differs',
        `${stick.path} does not verify after the repair: ${fault.message}`,
        'do not trust this stick: copy a good one onto another (quorate stick copy)',
      );
    }
    const data = { action: 'repaired', files: files.map(({ path }) => path) };
    const record = leaveRecord(repaired, { type: 'media', people, data });
    io.print(`repaired      ${stick.path}`, `record        ${stick.path}/${record.file}`);
  }
  return { json: { ok: true, repaired: json } };
}

/** A stick that is held against itself is always alike. */
function refuseTwice(folders: readonly CeremonyFolder[]): void {
  const roots = folders.map(({ path }) => ({ path, drive: driveAt(dirname(path)) }));
  for (const [index, one] of roots.entries()) {
    const twin = roots
      .slice(0, index)
      .find(({ path, drive }) => path === one.path || (!drive.isFolder && mayBeSameStick(drive, one.drive)));
    if (twin === undefined) continue;
    throw new QuorateError(
      'stick-twice',
      `${twin.path} and ${one.path} are on one physical stick`,
      'give each stick once',
    );
  }
}

/** The stick that the others are held against: one that verifies, on paper too where a hash was given. */
function goodOf(folders: readonly CeremonyFolder[]): CeremonyFolder {
  const whole = folders.filter(({ findings }) => findings.tamperings.length === 0);
  const [good] = whole;
  if (good === undefined) {
    throw new QuorateError(
      'folder-tampered',
      'none of these sticks is as it was sealed',
      'look for another stick of the ceremony',
    );
  }
  const other = whole.find(({ folderHash }) => folderHash !== good.folderHash);
  if (other !== undefined) {
    throw new QuorateError(
      'folder-hash-differs',
      `${good.path} and ${other.path} each hold together, and are not the same`,
      'give --folder-hash from a card: one of them was rewritten, or they are of two ceremonies',
    );
  }
  return good;
}

function lineOf(stick: CeremonyFolder, { path, fault, says }: DamagedFile): string {
  return `DAMAGED       ${stick.path}/${path}: ${inWords(fault, says)}`;
}

/** What the system says of an unreadable file names the file once more; a missing one needs no second name. */
function inWords(fault: DamagedFile['fault'], says: string): string {
  if (fault === 'missing') return 'is missing';
  return fault === 'changed' ? 'differs from what was sealed' : says;
}

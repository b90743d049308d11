import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { compareFolders, refuseUnproved, repairStick } from '@quorate/custody/sticks/compare';
import type { DamagedFile } from '@quorate/custody/sticks/repair';
import type { Arguments, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { folderAt } from '../folder-options.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { peopleOf } from '../records/record-options.ts';

/** Several sticks of one ceremony compared file by file; what rotted is put right from a good one after a yes. */
export async function checkSticks(paths: readonly string[], args: Arguments, io: Io): Promise<Outcome> {
  const people = peopleOf(args);
  const folders = paths.map((path) => folderAt(path, args));
  const comparison = compareFolders(folders);
  const { good, damages } = comparison;
  io.print(...hashLines('folder hash', good.folderHash ?? ''));
  for (const { stick, files } of damages) io.print(...files.map((file) => lineOf(stick, file)));
  const json = damages.map(({ stick, files }) => ({ stick: stick.path, files }));
  const added = comparison.added.map(({ stick, message }) => `${stick.path}: ${message}`);
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
  for (const damage of damages) refuseUnproved(damage, good);
  const count = damages.reduce((sum, { files }) => sum + files.length, 0);
  const shown = [`${count} ${count === 1 ? 'file' : 'files'} will be replaced from ${good.path}`];
  await confirm(io, shown, 'Type repair:', 'repair');
  for (const damage of damages) {
    const { stick } = damage;
    const record = repairStick(damage, good, people, (place) => folderAt(place, args));
    io.print(`repaired      ${stick.path}`, `record        ${stick.path}/${record.file}`);
  }
  return { json: { ok: true, repaired: json } };
}

function lineOf(stick: CeremonyFolder, { path, fault, says }: DamagedFile): string {
  return `DAMAGED       ${stick.path}/${path}: ${inWords(fault, says)}`;
}

/** What the system says of an unreadable file names the file once more; a missing one needs no second name. */
function inWords(fault: DamagedFile['fault'], says: string): string {
  if (fault === 'missing') return 'is missing';
  return fault === 'changed' ? 'differs from what was sealed' : says;
}

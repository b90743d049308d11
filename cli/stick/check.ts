import type { CeremonyFolder } from '@quorate/custody/folder/read';
import {
  compareFolders,
  refuseOtherRepair,
  refuseUnproved,
  repairStick,
  type StickComparison,
  type StickDamage,
  type ToldOfStick,
} from '@quorate/custody/sticks/compare';
import { closingPath, type DamagedFile } from '@quorate/custody/sticks/repair';
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
  const { good, damages, faults, added } = comparison;
  io.print(...hashLines('folder hash', good.folderHash ?? ''));
  for (const { stick, files } of damages) io.print(...files.map((file) => lineOf(stick, file)));
  io.print(...faults.map((fault) => `TAMPERING     ${sentenceOf(fault)}`));
  sayBesides(comparison, args, io);
  const told = toldInJson(comparison);
  const repairable = damages.filter((damage) => damage.faults.length === 0);
  const isRest = faults.length > 0 || added.length > 0;
  if (damages.length === 0 && !isRest) {
    io.print(`all ${folders.length} sticks hold the same files, as they were sealed`);
    return { json: { ok: true, ...told } };
  }
  if (faults.length > 0)
    io.say(
      'hint: what is called TAMPERING no other stick puts right: do not rely on such a stick, and replace it by a copy of a good one: stick copy',
    );
  if (repairable.length > 0 && !args.flag('repair'))
    io.say(
      'hint: --repair puts them right from a good stick; a stick that rots is better replaced: stick copy',
    );
  if (repairable.length === 0 || !args.flag('repair'))
    return { json: { ok: false, ...told }, exitCode: exitCodeOf('integrity') };
  for (const damage of repairable) refuseUnproved(damage, good);
  const count = repairable.reduce((sum, { files }) => sum + files.length, 0);
  const shown = [`${count} ${count === 1 ? 'file' : 'files'} will be replaced from ${good.path}`];
  await confirm(io, shown, 'Type repair:', 'repair');
  // People take their time, and sticks are taken out meanwhile.
  refuseOtherRepair(compareFolders(paths.map((path) => folderAt(path, args))), comparison);
  for (const damage of repairable) {
    const { stick } = damage;
    const record = repairStick(damage, good, people, (place) => folderAt(place, args));
    io.print(`repaired      ${stick.path}`, `record        ${stick.path}/${record.file}`);
  }
  // What an earlier repair left unfinished is gone by now; what stays is told as it stands.
  const after = compareFolders(paths.map((path) => folderAt(path, args)));
  const { damages: left, ...rest } = toldInJson(after);
  const ok = left.length === 0 && after.faults.length === 0 && after.added.length === 0;
  return {
    json: { ok, repaired: damagesInJson(repairable), ...rest },
    ...(ok ? {} : { exitCode: exitCodeOf('integrity') }),
  };
}

/** What is said beside the result. */
function sayBesides({ added, notes }: StickComparison, args: Arguments, io: Io): void {
  for (const one of added)
    io.say(`ADDED FILE    ${sentenceOf(one)}: nothing of the ceremony; look at it, and remove it`);
  if (args.text('folder-hash') === undefined)
    io.say('NOTE: not authenticated against paper: give --folder-hash from a card');
  for (const note of notes) io.say(`NOTE: ${sentenceOf(note)}`);
}

function toldInJson({ damages, faults, added, notes }: StickComparison) {
  const plain = (told: readonly ToldOfStick[]) =>
    told.map(({ stick, message }) => ({ stick: stick.path, message }));
  return {
    damages: damagesInJson(damages),
    faults: plain(faults),
    added: added.map(sentenceOf),
    notes: plain(notes),
  };
}

function damagesInJson(damages: readonly StickDamage[]) {
  return damages.map(({ stick, files }) => ({ stick: stick.path, files }));
}

function sentenceOf({ stick, message }: ToldOfStick): string {
  return `${stick.path}: ${message}`;
}

function lineOf(stick: CeremonyFolder, { path, fault, says }: DamagedFile): string {
  return `DAMAGED       ${stick.path}/${path}: ${inWords(path, fault, says)}`;
}

/** What the system says of an unreadable file names the file once more; a missing one needs no second name. */
function inWords(path: string, fault: DamagedFile['fault'], says: string): string {
  if (fault === 'missing') return 'is missing';
  if (fault === 'unreadable') return says;
  return path === closingPath ? 'is not as it was delivered' : 'differs from what was sealed';
}

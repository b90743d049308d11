import { fromHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { isSameFolder } from '@quorate/custody/folder/same-folder';
import { type LeftRecord, leaveOnAll, refuseOtherCeremony } from '@quorate/custody/records/leave-on-all';
import type { Told } from '@quorate/custody/records/leave-record';
import { checkCardNumber, checkRecordPeople, checkRecordText } from '@quorate/custody/records/record-text';
import type { Arguments, OptionTable } from '../command.ts';
import { folderAt } from '../folder-options.ts';
import type { Io } from '../io.ts';
import { required } from '../seal-input.ts';

/** Options of every command that leaves a record: who did it and who watched. */
export const recordOptions: OptionTable = {
  operator: { type: 'string' },
  witness: { type: 'string', multiple: true },
};

/** Help lines of {@link recordOptions}. */
export const recordHelp = [
  ['--operator NAME', 'who does this; the record on the stick names them'],
  ['--witness NAME', 'who watches; again for each'],
] as const;

/** The text of an option, held against what a record can hold. @throws `usage-option` */
export function checkText(option: string, text: string, kind: 'name' | 'reason'): string {
  return checkRecordText(`--${option}`, text, kind);
}

/** The text of an option that may be left out, checked as {@link checkText} does; null where it was. */
export function textOption(args: Arguments, option: string, kind: 'name' | 'reason'): string | null {
  const text = args.text(option);
  return text === undefined ? null : checkText(option, text, kind);
}

/**
 * Operator and witnesses as given, each another person.
 * @throws `usage-arguments`, `usage-option`
 */
export function peopleOf(args: Arguments): string[] {
  const operator = required(args, 'operator', 'who does this');
  const given = { operator, witnesses: args.texts('witness') };
  return checkRecordPeople(given, { operator: '--operator', witness: '--witness' });
}

/** The number of a card of this set. @throws `usage-arguments`, `usage-option` */
export function cardOption(args: Arguments, { manifest }: CeremonyFolder): number {
  required(args, 'card', 'the number printed on the card');
  return checkCardNumber('--card', args.number('card') ?? 0, manifest);
}

/**
 * Leaves the same record on every given stick, and says its hash: the next drill asks for it.
 * @throws the codes of `leaveOnAll`
 */
export function leaveAndSay(folders: readonly CeremonyFolder[], told: Told, io: Io): LeftRecord[] {
  return leaveOnAll(folders, told, (record) => sayRecord(record, io));
}

/** Says where a record lies, and its hash. */
export function sayRecord({ folder, file, sha256 }: LeftRecord, io: Io): void {
  io.print(
    `record        ${folder}/${file}`,
    `              ${sha256}`,
    `              ${hashWords(fromHex(sha256))}`,
  );
}

/**
 * The folders of the positional arguments.
 * @throws the codes of `folderAt`; `usage-arguments` for one folder given twice, `folder-hash-differs` for two
 * ceremonies
 */
export function foldersOf(args: Arguments): CeremonyFolder[] {
  const folders = args.positionals.map((path) => folderAt(path, args));
  refuseTwice(folders);
  refuseOtherCeremony(folders);
  return folders;
}

/** One stick that is given twice would be compared with itself. */
function refuseTwice(folders: readonly CeremonyFolder[]): void {
  for (const [index, { path }] of folders.entries()) {
    const before = folders.slice(0, index).find((one) => isSameFolder(one.path, path));
    if (before === undefined) continue;
    throw new QuorateError(
      'usage-arguments',
      `${before.path} and ${path} are one folder`,
      'give each stick once: a stick that is compared with itself is always alike',
    );
  }
}

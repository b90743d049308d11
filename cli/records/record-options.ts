import { realpathSync, statSync } from 'node:fs';
import { fromHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { aboutFile } from '@quorate/custody/files/errors';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import type { AppendedRecord } from '@quorate/custody/folder/records';
import { isSamePerson } from '@quorate/custody/people/same-person';
import { checkTakesRecord, leaveRecord, type Told } from '@quorate/custody/records/leave-record';
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

/** Code points that the name of a person, a bag or a stick may have. */
const longestName = 120;
/** Code points that a reason may have. */
const longestReason = 500;

/**
 * Holds a text against what a record can hold: it can never be taken off a stick again.
 * @param kind what the text is: a name of a person, a bag or a stick, or a reason
 * @throws `usage-option`
 */
export function checkText(option: string, text: string, kind: 'name' | 'reason'): string {
  const longest = kind === 'name' ? longestName : longestReason;
  const refuse = (what: string) =>
    new QuorateError(
      'usage-option',
      `--${option} ${what}`,
      'the record stands on the stick for good: nothing was written',
    );
  if (!isCleanText(text)) throw refuse('holds a control character or a line break');
  if ([...text].length > longest) throw refuse(`is longer than ${longest} characters`);
  return text;
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
  const operator = checkText('operator', required(args, 'operator', 'who does this'), 'name');
  const witnesses = args.texts('witness').map((witness) => checkText('witness', witness, 'name'));
  const people = [operator, ...witnesses];
  for (const [at, witness] of witnesses.entries()) {
    if (!people.slice(0, at + 1).some((person) => isSamePerson(person, witness))) continue;
    throw new QuorateError(
      'usage-option',
      isSamePerson(operator, witness) ? '--witness names the operator' : '--witness names one person twice',
      'nobody can watch themselves: give another person, or leave it out',
    );
  }
  return people;
}

/** The number of a card of this set. @throws `usage-arguments`, `usage-option` */
export function cardOption(args: Arguments, { manifest }: CeremonyFolder): number {
  required(args, 'card', 'the number printed on the card');
  const card = args.number('card') ?? 0;
  const count = manifest?.shareSet.count ?? 255;
  if (card >= 1 && card <= count) return card;
  throw new QuorateError(
    'usage-option',
    `--card ${card} is none of this set`,
    `cards run from 1 to ${count}`,
  );
}

/** A record on each of the given sticks. */
export interface LeftRecord extends AppendedRecord {
  readonly folder: string;
}

/**
 * Leaves the same record on every given stick, and says its hash: the next drill asks for it. Every stick is asked
 * before the first is written to.
 * @throws the codes of `checkTakesRecord`, nothing written then; those of `leaveRecord` for a stick that fails while
 * it is written, those before have theirs
 */
export function leaveOnAll(folders: readonly CeremonyFolder[], told: Told, io: Io): LeftRecord[] {
  for (const folder of folders) checkTakesRecord(folder);
  return folders.map((folder) => {
    const record = leaveRecord(folder, told);
    io.print(
      `record        ${folder.path}/${record.file}`,
      `              ${record.sha256}`,
      `              ${hashWords(fromHex(record.sha256))}`,
    );
    return { folder: folder.path, ...record };
  });
}

/**
 * The folders of the positional arguments.
 * @throws the codes of `folderAt`; `usage-arguments` for one folder given twice, `folder-hash-differs` for two
 * ceremonies
 */
export function foldersOf(args: Arguments): CeremonyFolder[] {
  const folders = args.positionals.map((path) => folderAt(path, args));
  refuseTwice(folders);
  const [first, ...others] = folders;
  const other = others.find(({ folderHash }) => folderHash !== first?.folderHash);
  if (first !== undefined && other !== undefined) {
    throw new QuorateError(
      'folder-hash-differs',
      `${first.path} and ${other.path} are not the same: their folder hashes differ`,
      'hold both against a card: one of them was changed, or they are of two ceremonies',
    );
  }
  return folders;
}

/** One stick that is given twice would be compared with itself. A second mount of it has another path. */
function refuseTwice(folders: readonly CeremonyFolder[]): void {
  const seen = new Map<string, string>();
  for (const { path } of folders) {
    const { dev, ino } = aboutFile(path, () => statSync(path, { bigint: true }));
    const real = aboutFile(path, () => realpathSync(path));
    // Some file systems number nothing: then the path alone tells.
    const keys = [real, ...(ino === 0n ? [] : [`${dev}:${ino}`])];
    const before = keys.map((key) => seen.get(key)).find((found) => found !== undefined);
    if (before !== undefined) {
      throw new QuorateError(
        'usage-arguments',
        `${before} and ${path} are one folder`,
        'give each stick once: a stick that is compared with itself is always alike',
      );
    }
    for (const key of keys) seen.set(key, path);
  }
}

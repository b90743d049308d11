import { fromHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import type { AppendedRecord } from '@quorate/custody/folder/records';
import { leaveRecord, type Told } from '@quorate/custody/records/leave-record';
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

/** Operator and witnesses as given. @throws `usage-arguments` */
export function peopleOf(args: Arguments): string[] {
  return [required(args, 'operator', 'who does this'), ...args.texts('witness')];
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
 * Leaves the same record on every given stick, and says its hash: the next drill asks for it.
 * @throws the codes of `leaveRecord` for the first stick that cannot take it; those before have theirs
 */
export function leaveOnAll(folders: readonly CeremonyFolder[], told: Told, io: Io): LeftRecord[] {
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

/** The folders of the positional arguments. @throws the codes of `folderAt`; `folder-tampered` for two ceremonies */
export function foldersOf(args: Arguments): CeremonyFolder[] {
  const folders = args.positionals.map((path) => folderAt(path, args));
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

import { QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '../folder/read.ts';
import type { AppendedRecord } from '../folder/records.ts';
import { checkTakesRecord, leaveRecord, type Told } from './leave-record.ts';

/** A record on each of several sticks. */
export interface LeftRecord extends AppendedRecord {
  /** Path of the ceremony's folder. */
  readonly folder: string;
}

/**
 * Leaves the same record on every given stick. Every stick is asked before the first is written to.
 * @param folders as they were just read
 * @param onLeft told of each record once it lies on its stick
 * @throws the codes of `checkTakesRecord`, nothing written then; those of `leaveRecord` for a stick that fails while
 * it is written, those before have theirs
 */
export function leaveOnAll(
  folders: readonly CeremonyFolder[],
  told: Told,
  onLeft: (record: LeftRecord) => void = () => {},
): LeftRecord[] {
  for (const folder of folders) checkTakesRecord(folder);
  return folders.map((folder) => {
    const record = { folder: folder.path, ...leaveRecord(folder, told) };
    onLeft(record);
    return record;
  });
}

/**
 * Refuses sticks of which one is another than the first: a record is about all of them.
 * @throws `folder-hash-differs`
 */
export function refuseOtherCeremony(folders: readonly CeremonyFolder[]): void {
  const [first, ...others] = folders;
  const other = others.find(({ folderHash }) => folderHash !== first?.folderHash);
  if (first === undefined || other === undefined) return;
  throw new QuorateError(
    'folder-hash-differs',
    `${first.path} and ${other.path} are not the same: their folder hashes differ`,
    'hold both against a card: one of them was changed, or they are of two ceremonies',
  );
}

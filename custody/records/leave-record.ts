import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';
import { QuorateError } from '@quorate/crypto-core/errors';
import { utcNow } from '../ceremony/journal.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { type AppendedRecord, appendRecord } from '../folder/records.ts';

/** What a record tells, besides what follows from its folder. */
export type Told = Pick<CeremonyRecord, 'type' | 'people' | 'data'>;

/**
 * Adds a record without a MAC to a folder: of something that needed no card.
 * @param folder as it was just read; a folder that does not hold together gets no record, for the record would vouch
 * for it
 * @throws `folder-tampered`, `file-…` and `medium-…` codes
 */
export function leaveRecord(folder: CeremonyFolder, told: Told): AppendedRecord {
  const { manifest, folderHash, findings, path, records } = folder;
  const [fault] = findings.tamperings;
  if (manifest === null || folderHash === null || fault !== undefined) {
    throw new QuorateError(
      'folder-tampered',
      `${path} gets no record: ${fault?.message ?? 'it has no manifest'}`,
      'compare it with another stick of the ceremony',
    );
  }
  const { id: ceremonyId } = manifest.ceremony;
  return appendRecord(path, records, { ...told, time: utcNow(), ceremonyId, folderHash, recordKey: null });
}

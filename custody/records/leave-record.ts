import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';
import { QuorateError } from '@quorate/crypto-core/errors';
import { utcNow } from '../ceremony/journal.ts';
import { aboutFile } from '../files/errors.ts';
import { recordsFolder } from '../folder/layout.ts';
import { isThere } from '../folder/locate.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { type AppendedRecord, appendRecord } from '../folder/records.ts';

/** What a record tells, besides what follows from its folder. */
export type Told = Pick<CeremonyRecord, 'type' | 'people' | 'data'>;

/**
 * Checks that a folder can take a record, before anything is written: it holds together (a record would vouch for
 * it), and this user may write there.
 * @throws `folder-tampered`, `file-…` and `medium-…` codes
 */
export function checkTakesRecord(folder: CeremonyFolder): void {
  identityOf(folder);
  const records = join(folder.path, recordsFolder);
  const written = isThere(records) ? records : folder.path;
  aboutFile(written, () => accessSync(written, constants.W_OK));
}

/**
 * Adds a record without a MAC to a folder: of something that needed no card.
 * @param folder as it was just read
 * @throws the codes of {@link checkTakesRecord}; `usage-option` for what cannot stand in a record
 */
export function leaveRecord(folder: CeremonyFolder, told: Told): AppendedRecord {
  const { path, records } = folder;
  return appendRecord(path, records, { ...told, ...identityOf(folder), time: utcNow(), recordKey: null });
}

function identityOf(folder: CeremonyFolder): { ceremonyId: string; folderHash: string } {
  const { manifest, folderHash, findings, path } = folder;
  const [fault] = findings.tamperings;
  if (manifest === null || folderHash === null || fault !== undefined) {
    throw new QuorateError(
      'folder-tampered',
      `${path} gets no record: ${fault?.message ?? 'it has no manifest'}`,
      'compare it with another stick of the ceremony',
    );
  }
  return { ceremonyId: manifest.ceremony.id, folderHash };
}

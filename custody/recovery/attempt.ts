import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { utcNow } from '../ceremony/journal.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { type AppendedRecord, appendRecord } from '../folder/records.ts';
import type { OpenedFolder } from './open.ts';

/** What became of the record of an attempt. */
export type RecordedAttempt =
  | { readonly written: true; readonly record: AppendedRecord }
  | { readonly written: false; readonly why: string };

/**
 * Leaves a record of a recovery, or of one that failed, on the stick where it can be written. A stick that cannot be
 * written is no reason to fail: the answer says why there is no record.
 * @param opened the opened bundle, which authenticates the record, or null when it never was
 * @param data what happened; never a secret
 */
export function recordRecovery(
  folder: CeremonyFolder,
  opened: OpenedFolder | null,
  people: readonly string[],
  data: JsonObject,
): RecordedAttempt {
  const ceremonyId = opened?.manifest.ceremony.id ?? folder.manifest?.ceremony.id;
  const { folderHash } = folder;
  if (ceremonyId === undefined || folderHash === null) {
    return { written: false, why: 'the folder is too damaged for a record' };
  }
  try {
    const record = appendRecord(folder.path, folder.records, {
      type: 'recovery',
      time: utcNow(),
      people: [...people],
      data,
      ceremonyId,
      folderHash,
      recordKey: opened?.recordKey ?? null,
    });
    return { written: true, record };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return { written: false, why: error.message };
  }
}

import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, readManifest } from '@quorate/crypto-core/documents/manifest';
import { type CeremonyRecord, readRecord } from '@quorate/crypto-core/documents/record';
import { dutiesDue } from '@quorate/custody/drill/due';
import { closingFile, manifestFile, recordsFolder } from '@quorate/custody/folder/layout';
import type { StickCeremonyView } from '../contract/drives-views.ts';

/** A manifest of a few hundred keys; a larger one is read when somebody takes the stick up. */
const maxManifestBytes = 1024 * 1024;
const maxRecordBytes = 256 * 1024;
/** Four times a year for half a century. */
const mostRecords = 200;
const recordName = /^\d{4}-[a-z]+-\d{8}T\d{6}Z\.json$/;

/**
 * Reads of a ceremony's folder what tells whose it is and what is due, without a card and without the bundle. Nothing is
 * verified: that is for whoever takes the stick up. It never throws, and what cannot be read is null.
 * @param root where the stick is mounted
 * @param now to count from; another only in tests
 */
export async function readCeremony(
  root: string,
  folder: string,
  now: () => Date = () => new Date(),
): Promise<StickCeremonyView> {
  const path = join(root, folder);
  const isClosed = await isFile(join(path, recordsFolder, closingFile));
  try {
    const { ceremony, shareSet, verification } = readManifest(
      await readBounded(join(path, manifestFile), maxManifestBytes),
    );
    const records = await recordsIn(path, ceremony);
    const duties = dutiesDue(verification, ceremony.date, records, now());
    return {
      folder,
      isClosed,
      told: {
        label: ceremony.label,
        isRehearsal: ceremony.purpose === 'rehearsal',
        date: ceremony.date.slice(0, 10),
        setId: shareSet.id,
        duties: duties.map(({ duty, lastDone, nextDue, overdueDays }) => ({
          duty,
          lastDone: lastDone?.slice(0, 10) ?? null,
          nextDue,
          overdueDays,
        })),
      },
    };
  } catch {
    return { folder, isClosed, told: null };
  }
}

/** Records of this ceremony; one that cannot be read shows that nothing was done. */
async function recordsIn(path: string, { id }: Manifest['ceremony']): Promise<CeremonyRecord[]> {
  const records: CeremonyRecord[] = [];
  const names = (await readdir(join(path, recordsFolder)).catch(() => []))
    .filter((name) => recordName.test(name))
    .sort();
  for (const name of names.slice(-mostRecords)) {
    try {
      const record = readRecord(await readBounded(join(path, recordsFolder, name), maxRecordBytes), name);
      if (record.ceremonyId === id) records.push(record);
    } catch {
      // A duty counts as done by a record that can be read.
    }
  }
  return records;
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() === true;
}

/** @throws whatever the system says, and Error for what is no file of that size */
async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  // A link leads elsewhere, and a FIFO would never answer. Windows knows neither flag.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  const file = await open(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > maxBytes) throw new Error('not read');
    return await readExactly(file, stats.size);
  } finally {
    await file.close();
  }
}

async function readExactly(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(bytes, at, size - at, at);
    if (bytesRead === 0) throw new Error('it became shorter');
    at += bytesRead;
  }
  return bytes;
}

import { basename, dirname } from 'node:path';
import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';
import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { dutiesDue } from '@quorate/custody/drill/due';
import { lastDrill, proposeCards } from '@quorate/custody/drill/propose';
import { driveAt } from '@quorate/custody/drives/at-path';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { cardStanding } from '@quorate/custody/records/card-standing';
import type { FolderView } from '../contract/folder-views.ts';
import type { HashView } from '../contract/views.ts';

/** A hash as it is shown. @param hex 64 digits */
export function hashView(hex: string): HashView {
  return { hex, words: hashWords(fromHex(hex)) };
}

/** The records of a folder that can be read. */
export function recordsOf({ records }: CeremonyFolder): CeremonyRecord[] {
  return records.stored.flatMap(({ record }) => (record === null ? [] : [record]));
}

/** What lies under a folder: the stick's model and serial, for people to know it by. */
export type Below = Pick<FolderView, 'place' | 'model' | 'serial'>;

/** Asks the system once for what lies under a folder. */
export function below(folder: string): Below {
  const { isFolder, mountPoint, vendor, model, serial } = driveAt(dirname(folder));
  const named = [vendor, model].filter((part) => part !== null && part !== '');
  const place = isFolder ? folder : `${mountPoint ?? dirname(folder)}/${basename(folder)}`;
  return { place, model: named.length === 0 ? null : named.join(' '), serial };
}

/** What a window may know of a folder that was read without any card. */
export function folderView(number: number, folder: CeremonyFolder, stick: Below, now: Date): FolderView {
  const { manifest, folderHash, isAuthenticated, bundle, records, findings } = folder;
  const readable = recordsOf(folder);
  return {
    number,
    ...stick,
    ceremony:
      manifest === null
        ? null
        : {
            id: manifest.ceremony.id,
            label: manifest.ceremony.label,
            isRehearsal: manifest.ceremony.purpose === 'rehearsal',
            date: manifest.ceremony.date.slice(0, 10),
            setId: manifest.shareSet.id,
            threshold: manifest.shareSet.threshold,
            count: manifest.shareSet.count,
            sources: [...new Set(manifest.keys.map(({ name }) => name))],
            keys: manifest.keys.length,
          },
    folderHash: folderHash === null ? null : hashView(folderHash),
    isAuthenticated,
    isBundleThere: bundle !== null,
    isClosed: records.closing !== null,
    findings: findings.all.map(({ severity, message }) => ({ severity, message })),
    cards: cardsOf(folder, readable),
    duties:
      manifest === null
        ? []
        : dutiesDue(manifest.verification, manifest.ceremony.date, readable, now).map(
            ({ duty, lastDone, nextDue, overdueDays }) => ({
              duty,
              lastDone: lastDone?.slice(0, 10) ?? null,
              nextDue,
              overdueDays,
            }),
          ),
    records: records.stored.map(({ record, sha256 }) => ({
      type: record?.type ?? 'unreadable',
      time: record?.time ?? null,
      people: record === null ? [] : [...record.people],
      hash: hashView(sha256),
    })),
    lastDrill: lastDrill(readable),
  };
}

function cardsOf({ manifest }: CeremonyFolder, records: readonly CeremonyRecord[]): FolderView['cards'] {
  if (manifest === null) return [];
  const { count, threshold, cards } = manifest.shareSet;
  const { lost } = cardStanding(records, threshold, count);
  const tested = new Map(proposeCards(records, count, count).map(({ number, time }) => [number, time]));
  return cards.map(({ number, custodian }) => ({
    number,
    custodian: custodian ?? null,
    lastTested: tested.get(number)?.slice(0, 10) ?? null,
    isLost: lost.includes(number),
  }));
}

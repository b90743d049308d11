import { fromHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { StoredRecord } from '../folder/records.ts';

/**
 * What the hash in the last report says about the records on this stick: the newest is the one reported, there are
 * newer ones after it, it is not here, or nobody had a report.
 */
export type LastRecordAnswer = 'same' | 'newer' | 'missing' | 'not-compared';

/**
 * Looks for the record of the last report among those of a stick. From the folder alone nobody can see that its last
 * record was taken away.
 * @param typed 64 hex digits or the 12 words, in any case, with any blanks; null where nobody had them
 * @throws `usage-option` for anything else
 */
export function compareLastRecord(
  typed: string | null,
  stored: readonly Pick<StoredRecord, 'sha256'>[],
): LastRecordAnswer {
  if (typed === null) return 'not-compared';
  const wanted = typed.trim().toLowerCase();
  const hex = wanted.replace(/[\s:-]/g, '');
  const words = wanted.split(/[^a-z]+/).filter((word) => word !== '');
  const isHex = /^[0-9a-f]{64}$/.test(hex);
  if (!isHex && words.length !== 12) {
    throw new QuorateError(
      'usage-option',
      'the record hash of the last report has 64 digits, or 12 words',
      'it stands at the end of the report',
    );
  }
  const isIt = ({ sha256 }: Pick<StoredRecord, 'sha256'>) =>
    isHex ? sha256 === hex : hashWords(fromHex(sha256)) === words.join(' ');
  const newest = stored.at(-1);
  if (newest !== undefined && isIt(newest)) return 'same';
  return stored.some(isIt) ? 'newer' : 'missing';
}

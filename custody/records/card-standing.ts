import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';

/** What the records of a folder say about its cards. */
export interface CardStanding {
  readonly threshold: number;
  readonly count: number;
  /** Cards reported lost, by number. */
  readonly lost: readonly number[];
  /** How many are left. */
  readonly left: number;
  /** What follows, in sentences for a person; empty while all cards are there. */
  readonly advice: readonly string[];
}

/**
 * How many cards are left after those that were reported lost, and what to do about it.
 * @param records in their order
 */
export function cardStanding(
  records: readonly Pick<CeremonyRecord, 'type' | 'data'>[],
  threshold: number,
  count: number,
): CardStanding {
  const told = records.flatMap(({ type, data }) => {
    const card = data['card'];
    return type === 'lost' && typeof card === 'number' && card >= 1 && card <= count ? [card] : [];
  });
  const lost = [...new Set(told)].sort((a, b) => a - b);
  const left = count - lost.length;
  return { threshold, count, lost, left, advice: adviceOn(lost, left, threshold, count) };
}

function adviceOn(lost: readonly number[], left: number, threshold: number, count: number): string[] {
  if (lost.length === 0) return [];
  const cards = `card${lost.length === 1 ? '' : 's'} ${lost.join(', ')}`;
  const margin = left - threshold;
  return [
    margin < 0
      ? `${cards} of ${count} lost: ${left} are left and ${threshold} are needed. If the keys are still in use anywhere, seal them anew today`
      : margin === 0
        ? `${cards} of ${count} lost: exactly ${threshold} are left, and no other may be lost`
        : `${cards} of ${count} lost: ${left} are left, ${threshold} are needed`,
    ...(lost.length >= threshold
      ? [`whoever finds ${threshold} of the lost cards and a stick has the keys: rotate the keys themselves`]
      : []),
    'a lost card keeps its power until new cards replace the whole set: hold a re-share soon',
  ];
}

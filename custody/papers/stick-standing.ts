import type { JournalEntry } from '@quorate/crypto-core/documents/journal';

/** What became of the sticks of a ceremony, by number, in ascending order. */
export interface StickStanding {
  /** Verified, and not found faulty afterwards. */
  readonly verified: readonly number[];
  readonly failed: readonly number[];
}

/** Reads out of a journal what became of the sticks: the last word on each counts. */
export function standingOf(journal: readonly JournalEntry[]): StickStanding {
  const last = new Map<number, string>();
  for (const { event, data } of journal) {
    const stick = data['stick'];
    if (event.startsWith('stick.') && typeof stick === 'number') last.set(stick, event);
  }
  const ending = (event: string) =>
    [...last]
      .filter(([, name]) => name === event)
      .map(([stick]) => stick)
      .sort((one, other) => one - other);
  return { verified: ending('stick.verified'), failed: ending('stick.failed') };
}

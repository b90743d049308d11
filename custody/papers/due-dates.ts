import type { Plan } from '@quorate/crypto-core/documents/plan';

/** Something to be done again by a day. */
export interface DueDate {
  readonly what: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly everyDays: number;
}

const dayInMilliseconds = 86_400_000;
const lastDay = Date.parse('9999-12-31T00:00:00Z');

/** What the plan asks for, counted from the day of the ceremony. @param time UTC, `YYYY-MM-DDTHH:MM:SSZ` */
export function dueDates(verification: Plan['verification'], time: string): DueDate[] {
  const due = (what: string, everyDays: number): DueDate => {
    const on = Math.min(Date.parse(time) + everyDays * dayInMilliseconds, lastDay);
    return { what, on: new Date(on).toISOString().slice(0, 10), everyDays };
  };
  return [
    due('Check every stick against its folder hash (no cards needed)', verification.integrityDays),
    due('Open the bundle with cards, in memory only', verification.openingDays),
    due('Restore with cards, and compare every public key', verification.restoreDays),
    due('Rotate the keys', verification.keyRotationDays),
    due('Copy onto new sticks', verification.mediaDays),
  ];
}

import type { Plan } from '@quorate/crypto-core/documents/plan';

/** Something to be done again by a day. */
export interface DueDate {
  /** Member of the plan's `verification` that asks for it. */
  readonly interval: Exclude<keyof Plan['verification'], 'retentionDays'>;
  readonly what: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly everyDays: number;
}

const dayInMilliseconds = 86_400_000;
const lastDay = Date.parse('9999-12-31T00:00:00Z');

/** What the plan asks for, counted from the day of the ceremony. @param time UTC, `YYYY-MM-DDTHH:MM:SSZ` */
export function dueDates(verification: Plan['verification'], time: string): DueDate[] {
  const due = (what: string, interval: DueDate['interval']): DueDate => {
    const everyDays = verification[interval];
    const on = Math.min(Date.parse(time) + everyDays * dayInMilliseconds, lastDay);
    return { interval, what, on: new Date(on).toISOString().slice(0, 10), everyDays };
  };
  return [
    due('Check every stick against its folder hash (no cards needed)', 'integrityDays'),
    due('Open the bundle with cards, in memory only', 'openingDays'),
    due('Restore with cards, and compare every public key', 'restoreDays'),
    due('Rotate the keys', 'keyRotationDays'),
    due('Copy onto new sticks', 'mediaDays'),
  ];
}

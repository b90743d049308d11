import { QuorateError } from '@quorate/crypto-core/errors';

/**
 * Holds the date that a person read from a watch against the machine's clock: its date here, or in UTC, where the two
 * differ for some hours of the day.
 * @param date `YYYY-MM-DD`
 * @returns the same, without blanks
 * @throws `date-differs`, also for what is no date
 */
export function checkDate(date: string, now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const here = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const utc = now.toISOString().slice(0, 10);
  const typed = date.trim();
  if (typed === here || typed === utc) return typed;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) {
    throw new QuorateError(
      'date-differs',
      `${JSON.stringify(typed.slice(0, 20))} is not a date as it is compared here`,
      'type year, month and day with dashes, as in 2031-04-27',
    );
  }
  throw new QuorateError(
    'date-differs',
    `the watch says ${JSON.stringify(typed.slice(0, 20))}, and this machine ${here}`,
    'set the clock right: drills are counted from this date',
  );
}

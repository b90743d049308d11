import { QuorateError } from '@quorate/crypto-core/errors';
import type { Times } from './stopwatch.ts';

/** From the moment a loss is noticed until the keys can be had again: an hour, in milliseconds. */
export const timeObjective = 3_600_000;

/** How long it took, against {@link timeObjective}. */
export interface TimeToRestore {
  readonly limit: number;
  readonly milliseconds: number;
  /** What it was counted from: the typed time of detection, that of the start, or the start of the program. */
  readonly from: 'detection' | 'start' | 'program';
  /** Whether the keys could be had at all: a time in which nothing was opened shows nothing. */
  readonly wasOpened: boolean;
  readonly isMet: boolean;
}

/** The time that counts: from detection where that was typed, else from the start, else from the program's own. */
export function timeToRestore(drill: {
  readonly times: Times;
  readonly now: Date;
  readonly detected: string | null;
  readonly started: string | null;
  readonly wasOpened: boolean;
}): TimeToRestore {
  const { times, now, detected, started, wasOpened } = drill;
  const since = detected ?? started;
  const from = detected !== null ? 'detection' : started !== null ? 'start' : 'program';
  const milliseconds = since === null ? times.total : Math.max(0, now.getTime() - Date.parse(since));
  return {
    limit: timeObjective,
    milliseconds,
    from,
    wasOpened,
    isMet: wasOpened && milliseconds < timeObjective,
  };
}

/**
 * A typed time as UTC: `2027-02-18 09:00`, with seconds, `T` and `Z` or without.
 * @param option names it in errors
 * @throws `usage-option` for another writing, a time that does not exist, or one that is still to come
 */
export function typedTime(text: string, option: string, now: Date): string {
  const [, date, minutes, seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?Z?$/.exec(text.trim()) ?? [];
  const time = `${date}T${minutes}${seconds}Z`;
  const instant = new Date(time);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString() === `${time.slice(0, 19)}.000Z`;
  if (!exists) {
    throw new QuorateError(
      'usage-option',
      `${option} is no time in UTC`,
      'write it as in "2027-02-18 09:00"',
    );
  }
  if (instant.getTime() > now.getTime()) {
    throw new QuorateError('usage-option', `${option} ${time} is still to come`, 'times are in UTC');
  }
  return time;
}

import type { Manifest } from '@quorate/crypto-core/documents/manifest';
import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';
import { type Duty, kindOf, kinds } from './kinds.ts';

/** What a record must say to be counted. */
export type CountedRecord = Pick<CeremonyRecord, 'type' | 'time' | 'data' | 'mac'>;

/** When a duty was done and when it is due. */
export interface DutyStanding {
  readonly duty: Duty;
  /** The promise: every so many days. */
  readonly days: number;
  /** Time of the last record that counts; null when the ceremony itself was the last time. */
  readonly lastDone: string | null;
  /** `YYYY-MM-DD`. */
  readonly nextDue: string;
  /** Whole days since it was due; 0 until the day after. */
  readonly overdueDays: number;
}

const day = 86_400_000;

/**
 * What is due and since when, counted from the ceremony and from the drills that passed. A restore counts for opening
 * and integrity too, and so does a comparison of sticks for integrity. What nobody can have done without the cards
 * counts only with the record's MAC, and a record from the future counts for nothing.
 * @param ceremonyDate time of the ceremony
 * @param records of one folder, in any order
 */
export function dutiesDue(
  { integrityDays, openingDays, restoreDays }: Manifest['verification'],
  ceremonyDate: string,
  records: readonly CountedRecord[],
  now: Date,
): DutyStanding[] {
  const promised = { integrity: integrityDays, opening: openingDays, restore: restoreDays };
  return (Object.entries(promised) as [Duty, number][]).map(([duty, days]) => {
    const times = records
      .filter((record) => fulfilledBy(record).includes(duty))
      .map(({ time }) => time)
      // A clock may run a little ahead; a year ahead it is a clock nobody looked at, or a forgery.
      .filter((time) => Date.parse(time) <= now.getTime() + day);
    const lastDone = times.sort().at(-1) ?? null;
    const due = dayOf(lastDone ?? ceremonyDate) + days * day;
    return {
      duty,
      days,
      lastDone,
      nextDue: dateOf(due),
      overdueDays: Math.max(0, Math.round((dayOf(now.toISOString()) - due) / day)),
    };
  });
}

/** The duties that a record shows to be done. */
export function fulfilledBy({ type, data, mac }: CountedRecord): readonly Duty[] {
  if (data['verdict'] !== 'passed' && data['verdict'] !== 'pass') return [];
  if (type === 'check') return ['integrity'];
  const kind = type === 'drill' && typeof data['kind'] === 'string' ? kindOf(data['kind']) : null;
  if (kind === null) return [];
  return kinds[kind].fulfils.filter((duty) => duty === 'integrity' || mac !== null);
}

/** The first day on which anything of the given standings is due, `YYYY-MM-DD`. */
export function firstDue(standings: readonly DutyStanding[]): string {
  return standings.map(({ nextDue }) => nextDue).sort()[0] ?? '';
}

function dayOf(time: string): number {
  return Date.parse(`${time.slice(0, 10)}T00:00:00Z`);
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';

/** When something was tested last. */
export interface LastTested {
  /** `YYYY-MM-DDTHH:MM:SSZ`, or null for never. */
  readonly time: string | null;
}

/** A card, and when a drill last proved it. */
export interface ProposedCard extends LastTested {
  readonly number: number;
}

type Told = Pick<CeremonyRecord, 'type' | 'time' | 'data'>;

/**
 * The cards a drill should take: those tested longest ago, never tested first, cards reported lost left out. A set of
 * cards that are never read rots unseen behind the few that always are.
 * @param records of one folder, in any order
 * @param wanted how many
 * @param count N
 * @returns in order of their numbers; fewer than wanted where too many are lost
 */
export function proposeCards(records: readonly Told[], wanted: number, count: number): ProposedCard[] {
  const lost = new Set(
    records.flatMap(({ type, data }) => (type === 'lost' ? numbersIn([data['card']]) : [])),
  );
  const tested = new Map<number, string>();
  for (const { type, time, data } of records) {
    if (type !== 'drill') continue;
    for (const number of numbersIn(data['cards'])) {
      if (time > (tested.get(number) ?? '')) tested.set(number, time);
    }
  }
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((number) => !lost.has(number))
    .map((number) => ({ number, time: tested.get(number) ?? null }))
    .sort((a, b) => compareTimes(a.time, b.time) || a.number - b.number)
    .slice(0, wanted)
    .sort((a, b) => a.number - b.number);
}

/** A stick that is plugged in, with what its own records say. */
export interface StickToTest {
  /** Its serial number, or the path of its folder. */
  readonly name: string;
  readonly records: readonly Told[];
}

/**
 * Which stick to take: the one whose own records show the oldest drill, or none. Sticks of a ceremony do not share
 * their records, so each tells of itself alone.
 * @param sticks at least one
 */
export function proposeStick<Stick extends StickToTest>(sticks: readonly Stick[]): Stick & LastTested {
  const [first] = sticks
    .map((stick) => ({ ...stick, time: lastDrill(stick.records) }))
    .sort((a, b) => compareTimes(a.time, b.time));
  return first as Stick & LastTested;
}

/** Time of the last drill that records know of, `YYYY-MM-DDTHH:MM:SSZ`; null for none. */
export function lastDrill(records: readonly Told[]): string | null {
  const times = records.flatMap(({ type, time }) => (type === 'drill' ? [time] : []));
  return times.sort().at(-1) ?? null;
}

/** Never comes before any time. */
function compareTimes(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

function numbersIn(value: unknown): number[] {
  const list = Array.isArray(value) ? value : [];
  return list.filter((entry): entry is number => Number.isInteger(entry));
}

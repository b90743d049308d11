import type { Plan } from '@quorate/crypto-core/documents/plan';
import { foldedPlain } from './same-person.ts';

/** What a place holds: cards by number, and how many sticks. */
export interface Place {
  readonly name: string;
  readonly cards: readonly number[];
  readonly sticks: number;
}

/** What resilience is worked out from. */
export type Spread = Pick<Plan, 'custodians' | 'threshold' | 'sticks' | 'stickLocations'>;

/** Every place the plan names, in the order in which it names them; one place however it is spelled. */
export function placesOf({ custodians, stickLocations }: Spread): Place[] {
  const places = new Map<string, { name: string; cards: number[]; sticks: number }>();
  const at = (name: string) => {
    const folded = foldedPlain(name);
    const place = places.get(folded) ?? { name, cards: [], sticks: 0 };
    places.set(folded, place);
    return place;
  };
  for (const [index, { location }] of custodians.entries()) at(location).cards.push(index + 1);
  for (const location of stickLocations) at(location).sticks += 1;
  return [...places.values()];
}

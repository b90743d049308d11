import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyFolder } from '../folder/read.ts';
import { type CardStanding, cardStanding } from './card-standing.ts';

/** What follows from a loss. */
export interface LossStanding extends CardStanding {
  /** Sentences for a person, those about a lost stick included. */
  readonly allAdvice: readonly string[];
}

/**
 * How things stand after a loss, with those that the sticks know of already.
 * @param sticks as they were read before it was recorded: one may know of a loss that another was never told
 * @param data of the record: either `card` or `stick`
 */
export function standingAfterLoss(sticks: readonly CeremonyFolder[], data: JsonObject): LossStanding {
  const before = sticks.flatMap(({ records }) => records.stored.flatMap(({ record }) => record ?? []));
  const { threshold, count } = sticks[0]?.manifest?.shareSet ?? { threshold: 0, count: 0 };
  const standing = cardStanding([...before, { type: 'lost', data }], threshold, count);
  const ofStick =
    data['stick'] === undefined
      ? []
      : ['the bundle on the stick stays sealed without cards; make a new copy from another stick soon'];
  return { ...standing, allAdvice: [...standing.advice, ...ofStick] };
}

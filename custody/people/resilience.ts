import type { Plan } from '@quorate/crypto-core/documents/plan';
import { type Place, placesOf, type Spread } from './places.ts';
import { isSamePerson } from './same-person.ts';
import { type Concern, concernInWords, type Survival, survivalInWords } from './told.ts';

/** What is left when one place, or two, are lost with everything in them. */
export interface Loss {
  readonly places: readonly string[];
  readonly cardsLeft: number;
  /** Sticks known to be elsewhere. */
  readonly sticksLeft: number;
  /** Enough cards for a recovery, and a stick. */
  readonly isSurvived: boolean;
}

/** What those who control one place, or two, can do. */
export interface Power {
  readonly places: readonly string[];
  readonly cards: number;
  /** At least K cards: with any stick they recover without anybody else. */
  readonly canRecover: boolean;
  /** Without them fewer than K cards are left: nobody recovers against their will. */
  readonly canBlock: boolean;
}

/** What a choice of custodians, places, K and N means. */
export interface Resilience {
  readonly places: readonly Place[];
  /** How many cards may be lost. */
  readonly spareCards: number;
  /** Each place alone, then each pair. */
  readonly losses: readonly Loss[];
  readonly powers: readonly Power[];
  readonly survivals: readonly Survival[];
  readonly concerns: readonly Concern[];
  /** The survivals and the concerns in words, to be read aloud. */
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
}

/** With more places than this, pairs are counted and no longer listed one by one. */
const listedPlaces = 12;

/**
 * Which losses a set of cards survives, which place or pair of places can recover by itself, and which can block.
 * Pure arithmetic on the plan: it knows nothing of who would do it.
 */
export function resilienceOf(plan: Spread & Partial<Pick<Plan, 'operator'>>): Resilience {
  const places = placesOf(plan);
  const groups: Place[][] = places.map((place) => [place]);
  if (places.length <= listedPlaces) groups.push(...pairsOf(places));
  const losses = groups.map((group) => lossOf(group, plan));
  const powers = groups.map((group) => powerOf(group, plan));
  const survivals = survivalsOf(plan, losses, powers);
  const concerns = concernsOf(plan, places, plan.operator ?? null);
  return {
    places,
    spareCards: plan.custodians.length - plan.threshold,
    losses,
    powers,
    survivals,
    concerns,
    sentences: survivals.map(survivalInWords),
    warnings: concerns.map(concernInWords),
  };
}

function pairsOf(places: readonly Place[]): Place[][] {
  return places.flatMap((one, index) => places.slice(index + 1).map((other) => [one, other]));
}

function lossOf(group: readonly Place[], { custodians, threshold, sticks }: Spread): Loss {
  const cardsLeft = custodians.length - cardsIn(group);
  const sticksLeft = sticks - group.reduce((sum, place) => sum + place.sticks, 0);
  return {
    places: group.map(({ name }) => name),
    cardsLeft,
    sticksLeft,
    isSurvived: cardsLeft >= threshold && sticksLeft > 0,
  };
}

function powerOf(group: readonly Place[], { custodians, threshold }: Spread): Power {
  const cards = cardsIn(group);
  return {
    places: group.map(({ name }) => name),
    cards,
    canRecover: cards >= threshold,
    canBlock: custodians.length - cards < threshold,
  };
}

function cardsIn(group: readonly Place[]): number {
  return group.reduce((sum, place) => sum + place.cards.length, 0);
}

function survivalsOf(plan: Spread, losses: readonly Loss[], powers: readonly Power[]): Survival[] {
  const { threshold } = plan;
  const cards = plan.custodians.length;
  const told: Survival[] = [
    { kind: 'restores', threshold, cards },
    { kind: 'spare', spare: cards - threshold },
  ];
  for (const { places, cardsLeft: left, isSurvived } of losses.filter((loss) => loss.places.length === 1)) {
    const place = places[0] as string;
    if (isSurvived) told.push({ kind: 'loss-survived', place, left, cards });
    else if (left < threshold) told.push({ kind: 'loss-of-cards', place, left, cards, threshold });
    else told.push({ kind: 'loss-of-sticks', place });
  }
  for (const { places, canRecover, canBlock, cards: held } of withoutImplied(powers)) {
    if (canRecover) told.push({ kind: 'can-recover', places, cards: held });
    else if (canBlock && places.length === 1) told.push({ kind: 'can-block', places });
  }
  const blocking = powers.filter(({ places, canBlock }) => places.length > 1 && canBlock);
  const fresh = blocking.filter(
    ({ places }) =>
      !powers.some(
        (power) => power.places.length === 1 && power.canBlock && places.includes(power.places[0] as string),
      ),
  );
  return [...told, ...fresh.map(({ places }) => ({ kind: 'can-block' as const, places }))];
}

/** Pairs of which one place can recover by itself say nothing new. */
function withoutImplied(powers: readonly Power[]): Power[] {
  const alone = new Set(
    powers.filter((power) => power.places.length === 1 && power.canRecover).map(({ places }) => places[0]),
  );
  return powers.filter(({ places }) => places.length === 1 || !places.some((place) => alone.has(place)));
}

function concernsOf(plan: Spread, places: readonly Place[], operator: string | null): Concern[] {
  const { threshold, custodians, sticks, stickLocations } = plan;
  const cards = custodians.length;
  const told: Concern[] = [];
  if (threshold === 2) told.push({ kind: 'two-are-enough' });
  if (threshold === cards) told.push({ kind: 'all-are-needed', cards });
  for (const { name: place, cards: own, sticks: sticksThere } of places) {
    const held = own.length;
    if (held >= threshold) told.push({ kind: 'place-restores', place, held });
    else if (held > cards - threshold) told.push({ kind: 'place-is-needed', place, held, threshold });
    if (held > 0 && sticksThere > 0) told.push({ kind: 'cards-beside-sticks', place });
  }
  for (const holder of severalCards(custodians)) told.push({ kind: 'one-person', ...holder });
  const own = custodians.flatMap(({ name }, index) =>
    operator !== null && isSamePerson(name, operator) ? [index + 1] : [],
  );
  if (operator !== null && own.length > 0) told.push({ kind: 'operator-holds', name: operator, cards: own });
  const [only, ...others] = places.filter((place) => place.sticks > 0);
  if (only !== undefined && others.length === 0 && stickLocations.length >= sticks && sticks > 1) {
    told.push({ kind: 'sticks-together', place: only.name, sticks });
  }
  if (stickLocations.length < sticks) {
    told.push({ kind: 'stick-places-unsaid', unsaid: sticks - stickLocations.length, sticks });
  }
  return told;
}

function severalCards(custodians: Plan['custodians']): { name: string; cards: number[] }[] {
  const holders: { name: string; cards: number[] }[] = [];
  for (const [index, { name }] of custodians.entries()) {
    const known = holders.find((holder) => isSamePerson(holder.name, name));
    if (known === undefined) holders.push({ name, cards: [index + 1] });
    else known.cards.push(index + 1);
  }
  return holders.filter(({ cards }) => cards.length > 1);
}

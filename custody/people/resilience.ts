import type { Plan } from '@quorate/crypto-core/documents/plan';
import { type Place, placesOf, type Spread } from './places.ts';
import { isSamePerson } from './same-person.ts';

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
  /** In words, to be read aloud. */
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
  return {
    places,
    spareCards: plan.custodians.length - plan.threshold,
    losses,
    powers,
    sentences: sentencesOf(plan, losses, powers),
    warnings: warningsOf(plan, places, plan.operator ?? null),
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

function sentencesOf(plan: Spread, losses: readonly Loss[], powers: readonly Power[]): string[] {
  const { threshold: K } = plan;
  const N = plan.custodians.length;
  const spare = N - K;
  const lines = [
    `any ${K} of ${N} cards and one stick restore the keys`,
    spare === 0 ? 'no card may be lost' : `any ${spare} card${spare === 1 ? '' : 's'} may be lost`,
  ];
  for (const { places, cardsLeft, isSurvived } of losses.filter((loss) => loss.places.length === 1)) {
    const where = `if ${places[0]} burns`;
    if (isSurvived) lines.push(`${where}, ${cardsLeft} of ${N} cards are left: enough`);
    else if (cardsLeft < K)
      lines.push(`${where}, ${cardsLeft} of ${N} cards are left: below ${K}, the keys are lost`);
    else lines.push(`${where}, no stick is left: the keys are lost`);
  }
  for (const { places, canRecover, canBlock, cards } of withoutImplied(powers)) {
    const who = places.join(' and ');
    const together = places.length > 1;
    if (canRecover) {
      lines.push(
        `${who} ${together ? 'together hold' : 'alone holds'} ${cardsInWords(cards)}: with a stick ${together ? 'they' : 'it'} can recover without anybody else`,
      );
    } else if (canBlock && !together) lines.push(`${who} alone can block every recovery`);
  }
  const blocking = powers.filter(({ places, canBlock }) => places.length > 1 && canBlock);
  const fresh = blocking.filter(
    ({ places }) =>
      !powers.some(
        (power) => power.places.length === 1 && power.canBlock && places.includes(power.places[0] as string),
      ),
  );
  for (const { places } of fresh) lines.push(`${places.join(' and ')} together can block every recovery`);
  return lines;
}

/** Pairs of which one place can recover by itself say nothing new. */
function withoutImplied(powers: readonly Power[]): Power[] {
  const alone = new Set(
    powers.filter((power) => power.places.length === 1 && power.canRecover).map(({ places }) => places[0]),
  );
  return powers.filter(({ places }) => places.length === 1 || !places.some((place) => alone.has(place)));
}

function warningsOf(plan: Spread, places: readonly Place[], operator: string | null): string[] {
  const { threshold: K, custodians, sticks, stickLocations } = plan;
  const N = custodians.length;
  const warnings: string[] = [];
  if (K === 2) {
    warnings.push('two cards are enough: any two custodians, or a thief of two cards, need nobody else');
  }
  if (K === N) warnings.push(`all ${N} cards are needed: none may be lost`);
  for (const place of places) {
    const held = place.cards.length;
    if (held >= K)
      warnings.push(`${place.name} holds ${cardsInWords(held)}: whoever gets in there needs no other`);
    else if (held > N - K)
      warnings.push(`${place.name} holds ${cardsInWords(held)}: if it is lost, fewer than ${K} are left`);
    if (held > 0 && place.sticks > 0) {
      warnings.push(`cards and sticks lie together in ${place.name}: keep them in different places`);
    }
  }
  for (const { name, cards } of severalCards(custodians)) {
    warnings.push(`${name} holds ${cardsByNumber(cards)}: that is one person, not ${cards.length}`);
  }
  const own = custodians.flatMap(({ name }, index) =>
    operator !== null && isSamePerson(name, operator) ? [index + 1] : [],
  );
  if (own.length > 0) warnings.push(`${operator} is operator and holds ${cardsByNumber(own)}`);
  const [only, ...others] = places.filter((place) => place.sticks > 0);
  if (only !== undefined && others.length === 0 && stickLocations.length >= sticks && sticks > 1) {
    warnings.push(`all ${sticks} sticks lie in ${only.name}: one fire takes them all`);
  }
  if (stickLocations.length < sticks) {
    const unsaid = sticks - stickLocations.length;
    warnings.push(
      `the plan does not say where ${unsaid === sticks ? 'the sticks are' : `${unsaid} of ${sticks} sticks are`} kept`,
    );
  }
  return warnings;
}

function cardsInWords(cards: number): string {
  return cards === 1 ? '1 card' : `${cards} cards`;
}

function cardsByNumber(numbers: readonly number[]): string {
  const [last = 0, ...others] = [...numbers].reverse();
  return others.length === 0 ? `card ${last}` : `cards ${others.reverse().join(', ')} and ${last}`;
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

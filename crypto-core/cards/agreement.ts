import { equalBytes } from '../encoding.ts';
import { secretOf } from './interpolation.ts';
import { type Card, setIdOf } from './payload.ts';

/**
 * Those of `others` whose shares do not lie on the polynomial through the K shares of `base`.
 * @param base exactly K cards; cards all of one set, length and distinct x
 */
export function disagreeing(base: readonly Card[], others: readonly Card[]): Card[] {
  const secret = secretOf(base.map((card) => card.share));
  const shared = base.slice(1).map((card) => card.share);
  try {
    // K − 1 common points and the common value at 0 make it the same polynomial.
    return others.filter((other) => {
      const restored = secretOf([other.share, ...shared]);
      const equal = equalBytes(restored, secret);
      restored.fill(0);
      return !equal;
    });
  } finally {
    secret.fill(0);
  }
}

/**
 * Looks for the odd cards among more than K that do not agree: leaves out one of the first K + 1 cards at a time,
 * and where the first K of the rest give the set id, all cards that do not agree with those are odd. One altered
 * card is always found so; several are found where K of the first K + 1 cards are unaltered.
 *
 * @returns the smallest such group; two or more of equal size where the answer is not unique (only one card too
 *   many, and a set id forged to match); none where no K cards tried give the set id
 */
export function oddCards(cards: readonly Card[], threshold: number, setId: string): Card[][] {
  const groups: Card[][] = [];
  // Leaving out the last of the first K + 1 comes first: that takes the cards as they were read.
  for (let leftOut = threshold; leftOut >= 0; leftOut--) {
    const base = cards.filter((_, index) => index !== leftOut).slice(0, threshold);
    const known = groups.some((odd) => !base.some((card) => odd.includes(card)));
    if (known || !gives(base, setId)) continue;
    const others = cards.filter((card) => !base.includes(card));
    groups.push(disagreeing(base, others));
  }
  const sure = groups.filter((odd) => odd.length === 1 || isSure(odd, cards, threshold, setId));
  const smallest = Math.min(...sure.map((odd) => odd.length));
  return sure.filter((odd) => odd.length === smallest);
}

/** More attempts than this are not made to clear several cards: large sets take more than K agreeing ones. */
const mostAttempts = 500;

/**
 * Whether several cards may be called odd. The errors of two altered cards can cancel at 0, and then they give the set
 * id with honest ones and accuse the rest: so more than K cards must agree, or no K cards with the accused among them
 * may give the set id too.
 */
function isSure(odd: readonly Card[], cards: readonly Card[], threshold: number, setId: string): boolean {
  const agreeing = cards.filter((card) => !odd.includes(card));
  if (agreeing.length > threshold) return true;
  const accused = odd.slice(0, threshold);
  const fillers = choices(agreeing, threshold - accused.length, mostAttempts);
  return fillers !== null && !fillers.some((filler) => gives([...accused, ...filler], setId));
}

/** Every way to take `size` of some cards, or null when there are more than `most`. */
function choices(cards: readonly Card[], size: number, most: number): Card[][] | null {
  let taken: Card[][] = [[]];
  for (let index = 0; index < cards.length; index++) {
    const left = cards.length - index - 1;
    taken = taken.flatMap((some) => [
      ...(some.length + left >= size ? [some] : []),
      ...(some.length < size ? [[...some, cards[index] as Card]] : []),
    ]);
    if (taken.length > most) return null;
  }
  return taken;
}

function gives(base: readonly Card[], setId: string): boolean {
  const secret = secretOf(base.map((card) => card.share));
  const matches = setIdOf(secret) === setId;
  secret.fill(0);
  return matches;
}

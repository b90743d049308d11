/** What a choice of people and places survives, and who can do what alone. */
export type Survival =
  | { readonly kind: 'restores'; readonly threshold: number; readonly cards: number }
  | { readonly kind: 'spare'; readonly spare: number }
  | { readonly kind: 'loss-survived'; readonly place: string; readonly left: number; readonly cards: number }
  | {
      readonly kind: 'loss-of-cards';
      readonly place: string;
      readonly left: number;
      readonly cards: number;
      readonly threshold: number;
    }
  | { readonly kind: 'loss-of-sticks'; readonly place: string }
  | { readonly kind: 'can-recover'; readonly places: readonly string[]; readonly cards: number }
  | { readonly kind: 'can-block'; readonly places: readonly string[] };

/** What people should think over before they confirm a plan. */
export type Concern =
  | { readonly kind: 'two-are-enough' }
  | { readonly kind: 'all-are-needed'; readonly cards: number }
  | { readonly kind: 'place-restores'; readonly place: string; readonly held: number }
  | {
      readonly kind: 'place-is-needed';
      readonly place: string;
      readonly held: number;
      readonly threshold: number;
    }
  | { readonly kind: 'cards-beside-sticks'; readonly place: string }
  | { readonly kind: 'one-person'; readonly name: string; readonly cards: readonly number[] }
  | { readonly kind: 'operator-holds'; readonly name: string; readonly cards: readonly number[] }
  | { readonly kind: 'sticks-together'; readonly place: string; readonly sticks: number }
  | { readonly kind: 'stick-places-unsaid'; readonly unsaid: number; readonly sticks: number };

/** In English, to be read aloud: no capital, no full stop. */
export function survivalInWords(told: Survival): string {
  switch (told.kind) {
    case 'restores':
      return `any ${told.threshold} of ${told.cards} cards and one stick restore the keys`;
    case 'spare':
      return told.spare === 0
        ? 'no card may be lost'
        : `any ${told.spare} card${told.spare === 1 ? '' : 's'} may be lost`;
    case 'loss-survived':
      return `if ${told.place} burns, ${told.left} of ${told.cards} cards are left: enough`;
    case 'loss-of-cards':
      return `if ${told.place} burns, ${told.left} of ${told.cards} cards are left: below ${told.threshold}, the keys are lost`;
    case 'loss-of-sticks':
      return `if ${told.place} burns, no stick is left: the keys are lost`;
    case 'can-recover': {
      const isOne = told.places.length === 1;
      const who = `${told.places.join(' and ')} ${isOne ? 'alone holds' : 'together hold'}`;
      return `${who} ${cardsInWords(told.cards)}: with a stick ${isOne ? 'it' : 'they'} can recover without anybody else`;
    }
    case 'can-block': {
      const how = told.places.length === 1 ? 'alone' : 'together';
      return `${told.places.join(' and ')} ${how} can block every recovery`;
    }
  }
}

/** In English, to be read aloud: no capital, no full stop. */
export function concernInWords(told: Concern): string {
  switch (told.kind) {
    case 'two-are-enough':
      return 'two cards are enough: any two custodians, or a thief of two cards, need nobody else';
    case 'all-are-needed':
      return `all ${told.cards} cards are needed: none may be lost`;
    case 'place-restores':
      return `${told.place} holds ${cardsInWords(told.held)}: whoever gets in there needs no other`;
    case 'place-is-needed':
      return `${told.place} holds ${cardsInWords(told.held)}: if it is lost, fewer than ${told.threshold} are left`;
    case 'cards-beside-sticks':
      return `cards and sticks lie together in ${told.place}: keep them in different places`;
    case 'one-person':
      return `${told.name} holds ${cardsByNumber(told.cards)}: that is one person, not ${told.cards.length}`;
    case 'operator-holds':
      return `${told.name} is operator and holds ${cardsByNumber(told.cards)}`;
    case 'sticks-together':
      return `all ${told.sticks} sticks lie in ${told.place}: one fire takes them all`;
    case 'stick-places-unsaid': {
      const { unsaid, sticks } = told;
      return `the plan does not say where ${unsaid === sticks ? 'the sticks are' : `${unsaid} of ${sticks} sticks are`} kept`;
    }
  }
}

function cardsInWords(cards: number): string {
  return cards === 1 ? '1 card' : `${cards} cards`;
}

function cardsByNumber(numbers: readonly number[]): string {
  const [last = 0, ...others] = [...numbers].reverse();
  return others.length === 0 ? `card ${last}` : `cards ${others.reverse().join(', ')} and ${last}`;
}

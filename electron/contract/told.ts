// What the worker tells in words of its own, which are English, each with what it is told of: a screen in another
// language has its own words for that, and shows the English ones where they say more.

/** Something told, and the English words for it. */
export type Told<What> = What & { readonly text: string };

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

/** What a plan file brings besides people, places and sources. */
export type Remark =
  | { readonly kind: 'names-published' }
  | {
      readonly kind: 'override';
      readonly check: string;
      readonly witness: string;
      readonly reason: string;
    }
  | { readonly kind: 'single-stick'; readonly reason: string }
  | { readonly kind: 'supersedes'; readonly setId: string }
  | { readonly kind: 'phrase-kept'; readonly where: string }
  | {
      readonly kind: 'interval';
      readonly interval: Interval;
      readonly days: number;
      readonly usual: number;
    };

/** What a plan asks for every so many days, by the members of its `verification`. */
export type Interval = 'integrityDays' | 'openingDays' | 'restoreDays' | 'mediaDays' | 'keyRotationDays';

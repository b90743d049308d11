import { isCardText } from './card-groups.ts';

/** What holding a typed value against the expected ones comes to. */
export type Comparison =
  | { readonly status: 'empty' }
  | { readonly status: 'match' }
  /** So far it agrees, and it is shorter. @see Difference for what both were held as */
  | { readonly status: 'partial'; readonly agreed: number; readonly of: number }
  | ({ readonly status: 'mismatch' } & Difference);

/** Two values that differ, without what does not count. */
export interface Difference {
  /** The first character, counted from 1, that differs from the nearest of the expected values. */
  readonly at: number;
  readonly given: string;
  /** Empty where there is nothing to compare with. */
  readonly nearest: string;
}

/** A longer value is not looked at: the public key of RSA-8192 takes 1412 characters. */
export const longestValue = 2000;

/** Text in groups, as it is read aloud. */
export function inGroups(text: string, size = 4): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [];
}

/**
 * Holds what a person pasted or typed against what stands on the screen. Blanks, colons and dashes between characters
 * do not count, nor does `0x`; case counts, unless both are hex digits.
 * @param expected the forms of one key, of which any may match; null for a form that the key has not
 */
export function compareValue(typed: string, expected: readonly (string | null)[]): Comparison {
  const given = plain(typed);
  if (given === '') return { status: 'empty' };
  const forms = expected.flatMap((form) => (form === null || form === '' ? [] : [plain(form)]));
  if (forms.includes(given)) return { status: 'match' };
  const [nearest = ''] = forms
    .map((form) => ({ form, agreed: agreeing(given, form), off: Math.abs(form.length - given.length) }))
    .sort((one, other) => other.agreed - one.agreed || one.off - other.off)
    .map(({ form }) => form);
  const agreed = agreeing(given, nearest);
  if (agreed === given.length) return { status: 'partial', agreed, of: nearest.length };
  return { status: 'mismatch', at: agreed + 1, given, nearest };
}

/** A group of two values, one above the other. */
export interface GroupPair {
  readonly given: string;
  readonly nearest: string;
  /** Place in the group, from 0, of the first character that differs; null in all groups but that one. */
  readonly differsAt: number | null;
}

/** Groups of long values before and behind the difference; the others agree, or come after it and say nothing. */
const shownAround = 8;

/** Both values in groups of four, around their first difference. */
export function groupPairs({ at, given, nearest }: Difference): {
  readonly pairs: readonly GroupPair[];
  /** True where groups before or behind are left out. */
  readonly isCut: { readonly before: boolean; readonly behind: boolean };
} {
  const [above, below] = [inGroups(given), inGroups(nearest)];
  const all = Math.max(above.length, below.length);
  const here = Math.floor((at - 1) / 4);
  const from = all <= 3 * shownAround ? 0 : Math.max(0, here - shownAround);
  const to = all <= 3 * shownAround ? all : Math.min(all, here + shownAround);
  const pairs = Array.from({ length: to - from }, (_, index) => ({
    given: above[from + index] ?? '',
    nearest: below[from + index] ?? '',
    differsAt: from + index === here ? (at - 1) % 4 : null,
  }));
  return { pairs, isCut: { before: from > 0, behind: to < all } };
}

/** Characters after which typed text that looks like a card is taken for one: no fingerprint begins so. */
const enoughOfACard = 20;

/**
 * True for text of a share card, which must not stay on the screen: `QS1`, then letters and digits of one case.
 * @param least how much of it must be there
 */
export function isShareCard(text: string, least = enoughOfACard): boolean {
  const tight = text.replace(/[\s-]/g, '');
  const isOneCase = tight === tight.toUpperCase() || tight === tight.toLowerCase();
  return isCardText(tight) && tight.length >= least && isOneCase && /^[0-9a-z?]+$/i.test(tight);
}

function plain(text: string): string {
  const tight = text.replace(/[\s:-]/g, '').replace(/^0x/i, '');
  return /^[0-9a-f]+$/i.test(tight) ? tight.toLowerCase() : tight;
}

function agreeing(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

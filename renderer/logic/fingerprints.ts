/** What holding a typed value against the expected ones comes to. */
export type Comparison =
  | { readonly status: 'empty' }
  | { readonly status: 'match' }
  /** `at`: the first character, counted from 1, that differs from the nearest of the expected values. */
  | { readonly status: 'mismatch'; readonly at: number };

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
  const agreed = Math.max(0, ...forms.map((form) => agreeing(given, form)));
  return { status: 'mismatch', at: agreed + 1 };
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

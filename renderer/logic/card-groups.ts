/** A card's text as it is printed and typed: four characters a group, five groups a row. */
export const groupSize = 4;
export const groupsInRow = 5;
const mostGroups = 80;

/** Groups of a card of a generated passphrase, which is what a ceremony deals: 82 characters. */
export const cardGroups = 21;

/** The letter printed before a row. @param row from 0 */
export function rowLetter(row: number): string {
  return String.fromCharCode(65 + row);
}

/** What stays of typed text: upper case, and nothing between the characters. */
export function tidy(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Puts text into the groups from one on: what does not fit into it flows into those behind. */
export function fillFrom(groups: readonly string[], at: number, text: string): string[] {
  const next = [...groups];
  const characters = [...tidy(text)];
  if (characters.length <= groupSize) {
    next[at] = characters.join('');
    return next;
  }
  for (let group = at; characters.length > 0 && group < mostGroups; group += 1) {
    next[group] = characters.splice(0, groupSize).join('');
  }
  return Array.from(next, (group) => group ?? '');
}

/** A character that stands on no card, and what it may have been. */
export interface Doubt {
  readonly typed: string;
  readonly index: number;
  readonly perhaps: string;
}

// The alphabet leaves out B, I, O and 1, because people take them for these.
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: 'L', '1': 'L', B: '8' };

/**
 * The characters of a group that no card holds.
 * @param position of the group in the card: the first one begins with QS1
 */
export function doubtsIn(group: string, position: number): Doubt[] {
  return [...group].flatMap((typed, index) => {
    const isPrefix = position === 0 && index === 2 && typed === '1';
    const perhaps = lookalikes[typed];
    return isPrefix || perhaps === undefined ? [] : [{ typed, index, perhaps }];
  });
}

/** A group with one character exchanged. */
export function exchange(group: string, index: number, character: string): string {
  return [...group].map((one, at) => (at === index ? character : one)).join('');
}

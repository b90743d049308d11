/** A card's text as it is printed and typed: four characters a group, five groups a row. */
export const groupSize = 4;
export const groupsInRow = 5;

/** Characters of a card of a generated passphrase: a ceremony deals no other. */
export const cardLength = 82;
export const cardGroups = Math.ceil(cardLength / groupSize);

/** More is not kept: the longest text that any reader of cards takes has 289 characters. */
const mostGroups = 80;

/** A whole card with no character typed yet. */
export const noGroups: readonly string[] = Array<string>(cardGroups).fill('');

/** The letter printed before a row. @param row from 0 */
export function rowLetter(row: number): string {
  return String.fromCharCode(65 + row);
}

/** Row letter of a group, and its number in that row, from 1. @param group from 0 */
export function placeOf(group: number): { readonly row: string; readonly group: number } {
  return { row: rowLetter(Math.floor(group / groupsInRow)), group: (group % groupsInRow) + 1 };
}

/** How many characters a group has on paper: the last one has fewer. */
export function sizeOf(group: number): number {
  return group === cardGroups - 1 ? cardLength - group * groupSize : groupSize;
}

/** What stays of typed text: upper case, and nothing between the characters. */
export function tidy(text: string): string {
  // Only ASCII is folded: toUpperCase makes letters of the alphabet out of characters that are none, such as ſ.
  return text
    .normalize('NFC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** Puts text into the groups from one on: what does not fit into it flows into those behind. */
export function fillFrom(groups: readonly string[], at: number, text: string): string[] {
  const next = [...groups];
  const characters = [...tidy(text)];
  if (characters.length <= groupSize) {
    next[at] = characters.join('');
    return trimmed(next);
  }
  for (let group = at; characters.length > 0 && group < mostGroups; group += 1) {
    next[group] = characters.splice(0, groupSize).join('');
  }
  return trimmed(next);
}

/** All groups of a card, and those behind that hold something. */
function trimmed(groups: readonly (string | undefined)[]): string[] {
  const all = Array.from(groups, (group) => group ?? '');
  while (all.length > cardGroups && all.at(-1) === '') all.pop();
  return all;
}

/** The groups after something was typed, and where the next character goes. */
export interface Typed {
  readonly groups: readonly string[];
  readonly at: number;
  /** Characters of that group before the caret. */
  readonly caret: number;
}

/**
 * What became of a group. Into a full one nothing is pushed: the new character takes the place of the one behind the
 * caret, so that no other group moves.
 * @param value the group's input as it now is
 * @param before that part of it which stands before the caret
 */
export function typeInto(groups: readonly string[], at: number, value: string, before: string): Typed {
  const old = [...(groups[at] ?? '')];
  const typed = [...tidy(value)];
  const caret = [...tidy(before)].length;
  if (old.length === groupSize && typed.length === groupSize + 1 && caret > 0) {
    const character = typed[caret - 1] ?? '';
    if (caret > groupSize) return replaceAt(groups, at + 1, character);
    return after(fillFrom(groups, at, exchange(old.join(''), caret - 1, character)), at, caret);
  }
  return after(fillFrom(groups, at, typed.join('')), at, typed.length > groupSize ? typed.length : caret);
}

/** A character at the beginning of the next group. */
function replaceAt(groups: readonly string[], at: number, character: string): Typed {
  if (at >= mostGroups) return { groups, at: at - 1, caret: groupSize };
  const old = [...(groups[at] ?? '')];
  const rest = old.length >= sizeOf(at) ? old.slice(1) : old;
  return { groups: fillFrom(groups, at, character + rest.join('')), at, caret: 1 };
}

/** A full group leads to the next one. */
function after(groups: readonly string[], at: number, caret: number): Typed {
  const to = at + Math.floor(caret / groupSize);
  if (to < groups.length) return { groups, at: to, caret: caret % groupSize };
  return { groups, at: groups.length - 1, caret: [...(groups.at(-1) ?? '')].length };
}

/** Takes away the character before a group's beginning, which is the last one of the group before. */
export function eraseBefore(groups: readonly string[], at: number): Typed {
  if (at === 0) return { groups, at, caret: 0 };
  const kept = [...(groups[at - 1] ?? '')].slice(0, -1);
  return { groups: fillFrom(groups, at - 1, kept.join('')), at: at - 1, caret: kept.length };
}

/**
 * Text that was pasted. A whole card begins at the first group wherever it was pasted, and may have its row letters.
 * @param before what stands before the caret in the group
 */
export function pasteInto(groups: readonly string[], at: number, before: string, text: string): Typed {
  const bare = tidy(withoutLetters(text));
  const isWhole = isCardText(bare) && bare.length >= cardLength;
  const start = isWhole ? 0 : at;
  const filled = isWhole ? bare : tidy(before) + bare;
  const base = isWhole ? noGroups : groups;
  return after(fillFrom(base, start, filled), start, [...filled].length);
}

/** Drops the letters before the rows, where taking them away leaves a whole card. */
function withoutLetters(text: string): string {
  let row = 0;
  const kept = text.split(/[\s:.)]+/).filter((word) => {
    const isLetter = word.toUpperCase() === rowLetter(row);
    if (isLetter) row += 1;
    return !isLetter;
  });
  return row > 0 && [...tidy(kept.join(''))].length === cardLength ? kept.join(' ') : text;
}

/** True for text that begins as a card's does. */
export function isCardText(text: string): boolean {
  return text.trim().slice(0, 3).toUpperCase() === 'QS1';
}

/** The first group that was left short while one behind it was filled; null where there is none. */
export function shortGroup(groups: readonly string[]): number | null {
  const last = groups.findLastIndex((group) => group !== '');
  const short = groups.findIndex((group, at) => at < last && [...group].length < sizeOf(at));
  return short === -1 ? null : short;
}

/** A character that stands on no card, and what it may have been; null where nobody can tell. */
export interface Doubt {
  readonly typed: string;
  readonly index: number;
  readonly perhaps: string | null;
}

// The alphabet leaves out B, I, O and 1, because people take them for these. 5 and S, 2 and Z all stand on cards.
const lookalikes: Readonly<Record<string, string>> = {
  ...{ O: '0', Ö: '0', ö: '0', Ø: '0', ø: '0' },
  ...{ I: 'L', '1': 'L', '|': 'L', '!': 'L', ı: 'L', İ: 'L' },
  ...{ B: '8', ß: '8', ẞ: '8', '&': '8', $: 'S', '§': 'S' },
};
const onCards = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L?';

/**
 * The characters of a group that no card holds.
 * @param position of the group in the card: the first one begins with QS1
 */
export function doubtsIn(group: string, position: number): Doubt[] {
  return [...group].flatMap((typed, index) => {
    const isPrefix = position === 0 && index === 2 && typed === '1';
    return isPrefix || onCards.includes(typed) ? [] : [{ typed, index, perhaps: lookalikes[typed] ?? null }];
  });
}

/** A group with one character exchanged. */
export function exchange(group: string, index: number, character: string): string {
  return [...group].map((one, at) => (at === index ? character : one)).join('');
}

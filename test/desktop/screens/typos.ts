import { t } from '../../../renderer/strings/catalogue.ts';

/** What a person types who errs at some characters. */
export interface Mistyped {
  readonly typed: string;
  /** What the screen must then ask about. */
  readonly changes: readonly {
    readonly place: string;
    readonly sentence: string;
    /** The group as it was typed, and as the card has it. */
    readonly groups: readonly [string, string];
  }[];
}

/** Types a card's text wrongly. @param at by the character's place, counted from 0: `x` for a wrong one, or itself */
export function mistyped(text: string, at: Readonly<Record<number, string>>): Mistyped {
  const typed = [...text];
  for (const [place, how] of Object.entries(at)) {
    typed[Number(place)] = how === 'x' ? (text[Number(place)] === 'Q' ? 'Z' : 'Q') : how;
  }
  const groupAt = (characters: string, place: number) =>
    characters.slice(place - (place % 4), place - (place % 4) + 4);
  const changes = Object.keys(at).map((key) => {
    const place = Number(key);
    return {
      place: placeOf(place),
      sentence: t.reading.change((place % 4) + 1, typed[place] ?? '', text[place] ?? ''),
      groups: [groupAt(typed.join(''), place), groupAt(text, place)] as const,
    };
  });
  return { typed: typed.join(''), changes };
}

/** Where a character stands on paper: four a group, five groups a row. */
export function placeOf(character: number): string {
  const group = Math.floor(character / 4);
  return t.reading.group(String.fromCharCode(65 + Math.floor(group / 5)), (group % 5) + 1);
}

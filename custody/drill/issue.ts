import { type ErrorCode, type ErrorGroup, errorGroups } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';

/** Something that people must do something about. */
export interface Issue {
  readonly severity: 'high' | 'medium' | 'low';
  /** One line without its full stop, as a record may hold it. */
  readonly text: string;
  /** The error that makes the drill fail; null for what does not. */
  readonly code: ErrorCode | null;
}

/** The order in which failures name a drill: what is wrong with the backup first. */
const gravest: readonly ErrorGroup[] = ['integrity', 'shares', 'guard', 'medium', 'usage', 'internal'];

/** The group of the gravest failure among issues, or null when the drill passed. */
export function failureOf(issues: readonly Issue[]): ErrorGroup | null {
  const groups = issues.flatMap(({ code }) => (code === null ? [] : [errorGroups[code]]));
  return gravest.find((group) => groups.includes(group)) ?? null;
}

const mostCharacters = 250;

/** A text from anywhere without what could act on a page or terminal: controls written as `\u{1b}`. */
export function cleanText(text: string): string {
  const show = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  return [...text].map((character) => (isPlain(character) ? character : show(character))).join('');
}

/** Documents may hold the separators of lines and paragraphs; a report's lines must not be broken by them. */
function isPlain(character: string): boolean {
  return isCleanText(character) && character !== '\u2028' && character !== '\u2029';
}

/** The same as a record may hold it: at most 250 characters. */
export function plainText(text: string): string {
  const clean = [...cleanText(text)];
  return clean.length <= mostCharacters ? clean.join('') : `${clean.slice(0, mostCharacters - 1).join('')}…`;
}

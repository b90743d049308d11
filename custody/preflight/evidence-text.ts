import { isCleanText } from '@quorate/crypto-core/json/fields';

const longestLine = 200;

/**
 * A line that a journal may hold and a terminal may show: what the machine calls things can hold anything, so
 * controls and their kin are written as `\u{1b}`, and the line ends after 200 characters.
 */
export function escapeUnclean(line: string): string {
  // Cut before the work as well: a kernel file may be one line of a megabyte.
  let escaped = '';
  let length = 0;
  for (const character of line.slice(0, 4 * longestLine)) {
    const safe = isCleanText(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    const added = [...safe].length;
    if (length + added > longestLine - 1) return `${escaped}…`;
    escaped += safe;
    length += added;
  }
  return line.length > 4 * longestLine ? `${escaped}…` : escaped;
}

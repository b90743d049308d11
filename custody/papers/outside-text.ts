// Controls and their kin, invisible or able to turn a line around, are shown as what they are.
const invisible =
  /[\p{Cc}\p{Surrogate}\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Text from outside as HTML: markup becomes text, an invisible character its number (`\u{202e}`), and text written
 * from right to left does not turn what stands around it.
 */
export function outside(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

/** The same for a sentence of ours that quotes something from outside, within its own direction. */
export function escaped(text: string): string {
  return text
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole number with its thousands apart: `10 000`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** "1 stick", "3 sticks". */
export function counted(number: number, what: string): string {
  return `${thousands(number)} ${what}${number === 1 ? '' : 's'}`;
}

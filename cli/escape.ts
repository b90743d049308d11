// Controls could move the cursor and repaint what was printed; bidirectional controls turn a line around.
const unsafe = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text from outside, safe to print on one line: what could act on a terminal is shown as `\u{1b}`. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

// Controls could move a terminal's cursor and repaint what was printed; bidirectional controls turn a line around.
// JSON itself escapes only C0 controls and lone surrogates.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A value as JSON on one line that is safe on a terminal: what could act on one is escaped as JSON knows it. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

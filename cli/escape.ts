// Controls could move the cursor and repaint what was printed; bidirectional controls turn a line around.
const unsafe = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

// The same for JSON, which itself escapes only C0 controls and lone surrogates.
const unsafeInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A value as JSON on one line that is safe on a terminal: what could act on one is escaped as JSON knows it. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafeInJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text from outside, safe to print on one line: what could act on a terminal is shown as `\u{1b}`. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

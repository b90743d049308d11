import { textLengths } from './alphabet.ts';

/** What people show or type by mistake, most telling first. Patterns are linear in the length of the text. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(https?:\/\/|www\.)/i, 'a web address'],
  [/^-----BEGIN /, 'a key or message file'],
  [/^AGE-SECRET-KEY-1/i, 'an age secret key'],
  [/^QUORATE-BUNDLE/, 'a Quorate bundle'],
  [/^wifi:/i, 'a Wi-Fi code'],
  [/^otpauth/i, 'a one-time-password code'],
  [/^[{[]/, 'a JSON document'],
  [/^begin:/i, 'a contact or calendar entry'],
  [/^[a-z][a-z0-9+.-]{1,20}:[^\s]/i, 'a link of another program'],
];

/** Patterns for text that has lost its white space, as a hash or another product's share may be typed in groups. */
const compactKinds: readonly (readonly [RegExp, string])[] = [
  [/^ms1/i, "another product's share (codex32, ms1)"],
  [/^[0-9]+$/, 'a number'],
  [/^(0x)?[0-9a-f]{16,}$/i, 'hex digits, such as a fingerprint, an address or the folder hash'],
];

const otherBech32 = /^[a-z]{1,20}1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{8,}$/i;

/**
 * Names what a text that is no card seems to be, without repeating any of it.
 * @param text at most a few thousand characters
 * @returns a phrase such as "a web address", or null when nothing fits
 */
export function seemsToBe(text: string): string | null {
  const trimmed = text.trim();
  const whole = kinds.find(([pattern]) => pattern.test(trimmed));
  if (whole) return whole[1];

  const words = trimmed.split(/\s+/);
  if (words.length >= 6 && words.every((word) => /^[a-z]{3,8}$/i.test(word))) {
    return `${words.length} words, such as a recovery phrase or a hash read aloud`;
  }

  const compact = trimmed.replace(/[\s-]/g, '');
  const inGroups = compactKinds.find(([pattern]) => pattern.test(compact));
  if (inGroups) return inGroups[1];
  if (textLengths.some((length) => Math.abs(length - compact.length) <= 3)) {
    return 'a card whose beginning, QS1, is missing or misread';
  }
  return otherBech32.test(compact) ? 'a code of another product' : null;
}

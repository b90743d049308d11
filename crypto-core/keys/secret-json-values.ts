import { fromUtf8 } from '../encoding.ts';
import type { SecretJson } from './secret-json-tree.ts';

export const [backslash, letterU] = [0x5c, 0x75];

/** The byte that stands for each letter after a backslash, `u` aside. */
export const plainOfEscape = new Map(
  [...'"\\/bfnrt'].map((letter, i) => [letter.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(i)] as const),
);

/**
 * The bytes of a JSON string with its escapes resolved, in a new array that the caller zeroes. For base64: an escape
 * beyond ASCII becomes 0xff, which no such text holds.
 */
export function unescapedBytes(quoted: Uint8Array): Uint8Array {
  if (!quoted.includes(backslash)) return quoted.slice();
  const plain = new Uint8Array(quoted.length);
  let length = 0;
  for (let i = 0; i < quoted.length; i++) {
    const byte = quoted[i] as number;
    if (byte !== backslash) {
      plain[length++] = byte;
      continue;
    }
    const escaped = quoted[++i] as number;
    if (escaped !== letterU) {
      plain[length++] = plainOfEscape.get(escaped) as number;
      continue;
    }
    const unit = Number.parseInt(String.fromCharCode(...quoted.subarray(i + 1, i + 5)), 16);
    plain[length++] = unit < 0x80 ? unit : 0xff;
    i += 4;
  }
  const exact = plain.slice(0, length);
  plain.fill(0);
  return exact;
}

/**
 * A JSON string as text, for members that are no secret.
 * @returns null when the value is no string, is longer than `longest` bytes, or is not UTF-8
 */
export function publicText(value: SecretJson | undefined, longest: number): string | null {
  if (value?.kind !== 'string' || value.quoted.length > longest) return null;
  try {
    const text = fromUtf8(value.quoted, 'a member');
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  } catch {
    return null;
  }
}

/**
 * A whole number from 0 to `largest` in the one spelling Go's decoder and everybody else agree on: no sign, no
 * leading zero, no fraction, no exponent.
 * @param writtenAs whether it is a JSON number or digits in a JSON string
 * @returns null for anything else
 */
export function wholeNumber(
  value: SecretJson | undefined,
  writtenAs: 'number' | 'string',
  largest: bigint,
): bigint | null {
  if (value?.kind !== writtenAs) return null;
  const digits = value.kind === 'number' ? value.digits : value.kind === 'string' ? value.quoted : null;
  // 20 digits hold every 64-bit number: what is longer never becomes a BigInt.
  if (digits === null || digits.length > 20) return null;
  const text = String.fromCharCode(...digits);
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return null;
  const number = BigInt(text);
  return number <= largest ? number : null;
}

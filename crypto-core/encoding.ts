import { base64 as base64Codec, hex as hexCodec } from '@scure/base';
import { QuorateError } from './errors.ts';

/** Lower-case hex of bytes. */
export function toHex(bytes: Uint8Array): string {
  return hexCodec.encode(bytes);
}

/** Bytes of a lower-case hex string; throws a plain Error when it is not one, so check its shape first. */
export function fromHex(text: string): Uint8Array {
  return hexCodec.decode(text);
}

/** RFC 4648 base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return base64Codec.encode(bytes);
}

/** Bytes of canonical, padded base64, or null when the text is anything else. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = base64Codec.decode(text);
    return base64Codec.encode(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a well-formed string. */
export function toUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * The text of well-formed UTF-8 without a byte order mark.
 * @param what names the thing in the error
 * @throws `text-not-utf8`
 */
export function fromUtf8(bytes: Uint8Array, what: string): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new QuorateError('text-not-utf8', `${what} is not well-formed UTF-8`);
  }
  if (text.startsWith('\uFEFF'))
    throw new QuorateError('text-not-utf8', `${what} begins with a byte order mark`);
  return text;
}

/** The given arrays one after another in a new one. */
export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Compares two byte arrays in a time that depends on their lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** Order of two byte arrays as unsigned bytes, shorter first where one begins the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const step = (a[i] as number) - (b[i] as number);
    if (step !== 0) return step;
  }
  return a.length - b.length;
}

/**
 * Bytes for a secret, zero. The engine keeps small arrays among its own objects and copies them when it tidies up,
 * where nobody can zero what is left behind; a buffer of its own stays in one place.
 */
export function secretBytes(length: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(length));
}

/** Moves a small array that a library made for a secret to where it stays; the library's own is zero then. */
export function heldInPlace(made: Uint8Array): Uint8Array {
  const held = secretBytes(made.length);
  held.set(made);
  made.fill(0);
  return held;
}

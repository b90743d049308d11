import { toUtf8 } from '../encoding.ts';
import type { JsonValue } from './value.ts';

/**
 * RFC 8785 (JSON Canonicalization Scheme) of a value. Our numbers are whole and our member names ASCII, so
 * sorting by code unit and `JSON.stringify` of the scalars is all of it.
 */
export function canonicalText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] as JsonValue)}`);
  return `{${members.join(',')}}`;
}

/** {@link canonicalText} as UTF-8 bytes. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return toUtf8(canonicalText(value));
}

// Array.isArray does not narrow a readonly array away from the other side of the union.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

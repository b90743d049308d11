import * as v from 'valibot';
import { fromBase64, toUtf8 } from '../encoding.ts';
import { maxListEntries } from './bounds.ts';

// The building blocks of every document's schema. Each message completes the sentence "member x …".

// Controls, the bidirectional controls that can make a line read otherwise than it is, lone surrogates.
const forbiddenInText = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

/** True for a string that a document may hold: no controls, no bidirectional controls, well-formed. */
export function isCleanText(text: string): boolean {
  return !forbiddenInText.test(text);
}

const clean = v.check(isCleanText, 'holds a control character');

/** A string of at most `codePoints` code points. */
export function text(codePoints: number) {
  return v.pipe(
    v.string('is not a string'),
    clean,
    v.check((value) => [...value].length <= codePoints, `is longer than ${codePoints} characters`),
  );
}

/** A string of at most 1024 bytes of UTF-8: every string without a shorter limit of its own. */
export const line = v.pipe(
  v.string('is not a string'),
  clean,
  v.check((value) => toUtf8(value).length <= 1024, 'is longer than 1024 bytes'),
);

/** A ceremony's label. */
export const label = text(64);
/** The name of a person, place, host, role or key. */
export const name = text(120);

/** Lower-case hex of exactly `bytes` bytes. */
export function hex(bytes: number) {
  const pattern = new RegExp(`^[0-9a-f]{${bytes * 2}}$`);
  return v.pipe(v.string('is not a string'), v.regex(pattern, `is not ${bytes * 2} lower-case hex digits`));
}

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER) {
  return v.pipe(
    v.number('is not a number'),
    v.safeInteger('is not a whole number'),
    v.minValue(min, `is below ${min}`),
    v.maxValue(max, `is above ${max}`),
  );
}

/** A time, `YYYY-MM-DDTHH:MM:SSZ`, that exists in the calendar. */
export const time = v.pipe(
  v.string('is not a string'),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'is not a time like 2026-11-20T12:00:00Z'),
  v.check((value) => isCalendarTime(value), 'is a time that does not exist'),
);

/** A date, `YYYY-MM-DD`, that exists in the calendar. */
export const date = v.pipe(
  v.string('is not a string'),
  v.regex(/^\d{4}-\d\d-\d\d$/, 'is not a date like 2026-11-20'),
  v.check((value) => isCalendarTime(`${value}T00:00:00Z`), 'is a date that does not exist'),
);

function isCalendarTime(value: string): boolean {
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === `${value.slice(0, 19)}.000Z`;
}

/** Canonical base64 of exactly `bytes` bytes, or of any number when none is given. */
export function base64(bytes?: number) {
  return v.pipe(
    v.string('is not a string'),
    v.check(
      (value) => {
        const decoded = fromBase64(value);
        return decoded !== null && (bytes === undefined || decoded.length === bytes);
      },
      bytes === undefined ? 'is not canonical base64' : `is not the base64 of ${bytes} bytes`,
    ),
  );
}

/** A list of at most 10 000 entries. */
export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(
    v.array(item, 'is not a list'),
    v.maxLength(maxListEntries, `has more than ${maxListEntries} entries`),
  );
}

/** Exactly this value. */
export function exactly<const Value extends string | number>(value: Value) {
  return v.literal(value, `is not ${JSON.stringify(value)}`);
}

/** One of these strings. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return v.picklist(values, `is not one of ${values.join(', ')}`);
}

/** The given value or null. */
export function orNull<const Item extends v.GenericSchema>(item: Item) {
  return v.nullable(item);
}

/** An object with exactly these members, written in this order. */
export function members<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return 'is unknown';
    return issue.path ? 'is missing' : 'is not an object';
  });
}

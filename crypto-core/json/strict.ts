import * as v from 'valibot';
import { equalBytes, fromUtf8, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { checkJsonBounds } from './bounds.ts';

/** How a kind of document is spelled: on one line, or with two spaces' indent and a final line feed. */
export type Spelling = 'one-line' | 'indented';

/** The one way to write a value under a spelling, as UTF-8. Members stand in the order the object has them. */
export function writeJson(value: unknown, spelling: Spelling): Uint8Array {
  return toUtf8(spelling === 'one-line' ? JSON.stringify(value) : `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Reads a document that has one spelling only: bounds, UTF-8, JSON, version, every member, and last the value is
 * written again and compared byte for byte. That refuses duplicate members, other orders, escapes, number
 * spellings and `__proto__` without a rule for each.
 * @param bytes the document as it was read
 * @param what names the document in errors
 * @param schema a strict schema whose output has its members in the order they are written in
 * @throws `json-too-large`, `json-too-deep`, `text-not-utf8`, `json-syntax`, `format-newer`, `json-member`,
 * `json-spelling`
 */
export function readStrictJson<Schema extends v.GenericSchema>(
  bytes: Uint8Array,
  what: string,
  schema: Schema,
  spelling: Spelling,
): v.InferOutput<Schema> {
  const value = parseBoundedJson(bytes, what);
  refuseNewerVersion(value, what);
  const checked = checkMembers(value, what, schema);
  if (!equalBytes(writeJson(checked, spelling), bytes)) {
    throw new QuorateError(
      'json-spelling',
      `${what} does not have the one spelling its kind allows`,
      'it was edited, or written by a program that does not follow the format; compare it with another copy',
    );
  }
  return checked;
}

/**
 * JSON of bounded size and depth, nothing else checked yet.
 * @throws `json-too-large`, `json-too-deep`, `text-not-utf8`, `json-syntax`
 */
export function parseBoundedJson(bytes: Uint8Array, what: string): unknown {
  checkJsonBounds(bytes, what);
  const text = fromUtf8(bytes, what);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The engine's own message quotes the text around the fault, which may be a secret.
    throw new QuorateError('json-syntax', `${what} is not JSON`);
  }
}

/**
 * Holds a value against a schema and names the first member that is wrong.
 * @throws `json-member`
 */
export function checkMembers<Schema extends v.GenericSchema>(
  value: unknown,
  what: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  const subject = path === null ? what : `${what}: member ${path.slice(0, 120)}`;
  throw new QuorateError('json-member', `${subject} ${issue.message}`);
}

function refuseNewerVersion(value: unknown, what: string): void {
  if (typeof value !== 'object' || value === null) return;
  const version = (value as { version?: unknown }).version;
  if (typeof version === 'number' && Number.isSafeInteger(version) && version > 1)
    throw newerFormat(what, version);
}

/** The answer to anything whose version is above ours. */
export function newerFormat(what: string, version: number): QuorateError {
  return new QuorateError(
    'format-newer',
    `${what} was made by a newer program, format version ${version}`,
    'use the program in the recover folder of the same stick, or a newer Quorate',
  );
}

import * as v from 'valibot';
import { toUtf8 } from '../encoding.ts';
import { maxListEntries } from './bounds.ts';
import { isCleanText } from './fields.ts';

/** A value that a document may hold where its members are not fixed: `data` of journal entries and records. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** An object of {@link JsonValue}s whose member names match `[A-Za-z][A-Za-z0-9]*`. */
export type JsonObject = { readonly [member: string]: JsonValue };

const memberName = /^[A-Za-z][A-Za-z0-9]*$/;

/** Says what is wrong with a value under the rules for numbers, strings, names and lists, or null when nothing is. */
function faultOf(value: unknown): string | null {
  switch (typeof value) {
    case 'boolean':
      return null;
    case 'number':
      return Number.isSafeInteger(value) ? null : 'holds a number that is not a whole one';
    case 'string':
      if (!isCleanText(value)) return 'holds a control character';
      return toUtf8(value).length <= 1024 ? null : 'holds a string longer than 1024 bytes';
    case 'object':
      break;
    default:
      return 'holds something that JSON has no word for';
  }
  if (value === null) return null;
  if (Array.isArray(value)) {
    if (value.length > maxListEntries) return `holds a list of more than ${maxListEntries} entries`;
    return firstFault(value);
  }
  const names = Object.keys(value as object);
  if (!names.every((name) => memberName.test(name))) return 'holds a member with an unusual name';
  return firstFault(Object.values(value as object));
}

function firstFault(values: readonly unknown[]): string | null {
  for (const value of values) {
    const fault = faultOf(value);
    if (fault !== null) return fault;
  }
  return null;
}

/** Schema of an object with free members: kept as it was read, order included. */
export const freeObject = v.pipe(
  v.custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'is not an object',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed ? faultOf(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  }),
);

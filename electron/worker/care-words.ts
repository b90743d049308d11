import { QuorateError } from '@quorate/crypto-core/errors';
import { checkRecordPeople, checkRecordText } from '@quorate/custody/records/record-text';

// What people type for a record. It is checked before anything is written: a record stands on a stick for good.

/** What the lines are called in which people type, where something is wrong with one. */
export const lines = {
  operator: 'the line of the operator',
  witness: 'the line of the witnesses',
  from: 'the line of who held it',
  to: 'the line of who holds it now',
  bag: 'the line of the old bag',
  newBag: 'the line of the new bag',
  stick: 'the line of the lost stick',
  reason: 'the line of what happened',
} as const;

type Line = keyof typeof lines;

/** A text that must be there, without blanks around it. @throws `usage-option` */
export function typed(line: Line, text: string, kind: 'name' | 'reason' = 'name'): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new QuorateError('usage-option', `${lines[line]} is empty`, 'fill it in');
  return checkRecordText(lines[line], trimmed, kind);
}

/** The same for one that may be left out. @returns null where it was */
export function typedOrNone(
  line: Line,
  text: string | null,
  kind: 'name' | 'reason' = 'name',
): string | null {
  return text === null || text.trim() === '' ? null : typed(line, text, kind);
}

/** Operator and witnesses, each another person. @throws `usage-option` */
export function typedPeople(given: {
  readonly operator: string;
  readonly witnesses: readonly string[];
}): string[] {
  const operator = typed('operator', given.operator);
  const witnesses = given.witnesses.map((witness) => typed('witness', witness));
  return checkRecordPeople({ operator, witnesses }, lines);
}

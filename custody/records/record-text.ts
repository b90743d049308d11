import type { Manifest } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import { isSamePerson } from '../people/same-person.ts';

/** Code points that the name of a person, a bag or a stick may have. */
const longestName = 120;
/** Code points that a reason may have. */
const longestReason = 500;

/**
 * Holds a text against what a record can hold: it can never be taken off a stick again.
 * @param subject what the text is called where it was given: `--from`
 * @param kind what the text is: a name of a person, a bag or a stick, or a reason
 * @throws `usage-option`
 */
export function checkRecordText(subject: string, text: string, kind: 'name' | 'reason'): string {
  const longest = kind === 'name' ? longestName : longestReason;
  const refuse = (what: string) =>
    new QuorateError(
      'usage-option',
      `${subject} ${what}`,
      'the record stands on the stick for good: nothing was written',
    );
  if (!isCleanText(text)) throw refuse('holds a control character or a line break');
  if ([...text].length > longest) throw refuse(`is longer than ${longest} characters`);
  return text;
}

/**
 * Who stands in a record: operator and witnesses, each another person.
 * @param subjects what the two are called where they were given: `--operator`, `--witness`
 * @throws `usage-option`
 */
export function checkRecordPeople(
  given: { readonly operator: string; readonly witnesses: readonly string[] },
  subjects: { readonly operator: string; readonly witness: string },
): string[] {
  const operator = checkRecordText(subjects.operator, given.operator, 'name');
  const witnesses = given.witnesses.map((witness) => checkRecordText(subjects.witness, witness, 'name'));
  const people = [operator, ...witnesses];
  for (const [at, witness] of witnesses.entries()) {
    if (!people.slice(0, at + 1).some((person) => isSamePerson(person, witness))) continue;
    throw new QuorateError(
      'usage-option',
      `${subjects.witness} names ${isSamePerson(operator, witness) ? 'the operator' : 'one person twice'}`,
      'nobody can watch themselves: give another person, or leave it out',
    );
  }
  return people;
}

/**
 * The number of a card of this set.
 * @param subject what it is called where it was given: `--card`
 * @throws `usage-option`
 */
export function checkCardNumber(
  subject: string,
  card: number,
  manifest: Pick<Manifest, 'shareSet'> | null,
): number {
  const count = manifest?.shareSet.count ?? 255;
  if (card >= 1 && card <= count) return card;
  throw new QuorateError(
    'usage-option',
    `${subject} ${card} is none of this set`,
    `cards run from 1 to ${count}`,
  );
}

import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyFolder } from '../folder/read.ts';
import { isSamePerson } from '../people/same-person.ts';

/** A card that went from one custodian to another. */
export interface Handover {
  readonly card: number;
  readonly from: string;
  readonly to: string;
  /** The seal bag it came out of. */
  readonly bag: string | null;
  /** The seal bag it went into. */
  readonly newBag: string | null;
}

/** What a handover does and what it does not, to be said after each. */
export const handoverAdvice = [
  'This changes who is asked, not what the card can do: whoever copied it still has its power.',
  'Only a re-share takes the power from a card: hold one when somebody leaves.',
] as const;

/**
 * Refuses a handover from somebody to themselves.
 * @param subjects what the two are called where they were given: `--from`, `--to`
 * @throws `usage-option`
 */
export function refuseOnePerson(
  { from, to }: Pick<Handover, 'from' | 'to'>,
  subjects: { readonly from: string; readonly to: string },
): void {
  if (!isSamePerson(from, to)) return;
  throw new QuorateError(
    'usage-option',
    `${subjects.from} and ${subjects.to} name one person`,
    'a handover has two: for a new bag alone, leave a check instead',
  );
}

/** What the record of a handover holds. Who finds a stick must not learn whom to press. */
export function handoverData(
  { card, from, to, bag, newBag }: Handover,
  folder: CeremonyFolder,
): { readonly data: JsonObject; readonly isPublic: boolean } {
  // Names go onto a stick only where the plan published them.
  const isPublic = folder.manifest?.shareSet.cards.some(({ custodian }) => custodian !== null) === true;
  return { data: { card, bag, newBag, ...(isPublic ? { from, to } : {}) }, isPublic };
}

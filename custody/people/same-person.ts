import { foldedName } from '@quorate/crypto-core/archive/names';

/** True when two spellings mean one person: case, blanks and Unicode's composition aside. */
export function isSamePerson(one: string, other: string): boolean {
  return foldedPlain(one) === foldedPlain(other);
}

/** A name of a person or a place as it is compared with others; people read the one that was typed. */
export function foldedPlain(name: string): string {
  return foldedName(name.trim().replace(/\s+/g, ' '));
}

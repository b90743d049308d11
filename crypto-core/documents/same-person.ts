import { foldedName } from '../archive/names.ts';

/** True when two spellings mean one person: case, blanks, what is not seen, and Unicode's composition aside. */
export function isSamePerson(one: string, other: string): boolean {
  return foldedPlain(one) === foldedPlain(other);
}

/**
 * A name of a person or a place as it is compared with others; people read the one that was typed. Compatibility
 * forms are one (NFKC), code points that nobody sees are left out (Unicode's Default_Ignorable_Code_Point), blanks are
 * one blank, and case is folded.
 */
export function foldedPlain(name: string): string {
  const seen = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return foldedName(seen.replace(/\s+/g, ' ').trim());
}

/**
 * True when a name has Latin letters beside Cyrillic or Greek ones: on a screen "Аda" with a Cyrillic А is "Ada", and
 * one person would pass for two.
 */
export function mixesAlphabets(name: string): boolean {
  const letters = name.normalize('NFKC');
  return /\p{Script=Latin}/u.test(letters) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(letters);
}

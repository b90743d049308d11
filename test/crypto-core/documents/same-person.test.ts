import { foldedPlain, isSamePerson, mixesAlphabets } from '@quorate/crypto-core/documents/same-person';
import { expect, it } from 'vitest';

it.each([
  ['case', 'Ada Lovelace', 'ADA LOVELACE'],
  ['sharp s', 'Strauß', 'STRAUSS'],
  ['blanks', 'Ada Lovelace', '  Ada \t Lovelace '],
  ['a blank that does not break', 'Ada Lovelace', 'Ada\u00a0Lovelace'],
  ['composition', 'Chloé', 'Chloe\u0301'],
  ['full width', 'Ada', '\uff21\uff44\uff41'],
  ['a ligature', 'Steffi', 'Ste\ufb03'],
  ['a zero-width space', 'Ada', 'A\u200bda'],
  ['a zero-width joiner', 'Ada', 'Ada\u200d'],
  ['a soft hyphen', 'Ada', 'A\u00adda'],
  ['a word joiner between blanks', 'Ada Lovelace', 'Ada \u2060 Lovelace'],
  ['a variation selector', 'Ada', 'Ada\ufe0f'],
  ['a Hangul filler', 'Ada', 'Ada\u3164'],
])('one person, spelled with another %s', (_, one, other) => {
  expect(isSamePerson(one, other)).toBe(true);
  expect(isSamePerson(other, one)).toBe(true);
});

it('other people stay others', () => {
  expect(isSamePerson('Ada Lovelace', 'AdaLovelace')).toBe(false);
  expect(isSamePerson('Jose', 'José')).toBe(false);
  expect(isSamePerson('Ada', 'Аda')).toBe(false);
  expect(foldedPlain('\u200b \u2060')).toBe('');
});

it.each([
  ['Ada', false],
  ['Ада', false],
  ['Ελένη', false],
  ['山田 Taro', false],
  ["Zoë O'Neill-Smith 2", false],
  ['Аda', true],
  ['Adа Lovelace', true],
  ['Οdo', true],
])('%s mixes alphabets: %s', (name, mixes) => expect(mixesAlphabets(name)).toBe(mixes));

import { describe, expect, it } from 'vitest';
import { compareValue, groupPairs, inGroups, isShareCard } from '../../renderer/logic/fingerprints.ts';

describe('A value from production', () => {
  const key = ['a1b2c3d4', 'qTf+Zz/8Q0c=', null];

  it('is the same whatever stands between its characters', () => {
    for (const typed of ['a1b2c3d4', ' A1:B2:C3:D4\n', '0xa1b2 c3d4', 'a1b2-c3d4', 'qTf+Zz/8Q0c=']) {
      expect(compareValue(typed, key), typed).toEqual({ status: 'match' });
    }
  });

  it('differs from the first character that is another', () => {
    expect(compareValue('A1:B2:C3:D5', key)).toEqual({
      status: 'mismatch',
      at: 8,
      given: 'a1b2c3d5',
      nearest: 'a1b2c3d4',
    });
    expect(compareValue('qTf+zz/8Q0c=', key)).toMatchObject({ status: 'mismatch', at: 5, nearest: key[1] });
    expect(compareValue('xyz', key)).toMatchObject({ status: 'mismatch', at: 1 });
  });

  it('is not the same for a beginning or for more', () => {
    expect(compareValue('a1b2c3', key)).toEqual({ status: 'partial', agreed: 6, of: 8 });
    expect(compareValue('a1b2c3d4e5', key)).toMatchObject({ status: 'mismatch', at: 9 });
    expect(compareValue('a1', [])).toEqual({ status: 'mismatch', at: 1, given: 'a1', nearest: '' });
    expect(compareValue('a1', ['', null])).toMatchObject({ status: 'mismatch', at: 1 });
  });

  it('is nothing while nothing but blanks was typed', () => {
    expect(compareValue(' \t\n', key)).toEqual({ status: 'empty' });
  });

  it('is read in groups that lose no character', () => {
    expect(inGroups('abcdefghij')).toEqual(['abcd', 'efgh', 'ij']);
    expect(inGroups('abcdefghij', 8)).toEqual(['abcdefgh', 'ij']);
    expect(inGroups('')).toEqual([]);
  });
});

describe('Two values, one above the other', () => {
  it('stand in groups, and one character is marked', () => {
    const { pairs, isCut } = groupPairs({ at: 6, given: 'abcdeXgh', nearest: 'abcdefghij' });
    expect(pairs).toEqual([
      { given: 'abcd', nearest: 'abcd', differsAt: null },
      { given: 'eXgh', nearest: 'efgh', differsAt: 1 },
      { given: '', nearest: 'ij', differsAt: null },
    ]);
    expect(isCut).toEqual({ before: false, behind: false });
  });

  it('mark what is missing at the end', () => {
    expect(groupPairs({ at: 5, given: 'abcde', nearest: 'abcd' }).pairs.at(-1)).toEqual({
      given: 'e',
      nearest: '',
      differsAt: 0,
    });
  });

  it('are cut around the difference where they are long', () => {
    const nearest = 'x'.repeat(700);
    for (const at of [1, 350, 700]) {
      const given = `${nearest.slice(0, at - 1)}y${nearest.slice(at)}`;
      const { pairs, isCut } = groupPairs({ at, given, nearest });
      expect(pairs.length).toBeLessThanOrEqual(16);
      const [marked] = pairs.filter(({ differsAt }) => differsAt !== null);
      expect(marked?.given[marked.differsAt ?? 9]).toBe('y');
      expect(isCut).toEqual({ before: at > 32, behind: at < 668 });
    }
  });
});

describe('A share card where a fingerprint belongs', () => {
  const card = `QS1Z${'8XX9PR2T'.repeat(9)}GF2TVD`;

  it('is known, however it is written', () => {
    for (const text of [card, card.toLowerCase(), card.replace(/.{4}/g, '$& '), ` ${card}\n`])
      expect(isShareCard(text), text).toBe(true);
    expect(isShareCard('QS1ZQQSY', 3)).toBe(true);
  });

  it('is no value of a key', () => {
    for (const text of ['a1b2c3d4', 'QS1', 'QS1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901', ''])
      expect(isShareCard(text), text).toBe(false);
  });
});

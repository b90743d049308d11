import { describe, expect, it } from 'vitest';
import { compareValue, inGroups } from '../../renderer/logic/fingerprints.ts';

describe('A value from production', () => {
  const key = ['a1b2c3d4', 'qTf+Zz/8Q0c=', null];

  it('is the same whatever stands between its characters', () => {
    for (const typed of ['a1b2c3d4', ' A1:B2:C3:D4\n', '0xa1b2 c3d4', 'a1b2-c3d4', 'qTf+Zz/8Q0c=']) {
      expect(compareValue(typed, key), typed).toEqual({ status: 'match' });
    }
  });

  it('differs from the first character that is another', () => {
    expect(compareValue('a1b2c3d5', key)).toEqual({ status: 'mismatch', at: 8 });
    expect(compareValue('qTf+zz/8Q0c=', key)).toEqual({ status: 'mismatch', at: 5 });
  });

  it('is not the same for a beginning or for more', () => {
    expect(compareValue('a1b2c3', key)).toEqual({ status: 'mismatch', at: 7 });
    expect(compareValue('a1b2c3d4e5', key)).toEqual({ status: 'mismatch', at: 9 });
    expect(compareValue('a1', [])).toEqual({ status: 'mismatch', at: 1 });
    expect(compareValue('a1', ['', null])).toEqual({ status: 'mismatch', at: 1 });
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

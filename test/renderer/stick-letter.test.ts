import { describe, expect, it } from 'vitest';
import { stickLetter } from '../../renderer/logic/stick-letter.ts';

describe('the letter of a stick on the table', () => {
  it('goes on after Z', () => {
    expect([1, 2, 26, 27, 52, 53, 702, 703].map(stickLetter)).toEqual([
      'A',
      'B',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

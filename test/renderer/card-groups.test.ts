import { layouts } from '@quorate/crypto-core/cards/alphabet';
import { describe, expect, it } from 'vitest';
import {
  cardGroups,
  doubtsIn,
  exchange,
  fillFrom,
  groupSize,
  rowLetter,
  tidy,
} from '../../renderer/logic/card-groups.ts';

const none = Array<string>(cardGroups).fill('');

describe('Typing a card', () => {
  it('has a place for every character of the card that a ceremony deals', () => {
    expect(cardGroups).toBe(Math.ceil((layouts[0]?.length ?? 0) / groupSize));
  });

  it('puts a pasted text into all groups behind', () => {
    const text = 'QS1Z'.repeat(20).concat('QS');
    const groups = fillFrom(none, 0, text.toLowerCase().replace(/.{4}/g, '$& '));
    expect(groups.join('')).toBe(text);
    expect(groups).toHaveLength(cardGroups);
  });

  it('keeps the groups behind when one is typed or cleared', () => {
    const groups = fillFrom(fillFrom(none, 0, 'qs1z8xx9'), 0, 'q?1z');
    expect(groups.slice(0, 3)).toEqual(['Q?1Z', '8XX9', '']);
    expect(fillFrom(groups, 0, '').slice(0, 2)).toEqual(['', '8XX9']);
  });

  it('bounds what is pasted', () => {
    expect(fillFrom(none, 0, 'X'.repeat(10_000)).length).toBeLessThan(100);
  });

  it('doubts what no card holds, but for the 1 that every card begins with', () => {
    expect(doubtsIn('QS1Z', 0)).toEqual([]);
    expect(doubtsIn('QS1Z', 3)).toEqual([{ typed: '1', index: 2, perhaps: 'L' }]);
    expect(doubtsIn('OB?I', 4).map(({ perhaps }) => perhaps)).toEqual(['0', '8', 'L']);
  });

  it('exchanges one character', () => {
    expect(exchange('ABCD', 1, '8')).toBe('A8CD');
    expect(tidy(' a-b\nc ')).toBe('ABC');
    expect([0, 4].map(rowLetter)).toEqual(['A', 'E']);
  });
});

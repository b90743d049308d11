import { layouts, symbolOf } from '@quorate/crypto-core/cards/alphabet';
import { cardTextRows, printedPlace } from '@quorate/crypto-core/cards/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardGroups,
  cardLength,
  doubtsIn,
  eraseBefore,
  exchange,
  fillFrom,
  groupSize,
  isCardText,
  noGroups,
  pasteInto,
  placeOf,
  rowLetter,
  shortGroup,
  sizeOf,
  type Typed,
  tidy,
  typeInto,
} from '../../renderer/logic/card-groups.ts';
import { changedGroups, groupIndex } from '../../renderer/logic/changed-groups.ts';

const text = `QS1Z${'8XX9PR2T'.repeat(9)}GF2TVD`;

/** Types characters one by one, as the inputs do it. */
function type(characters: string, from: Typed = { groups: noGroups, at: 0, caret: 0 }): Typed {
  return [...characters].reduce(({ groups, at, caret }, character) => {
    const old = [...(groups[at] ?? '')];
    const before = old.slice(0, caret).join('') + character;
    return typeInto(groups, at, before + old.slice(caret).join(''), before);
  }, from);
}

describe('Typing a card', () => {
  it('has a place for every character of the card that a ceremony deals', () => {
    expect(cardLength).toBe(layouts[0]?.length);
    expect(cardGroups).toBe(Math.ceil(cardLength / groupSize));
    expect(noGroups.map((_, group) => sizeOf(group)).reduce((sum, size) => sum + size)).toBe(cardLength);
    expect(text).toHaveLength(cardLength);
  });

  it('names the places as they are printed', () => {
    for (let index = 0; index < cardLength; index += 1) {
      const { letter, group } = printedPlace(index);
      expect(placeOf(Math.floor(index / groupSize))).toEqual({ row: letter, group });
      expect(groupIndex({ row: letter, group })).toBe(Math.floor(index / groupSize));
    }
    expect(cardTextRows(text).map(({ letter }) => letter)).toEqual([0, 1, 2, 3, 4].map(rowLetter));
  });

  it('goes from group to group, and stays in the last one', () => {
    const typed = type(text.toLowerCase());
    expect(typed.groups.join('')).toBe(text);
    expect([typed.at, typed.caret]).toEqual([cardGroups - 1, 2]);
  });

  it('puts a character into the place of another where a group is full, and moves no group', () => {
    const all = fillFrom(noGroups, 0, text);
    const inside = type('2', { groups: all, at: 3, caret: 1 });
    expect(inside.groups).toEqual(all.map((group, at) => (at === 3 ? exchange(group, 1, '2') : group)));
    expect([inside.at, inside.caret]).toEqual([3, 2]);
    const behind = type('2', { groups: all, at: 3, caret: 4 });
    expect(behind.groups).toEqual(all.map((group, at) => (at === 4 ? exchange(group, 0, '2') : group)));
    expect([behind.at, behind.caret]).toEqual([4, 1]);
  });

  it('loses nothing that was typed, wherever somebody goes on', () => {
    const typing = fc.array(fc.tuple(fc.nat(cardGroups - 2), fc.nat(4), fc.constantFrom(...'QPZ?')), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(typing, (steps) => {
        let groups: readonly string[] = fillFrom(noGroups, 0, text);
        for (const [at, caret, character] of steps) groups = type(character, { groups, at, caret }).groups;
        expect(groups.map((group) => group.length)).toEqual(noGroups.map((_, group) => sizeOf(group)));
      }),
      { seed: 7 },
    );
  });

  it('erases over the beginning of a group', () => {
    const { groups } = type('QS1Z8X');
    const once = eraseBefore(groups, 1);
    expect([once.groups[0], once.groups[1], once.at, once.caret]).toEqual(['QS1', '8X', 0, 3]);
    expect(eraseBefore(groups, 0)).toEqual({ groups, at: 0, caret: 0 });
  });

  it('folds what is typed as the reader of cards does, and makes no letter of a foreign one', () => {
    expect(tidy(' a-b\nc\u00a0–d\u200b ')).toBe('ABCD');
    expect(tidy('ßſı')).toBe('ßſı');
    expect(tidy('a\u0308')).toBe('ä');
  });

  it('names a group that was left short', () => {
    expect(shortGroup(type(text).groups)).toBeNull();
    expect(shortGroup(type('QS1Z8X').groups)).toBeNull();
    expect(shortGroup(['QS1Z', '8XX', 'PR2T', ...noGroups.slice(3)])).toBe(1);
  });
});

describe('Pasting a card', () => {
  it('puts a whole one into all groups, wherever it was pasted', () => {
    for (const pasted of [text, text.toLowerCase().replace(/.{4}/g, '$& '), text.replace(/.{4}/g, '$&-')]) {
      const { groups, at } = pasteInto(fillFrom(noGroups, 0, 'PPPP'), 7, 'PP', pasted);
      expect(groups.join('')).toBe(text);
      expect([groups.length, at]).toEqual([cardGroups, cardGroups - 1]);
    }
  });

  it('leaves out the letters before the rows', () => {
    const printed = cardTextRows(text)
      .map(({ letter, groups }) => `${letter} ${groups.join(' ')}`)
      .join('\n');
    expect(pasteInto(noGroups, 0, '', printed).groups.join('')).toBe(text);
  });

  it('puts a part of one where it was pasted', () => {
    const { groups, at, caret } = pasteInto(noGroups, 2, '8X', 'X9PR2');
    expect(groups.slice(2, 5)).toEqual(['8XX9', 'PR2', '']);
    expect([at, caret]).toEqual([3, 3]);
  });

  it('keeps what is too long in sight, up to a bound', () => {
    const long = pasteInto(noGroups, 0, '', `${text}QQQ`);
    expect(long.groups.join('')).toBe(`${text}QQQ`);
    expect(pasteInto(noGroups, 0, '', 'X'.repeat(10_000)).groups.length).toBeLessThan(100);
    expect(fillFrom(long.groups, cardGroups, '').length).toBe(cardGroups);
    expect(pasteInto(long.groups, 0, '', text).groups.join('')).toBe(text);
  });
});

describe('A character that stands on no card', () => {
  it('is every one outside the alphabet, but for the 1 that a card begins with', () => {
    for (let code = 33; code < 127; code += 1) {
      const character = tidy(String.fromCharCode(code));
      const isForeign = character !== '' && character !== '?' && symbolOf(character) === undefined;
      expect(doubtsIn(character, 3).length === 1, character).toBe(isForeign);
    }
    expect(doubtsIn('QS1Z', 0)).toEqual([]);
    expect(doubtsIn('QS1Z', 3)).toEqual([{ typed: '1', index: 2, perhaps: 'L' }]);
  });

  it('is proposed as what it looks like, where a card holds one of the two', () => {
    const perhaps = (typed: string) => doubtsIn(tidy(typed), 4).map((doubt) => doubt.perhaps);
    expect(perhaps('OoIi')).toEqual(['0', '0', 'L', 'L']);
    expect(perhaps('1lbB')).toEqual(['L', '8', '8']);
    expect(perhaps('5S2Z')).toEqual([]);
    expect(perhaps('ä€@?')).toEqual([null, null, null]);
    for (const one of 'O1IB|!$&') expect(symbolOf(doubtsIn(one, 4)[0]?.perhaps ?? '')).toBeTypeOf('number');
  });
});

describe('A code that the camera sees', () => {
  it('is a card only where it begins as one', () => {
    expect(['QS1ZQQ', ' qs1z'].map(isCardText)).toEqual([true, true]);
    expect(['https://example.org', 'QS2', '', 'A1:B2'].map(isCardText)).toEqual([false, false, false, false]);
  });
});

describe('A correction', () => {
  it('shows the groups concerned and no other, with the changed places', () => {
    const typed = exchange(exchange(exchange(text, 5, '?'), 6, 'P'), 81, 'Q');
    const changes = [5, 6, 81].map((index) => {
      const { letter, group, character } = printedPlace(index);
      return { row: letter, group, character, typed: typed[index] ?? '', corrected: text[index] ?? '' };
    });
    expect(changedGroups(changes, typed.toLowerCase().replace(/.{4}/g, '$& '))).toEqual([
      {
        row: 'A',
        group: 2,
        changes: [
          { place: 2, typed: '?', corrected: 'X' },
          { place: 3, typed: 'P', corrected: 'X' },
        ],
        typed: '8?P9',
        corrected: '8XX9',
      },
      {
        row: 'E',
        group: 1,
        changes: [{ place: 2, typed: 'Q', corrected: 'D' }],
        typed: 'VQ',
        corrected: 'VD',
      },
    ]);
  });
});

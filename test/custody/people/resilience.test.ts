import { resilienceOf } from '@quorate/custody/people/resilience';
import { matrixLines, resilienceMatrix } from '@quorate/custody/people/resilience-matrix';
import { checkTwoPeople } from '@quorate/custody/people/two-people';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

const spread = (
  places: readonly string[],
  threshold: number,
  sticks: readonly string[],
  names?: readonly string[],
) => ({
  custodians: places.map((location, index) => ({
    name: names?.[index] ?? `C${index}`,
    location,
    openpgp: null,
  })),
  threshold,
  sticks: 2,
  stickLocations: [...sticks],
});

describe('resilience in words', () => {
  it('a good spread: one card a place, sticks elsewhere: nothing to warn of', () => {
    const { warnings, sentences, losses } = resilienceOf(spread(['A', 'B', 'C', 'D', 'E'], 3, ['F', 'G']));
    expect(warnings).toEqual([]);
    expect(sentences).toContain('any 2 cards may be lost');
    expect(losses.filter(({ isSurvived }) => !isSurvived).map(({ places }) => places)).toEqual([['F', 'G']]);
  });

  it.each<[string, ReturnType<typeof spread>, string]>([
    [
      'K = 2',
      spread(['A', 'B', 'C'], 2, ['F', 'G']),
      'two cards are enough: any two custodians, or a thief of two cards, need nobody else',
    ],
    ['K = N', spread(['A', 'B', 'C'], 3, ['F', 'G']), 'all 3 cards are needed: none may be lost'],
    [
      'a place with K cards',
      spread(['A', 'A', 'A', 'B', 'C'], 3, ['F', 'G']),
      'A holds 3 cards: whoever gets in there needs no other',
    ],
    [
      'a place with more than N−K',
      spread(['A', 'A', 'B', 'C'], 3, ['F', 'G']),
      'A holds 2 cards: if it is lost, fewer than 3 are left',
    ],
    [
      'two cards for one person',
      spread(['A', 'B', 'C', 'D'], 3, ['F', 'G'], ['Ada', 'Bo', ' ada', 'Di']),
      'Ada holds cards 1 and 3: that is one person, not 2',
    ],
    [
      'cards with sticks',
      spread(['A', 'B', 'C', 'D', 'E'], 3, ['a', 'G']),
      'cards and sticks lie together in A: keep them in different places',
    ],
    [
      'all sticks in one place',
      spread(['A', 'B', 'C', 'D', 'E'], 3, ['G', 'g']),
      'all 2 sticks lie in G: one fire takes them all',
    ],
    [
      'sticks nowhere',
      spread(['A', 'B', 'C', 'D', 'E'], 3, []),
      'the plan does not say where the sticks are kept',
    ],
  ])('%s is warned of', (_, plan, warning) => {
    expect(resilienceOf(plan).warnings).toContain(warning);
  });

  it.each([
    [' ada ', ['C1 holds cards 2 and 4: that is one person, not 2', ' ada  is operator and holds card 1']],
    ['C1', ['C1 holds cards 2 and 4: that is one person, not 2', 'C1 is operator and holds cards 2 and 4']],
    ['Olga', ['C1 holds cards 2 and 4: that is one person, not 2']],
  ])('an operator who holds a card is named: %j', (operator, warnings) => {
    const plan = spread(['A', 'B', 'C', 'D', 'E'], 3, ['F', 'G'], ['Ada', 'C1', 'C2', 'C1', 'C4']);
    expect(resilienceOf({ ...plan, operator }).warnings).toEqual(warnings);
  });

  it('a place with one card is not said to hold several', () => {
    expect(resilienceOf(spread(['A', 'B', 'C'], 3, ['F', 'G'])).warnings).toContain(
      'A holds 1 card: if it is lost, fewer than 3 are left',
    );
  });

  it('says who can recover alone, who can block, and what a fire leaves', () => {
    const { sentences } = resilienceOf(
      spread(['Office A', 'Office A', 'Office A', 'Zurich', 'Zurich'], 3, ['F', 'G']),
    );
    expect(sentences).toEqual([
      'any 3 of 5 cards and one stick restore the keys',
      'any 2 cards may be lost',
      'if Office A burns, 2 of 5 cards are left: below 3, the keys are lost',
      'if Zurich burns, 3 of 5 cards are left: enough',
      'if F burns, 5 of 5 cards are left: enough',
      'if G burns, 5 of 5 cards are left: enough',
      'Office A alone holds 3 cards: with a stick it can recover without anybody else',
    ]);
    const pairs = resilienceOf(spread(['A', 'A', 'B', 'C', 'D'], 3, ['F', 'G'])).sentences;
    expect(pairs).toContain(
      'A and B together hold 3 cards: with a stick they can recover without anybody else',
    );
    expect(resilienceOf(spread(['A', 'B', 'C'], 3, ['F', 'G'])).sentences).toContain(
      'A alone can block every recovery',
    );
  });

  it('the matrix counts what is left when two places burn', () => {
    const matrix = resilienceMatrix(resilienceOf(spread(['A', 'A', 'B', 'C', 'D'], 3, ['B', 'C'])));
    if (matrix === null) throw new Error('four places fit');
    expect(matrixLines(matrix).slice(1)).toEqual([
      '  A     3 ok   2 no   2 no   2 no   A A',
      '  B     2 no   4 ok   3 no   3 ok   B B',
      '  C     2 no   3 no   4 ok   3 ok   C C',
      '  D     2 no   3 ok   3 ok   4 ok   D D',
    ]);
    const many = spread(
      Array.from({ length: 20 }, (_, index) => `P${index}`),
      3,
      ['F', 'G'],
    );
    expect(resilienceMatrix(resilienceOf(many))).toBeNull();
  });

  it('the matrix tells a loss of the last stick from one of cards', () => {
    const plan = { ...spread(['A', 'B', 'C'], 2, ['A']), sticks: 1 };
    const { rows } = resilienceMatrix(resilienceOf(plan)) ?? { rows: [] };
    expect(rows[0]?.[0]).toEqual({ cardsLeft: 2, sticksLeft: 0, isSurvived: false });
    expect(rows[1]?.[2]).toEqual({ cardsLeft: 1, sticksLeft: 1, isSurvived: false });
    expect(resilienceOf(plan).sentences).toContain('if A burns, no stick is left: the keys are lost');
  });

  it('agrees with counting every loss by hand, for all small spreads', () => {
    for (let code = 0; code < 3 ** 5; code++) {
      const places = Array.from(
        { length: 5 },
        (_, index) => 'ABC'[Math.floor(code / 3 ** index) % 3] as string,
      );
      for (const threshold of [2, 3, 4, 5]) {
        for (const loss of resilienceOf(spread(places, threshold, ['X', 'Y'])).losses) {
          const left = places.filter((place) => !loss.places.includes(place)).length;
          const sticks = 2 - loss.places.filter((place) => place === 'X' || place === 'Y').length;
          expect(loss).toMatchObject({ cardsLeft: left, isSurvived: left >= threshold && sticks > 0 });
        }
      }
    }
  });
});

describe('two people', () => {
  const people = { operator: 'Ada Lovelace', witnesses: ['Grace Hopper', 'Emmy Noether'] };

  it('are the operator and a witness of the plan, however they write their names', () => {
    const typed = { operator: ' ada  LOVELACE', witness: 'emmy noether ' };
    expect(checkTwoPeople(typed, people, 'this')).toEqual({
      operator: 'Ada Lovelace',
      witness: 'Emmy Noether',
      witnessNumber: 2,
    });
  });

  it.each([
    ['one name twice', 'Ada Lovelace', 'ada lovelace', /two people/],
    ['a stranger as operator', 'Mallory', 'Grace Hopper', /the operator's name/],
    ['a stranger as witness', 'Ada Lovelace', 'Mallory', /the name of a witness/],
    ['nobody', '', ' ', /two people/],
  ])('%s is refused', (_, operator, witness, message) => {
    const error = refusal(() => checkTwoPeople({ operator, witness }, people, 'reprinting card 3'));
    expect(error.code).toBe('two-people');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/reprinting card 3/);
  });
});

import { placesOf } from '@quorate/custody/people/places';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardHeight,
  cardWidth,
  type Picture,
  padding,
  pictureOf,
  placesHeld,
  textHeight,
} from '../../renderer/logic/resilience-picture.ts';

const names = [
  'Office',
  'office ',
  'OFFICE',
  'Straße 1',
  'STRASSE 1',
  'Zürich',
  'Zu\u0308rich',
  'Bank  A',
  'Bank A',
];
const held = (...locations: string[]) => placesHeld(locations.map((location) => ({ location })));

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const apart = (one: Rectangle, other: Rectangle) =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

const cardsOf = ({ places }: Picture) =>
  places.flatMap(({ slots }) => slots.map(({ x, y }) => ({ x, y, width: cardWidth, height: cardHeight })));

describe('Places', () => {
  it('are one however they are spelled, as in the words beside the picture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...names, 'ıstanbul', 'Istanbul', 'İstanbul', 'ﬁne'), { minLength: 1 }),
        (all) => {
          const custodians = all.map((location) => ({ name: 'x', location, openpgp: null }));
          const told = placesOf({ custodians, threshold: 2, sticks: 2, stickLocations: [] });
          expect(placesHeld(custodians).map(({ cards }) => cards)).toEqual(told.map(({ cards }) => cards));
        },
      ),
      { seed: 11 },
    );
  });

  it('keep the name that stood there first, and cards that have none', () => {
    expect(held('Office', ' ', 'OFFICE')).toEqual([
      { name: 'Office', cards: [1, 3] },
      { name: '', cards: [2] },
    ]);
  });
});

describe('The picture', () => {
  it('says what is left without each place', () => {
    const { places, needed, spare, line } = pictureOf(held('A', 'A', 'A', 'B', 'C'), 3, 700);
    expect(places.map(({ name, left, isEnough }) => [name, left, isEnough])).toEqual([
      ['A', 2, false],
      ['B', 4, true],
      ['C', 4, true],
    ]);
    expect([needed, spare]).toEqual([3, 2]);
    expect(pictureOf(held('A', 'A', 'B', 'C'), 2, 700).places[0]).toMatchObject({ left: 2, isEnough: true });
    expect(line.map(({ isNeeded }) => isNeeded)).toEqual([true, true, true, false, false]);
  });

  it('says which place takes the last stick along', () => {
    const taking = (stickLocations: string[], sticks = stickLocations.length) =>
      pictureOf(held('A', 'B', 'C'), 2, 700, { stickLocations, sticks })
        .places.filter(({ holdsAllSticks }) => holdsAllSticks)
        .map(({ name }) => name);
    expect(taking(['b'])).toEqual(['B']);
    expect(taking([' B', 'b'])).toEqual(['B']);
    expect(taking(['A', 'B'])).toEqual([]);
    expect(taking(['B'], 2)).toEqual([]);
    expect(taking(['elsewhere'])).toEqual([]);
    expect(taking(['', ''])).toEqual([]);
  });

  it('needs no more cards than there are', () => {
    const { needed, spare } = pictureOf(held('A', 'B'), 5, 700);
    expect([needed, spare]).toEqual([2, 0]);
  });

  it('shows every card once, inside its place, over nothing else', () => {
    const cases = fc.record({
      locations: fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', ''), {
        minLength: 2,
        maxLength: 60,
        size: 'max',
      }),
      threshold: fc.integer({ min: 1, max: 60 }),
      width: fc.integer({ min: 200, max: 1200 }),
    });
    fc.assert(
      fc.property(cases, ({ locations, threshold, width }) => {
        const picture = pictureOf(held(...locations), threshold, width);
        const numbers = picture.places.flatMap(({ slots }) => slots.map(({ number }) => number));
        expect(numbers.sort((one, other) => one - other)).toEqual(locations.map((_, index) => index + 1));
        for (const { slots, x, y, width: wide, height } of picture.places) {
          for (const slot of slots) {
            expect(slot.x).toBeGreaterThanOrEqual(x);
            expect(slot.x + cardWidth).toBeLessThanOrEqual(x + wide);
            expect(slot.y).toBeGreaterThanOrEqual(y);
            expect(slot.y + cardHeight).toBeLessThanOrEqual(y + height - padding - textHeight);
          }
        }
        const line = picture.line.map((slot) => ({ ...slot, height: cardHeight }));
        for (const shapes of [picture.places, cardsOf(picture), line]) {
          for (const [index, shape] of shapes.entries()) {
            expect(shape.x + shape.width).toBeLessThanOrEqual(width + 0.001);
            expect(shape.y + shape.height).toBeLessThanOrEqual(picture.height);
            expect(shapes.slice(index + 1).every((other) => apart(shape, other))).toBe(true);
          }
        }
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  it('shows 255 cards in a line that is no wider than the picture', () => {
    const { line } = pictureOf(held(...Array.from({ length: 255 }, (_, index) => `P${index}`)), 100, 640);
    expect(line.map(({ isNeeded }) => isNeeded)).toEqual([true, false]);
    expect((line[0]?.width ?? 0) / 634).toBeCloseTo(100 / 255);
    const last = line.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(640);
  });

  it('cuts long names in the middle, and leaves short ones', () => {
    const bank = 'Vault of the Cooperative Bank of Upper Winterthur, branch 7';
    const [long, short, wide] = pictureOf(
      held(bank, 'Home of Dan', 'ジュネーブ銀行の金庫室第三号'),
      2,
      560,
    ).places;
    expect(long?.label).toMatch(/^Vault .*….*anch 7$/);
    expect(long?.label.length).toBeLessThan(22);
    expect(long?.name).toBe(bank);
    expect(short?.label).toBe('Home of Dan');
    expect(wide?.label).toMatch(/^ジュ.*….*号$/);
  });

  it('has equally wide boxes while a name is typed', () => {
    const widths = ['O', 'Of', 'Office safe'].map(
      (name) => pictureOf(held('Office safe', name, 'C'), 2, 700).places[0]?.width,
    );
    expect(new Set(widths).size).toBe(1);
  });
});

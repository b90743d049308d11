import { symbolOf } from '@quorate/crypto-core/cards/alphabet';
import {
  appendChecksum,
  type Checksum,
  longChecksum,
  shortChecksum,
} from '@quorate/crypto-core/cards/checksum';
import { correctErrors, fillWindow } from '@quorate/crypto-core/cards/correction';
import { describe, expect, it } from 'vitest';
import { Seeded } from './seeded.ts';

/** Data symbols of the shortest and the longest card of each checksum. */
const codes: [string, Checksum, number][] = [
  ['82 characters', shortChecksum, 66],
  ['110 characters', longChecksum, 92],
  ['289 characters', longChecksum, 271],
];

function damage(random: Seeded, symbols: Uint8Array, wrong: number[], unreadable: number[]): Uint8Array {
  const damaged = symbols.slice();
  for (const index of wrong) damaged[index] = (damaged[index] as number) ^ (1 + random.below(31));
  for (const index of unreadable) damaged[index] = 0;
  return damaged;
}

describe.each(codes)('correction of a text of %s', (_, checksum, dataSymbols) => {
  const random = new Seeded(dataSymbols);
  const fresh = () =>
    appendChecksum(
      checksum,
      random.bytes(dataSymbols).map((byte) => byte & 31),
    );

  it('finds every mix of wrong and unreadable symbols within the bound', () => {
    for (let wrong = 0; wrong <= 4; wrong++) {
      for (let unreadable = 0; 2 * wrong + unreadable <= 8; unreadable++) {
        for (let round = 0; round < 20; round++) {
          const symbols = fresh();
          const places = random.distinct(wrong + unreadable, 0, symbols.length);
          const lost = places.slice(wrong);
          const damaged = damage(random, symbols, places.slice(0, wrong), lost);
          expect(correctErrors(checksum, damaged, lost)).toEqual(symbols);
        }
      }
    }
  });

  it('never changes more than the bound allows, whatever it is given', () => {
    let answered = 0;
    for (let round = 0; round < 1500; round++) {
      const symbols = fresh();
      const wrong = random.below(9);
      const unreadable = random.below(9);
      const places = random.distinct(wrong + unreadable, 0, symbols.length);
      const lost = places.slice(wrong);
      const damaged = damage(random, symbols, places.slice(0, wrong), lost);
      const answer = correctErrors(checksum, damaged, lost);
      if (answer === null) {
        expect(2 * wrong + unreadable).toBeGreaterThan(8);
        continue;
      }
      answered++;
      const changed = answer.filter((symbol, i) => symbol !== damaged[i] && !lost.includes(i)).length;
      expect(2 * changed + unreadable).toBeLessThanOrEqual(8);
      if (2 * wrong + unreadable <= 8) expect(answer).toEqual(symbols);
    }
    expect(answered).toBeGreaterThan(200);
  });

  it('refuses nine unreadable symbols, even if it could guess them', () => {
    const symbols = fresh();
    const lost = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(correctErrors(checksum, damage(random, symbols, [], lost), lost)).toBeNull();
  });

  it('fills a window as long as the checksum, wherever it stands', () => {
    const { length } = fresh();
    for (let start = 0; start + checksum.size <= length; start++) {
      const symbols = fresh();
      const lost = Array.from({ length: checksum.size }, (_, i) => start + i);
      expect(fillWindow(checksum, damage(random, symbols, [], lost), lost)).toEqual(symbols);
    }
  });

  it('fills no window when anything outside the unreadable symbols is wrong, or when they stand too far apart', () => {
    const symbols = fresh();
    const gaps = [20, 21, 22, 24, 25, 26, 28, 29, 30, 32];
    expect(fillWindow(checksum, damage(random, symbols, [], gaps), gaps)).toEqual(symbols);
    expect(fillWindow(checksum, damage(random, symbols, [23], gaps), gaps)).toBeNull();
    expect(fillWindow(checksum, damage(random, symbols, [50], gaps), gaps)).toBeNull();
    // Not even where the symbol too far away happens to be the 0 that stands for an unreadable one.
    const data = random.bytes(dataSymbols).map((byte) => byte & 31);
    data[20] = 0;
    const apart = [20, 20 + checksum.size];
    expect(fillWindow(checksum, damage(random, appendChecksum(checksum, data), [], apart), apart)).toBeNull();
  });
});

it('leaves a valid text as it is', () => {
  const text = 'ZP32GR2UQVZSZPFN7X694H6RMZ9K8QEUZR880K8UC7YR2MV5TN64XZ3TNAF369PCQSC4H40K7EHU0QV';
  const symbols = Uint8Array.from([...text], (character) => symbolOf(character) as number);
  expect(correctErrors(shortChecksum, symbols, [])).toEqual(symbols);
});

import { symbolOf } from '@quorate/crypto-core/cards/alphabet';
import {
  appendChecksum,
  type Checksum,
  feed,
  initialResidue,
  isValid,
  longChecksum,
  shortChecksum,
} from '@quorate/crypto-core/cards/checksum';
import { multiply, power } from '@quorate/crypto-core/cards/field';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsByLength } from './vectors.ts';

const both: [string, Checksum][] = [
  ['short', shortChecksum],
  ['long', longChecksum],
];
const packed = (residue: Uint8Array) =>
  residue.reduceRight((sum, symbol) => (sum << 5n) | BigInt(symbol), 0n);
const symbolsOf = (text: string) => Uint8Array.from([...text.toUpperCase()], (c) => symbolOf(c) as number);

describe('BIP-93', () => {
  // The bech32 expansion of "ms": high bits, 0, low bits.
  const ms = Uint8Array.of(3, 3, 0, 13, 19);

  it.each(both)('starts its own texts where feeding "ms" into 1 leads (%s)', (_, checksum) => {
    expect(packed(feed(checksum, initialResidue(checksum), ms))).toBe(0x23181b3n);
  });

  it('finds its first test vector valid', () => {
    const residue = feed(shortChecksum, initialResidue(shortChecksum), ms);
    feed(shortChecksum, residue, symbolsOf('0testsxxxxxxxxxxxxxxxxxxxxxxxxxx4nzvca9cmczlw'));
    expect(residue).toEqual(shortChecksum.target);
  });
});

describe.each(both)('the %s checksum', (_, checksum) => {
  const generator = (b: number) => checksum.feedback[b] as Uint8Array;

  it('has the multiples of one generator by 1, x, x² … as its constants', () => {
    for (let b = 0; b < 32; b++) {
      expect(generator(b)).toEqual(generator(1).map((coefficient) => multiply(coefficient, b)));
    }
  });

  it('has the roots that the page states, eight in a row', () => {
    const g = [...generator(1), 1];
    const at = (x: number) => g.reduceRight((sum, coefficient) => multiply(sum, x) ^ coefficient, 0);
    for (let i = 0; i < 8; i++) expect(at(power(checksum.root, checksum.firstRoot + i))).toBe(0);
    expect(at(power(checksum.root, checksum.firstRoot + 8))).not.toBe(0);
    expect(at(power(checksum.root, checksum.firstRoot - 1))).not.toBe(0);
  });

  it('validates what it made and nothing with one symbol changed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ min: 1, max: 31, minLength: 66, maxLength: 66 }),
        fc.nat(),
        fc.integer({ min: 1, max: 31 }),
        (data, place, error) => {
          const symbols = appendChecksum(checksum, data);
          expect(symbols.slice(0, 66)).toEqual(data);
          expect(isValid(checksum, symbols)).toBe(true);
          const at = place % symbols.length;
          symbols[at] = (symbols[at] as number) ^ error;
          expect(isValid(checksum, symbols)).toBe(false);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('validates the vectors of its length only', () => {
    for (const text of textsByLength) {
      expect(isValid(checksum, symbolsOf(text.slice(3)))).toBe(
        (text.length === 82) === (checksum.size === 13),
      );
    }
  });
});

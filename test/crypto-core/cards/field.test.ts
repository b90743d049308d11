import { longChecksum, shortChecksum } from '@quorate/crypto-core/cards/checksum';
import { divide, element, multiply, power } from '@quorate/crypto-core/cards/field';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const any = fc.integer({ min: 0, max: 1023 });
const nonZero = fc.integer({ min: 1, max: 1023 });
const holds = (property: fc.IRawProperty<unknown>) =>
  fc.assert(property as never, { seed: 1, numRuns: 2000 });

function orderOf(a: number): number {
  let order = 1;
  for (let value = a; value !== 1; value = multiply(value, a)) order++;
  return order;
}

describe('the fields of the checksum', () => {
  it('reduces by x^5+x^3+1 and z²+z+1', () => {
    const [x, z] = [0b00010, element(0, 1)];
    expect(multiply(0b10000, x)).toBe(0b01001);
    expect(multiply(z, z)).toBe(element(1, 1));
  });

  it('is a field', () => {
    holds(fc.property(any, any, any, (a, b, c) => multiply(a, b ^ c) === (multiply(a, b) ^ multiply(a, c))));
    holds(
      fc.property(any, any, any, (a, b, c) => multiply(multiply(a, b), c) === multiply(a, multiply(b, c))),
    );
    holds(fc.property(any, nonZero, (a, b) => multiply(divide(a, b), b) === a));
    for (let a = 0; a < 1024; a++) expect(multiply(a, 1)).toBe(a);
  });

  it('keeps symbols among symbols', () => {
    for (let a = 0; a < 32; a++) for (let b = 0; b < 32; b++) expect(multiply(a, b)).toBeLessThan(32);
  });

  it('takes powers of any integer', () => {
    holds(
      fc.property(
        nonZero,
        fc.integer({ min: -3000, max: 3000 }),
        (a, n) => multiply(power(a, n), a) === power(a, n + 1),
      ),
    );
    expect(power(7, 0)).toBe(1);
  });

  it('gives the roots the orders that the page states', () => {
    expect(shortChecksum.root).toBe(element(0, 8));
    expect(orderOf(shortChecksum.root)).toBe(93);
    expect(longChecksum.root).toBe(element(25, 6));
    expect(orderOf(longChecksum.root)).toBe(1023);
  });
});

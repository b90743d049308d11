import { type Checksum, errorResidue, isValid } from './checksum.ts';
import { divide, multiply, power } from './field.ts';

/** Number of consecutive roots of g, and so of syndromes; also the bound of 2·wrong + unreadable. */
const SYNDROMES = 8;

/**
 * Corrects wrong and unreadable symbols within the bound that makes the answer unique: bounded-distance
 * decoding of a BCH code with Forney's syndromes, the Berlekamp–Massey algorithm, a Chien search and Forney's
 * formula (R. E. Blahut, Algebraic Codes for Data Transmission, chapter 7).
 *
 * @param symbols what follows `qs1`, checksum included; unreadable ones hold 0
 * @param unreadable distinct indexes into `symbols`
 * @returns the corrected symbols, again checked, or null where 2·wrong + unreadable > 8
 */
export function correctErrors(
  checksum: Checksum,
  symbols: Uint8Array,
  unreadable: readonly number[],
): Uint8Array | null {
  if (unreadable.length > SYNDROMES) return null;
  const { root, firstRoot } = checksum;
  const locator = (index: number) => power(root, symbols.length - 1 - index);

  const residue = errorResidue(checksum, symbols);
  const syndromes = Array.from({ length: SYNDROMES }, (_, i) =>
    evaluate(residue, power(root, firstRoot + i)),
  );

  const erasureLocator = unreadable.reduce(
    (product, i) => multiplyPolynomials(product, [1, locator(i)]),
    [1],
  );
  // Freed of the known places, the syndromes follow the recurrence of the unknown ones alone.
  const remaining = multiplyPolynomials(syndromes, erasureLocator).slice(unreadable.length, SYNDROMES);
  const errorLocator = shortestRecurrence(remaining);
  const wrongCount = errorLocator.length - 1;
  if (2 * wrongCount > remaining.length) return null;

  const wrong: number[] = [];
  for (let index = 0; index < symbols.length && wrongCount > 0; index++) {
    if (evaluate(errorLocator, divide(1, locator(index))) === 0) wrong.push(index);
  }
  if (wrong.length !== wrongCount) return null;

  const allLocator = multiplyPolynomials(errorLocator, erasureLocator);
  const evaluator = multiplyPolynomials(syndromes, allLocator).slice(0, SYNDROMES);
  // In characteristic 2 the derivative keeps the odd terms, each one degree lower.
  const derivative = allLocator.slice(1).map((coefficient, degree) => (degree % 2 === 0 ? coefficient : 0));
  const corrected = symbols.slice();
  for (const index of [...wrong, ...unreadable]) {
    const x = locator(index);
    const slope = evaluate(derivative, divide(1, x));
    if (slope === 0) return null; // a place found twice
    const error = multiply(divide(evaluate(evaluator, divide(1, x)), slope), power(x, 1 - firstRoot));
    if (error > 31) return null; // not a symbol: more is wrong than can be found
    corrected[index] = (corrected[index] as number) ^ error;
  }
  return isValid(checksum, corrected) ? corrected : null;
}

/**
 * Fills unreadable symbols that all lie within one window as long as the checksum, when nothing else is wrong.
 * Thirteen (fifteen) unknowns leave no check symbol over, so *any* text has an answer if all of the window is
 * unreadable: believe it only when the card's digest is listed.
 *
 * @returns the filled symbols, again checked, or null
 */
export function fillWindow(
  checksum: Checksum,
  symbols: Uint8Array,
  unreadable: readonly number[],
): Uint8Array | null {
  const last = Math.max(...unreadable);
  if (unreadable.length === 0 || last - Math.min(...unreadable) >= checksum.size) return null;

  // The residue is x^d·w(x) mod g with the window's errors w and the degree d of its last symbol; dividing by
  // x as often as d says leaves w itself, whose degree is below that of g.
  const window = errorResidue(checksum, symbols);
  const generator = checksum.feedback[1] as Uint8Array;
  const top = checksum.size - 1;
  for (let degree = symbols.length - 1 - last; degree > 0; degree--) {
    const borrowed = divide(window[0] as number, generator[0] as number);
    for (let k = 0; k < top; k++) {
      window[k] = (window[k + 1] as number) ^ multiply(borrowed, generator[k + 1] as number);
    }
    window[top] = borrowed;
  }

  const filled = symbols.slice();
  for (const [k, error] of window.entries()) {
    if (error === 0) continue;
    if (!unreadable.includes(last - k)) return null;
    filled[last - k] = error;
  }
  return isValid(checksum, filled) ? filled : null;
}

function evaluate(polynomial: ArrayLike<number>, x: number): number {
  let sum = 0;
  for (let degree = polynomial.length - 1; degree >= 0; degree--) {
    sum = multiply(sum, x) ^ (polynomial[degree] as number);
  }
  return sum;
}

function multiplyPolynomials(p: readonly number[], q: readonly number[]): number[] {
  const product = new Array<number>(p.length + q.length - 1).fill(0);
  for (const [i, a] of p.entries()) {
    for (const [j, b] of q.entries()) product[i + j] = (product[i + j] as number) ^ multiply(a, b);
  }
  return product;
}

/**
 * Berlekamp–Massey: the connection polynomial 1 + c1·x + … of the shortest linear recurrence that gives the
 * sequence. Its length − 1 is the recurrence's length, so its last coefficient may be 0.
 */
function shortestRecurrence(sequence: readonly number[]): number[] {
  let current = [1];
  let previous = [1];
  let length = 0;
  let gap = 1;
  let previousDiscrepancy = 1;
  for (let n = 0; n < sequence.length; n++) {
    let discrepancy = sequence[n] as number;
    for (let i = 1; i <= length; i++) {
      discrepancy ^= multiply(current[i] ?? 0, sequence[n - i] as number);
    }
    if (discrepancy === 0) {
      gap++;
      continue;
    }
    const factor = divide(discrepancy, previousDiscrepancy);
    const next = Array.from({ length: Math.max(current.length, previous.length + gap) }, (_, i) => {
      return (current[i] ?? 0) ^ multiply(factor, previous[i - gap] ?? 0);
    });
    if (2 * length <= n) {
      length = n + 1 - length;
      previous = current;
      previousDiscrepancy = discrepancy;
      gap = 1;
    } else {
      gap++;
    }
    current = next;
  }
  return Array.from({ length: length + 1 }, (_, i) => current[i] ?? 0);
}

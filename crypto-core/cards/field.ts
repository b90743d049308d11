/**
 * The two fields of the card checksum (formats.md section 4).
 *
 * GF(32) = GF(2)[x]/(x^5+x^3+1): the symbols of a card's text, bit i being the coefficient of x^i.
 * GF(1024) = GF(32)[z]/(z²+z+1): where the roots of the checksum's generator lie. An element a + b·z is the
 * integer `a | b << 5`, so the symbols are the elements below 32 and one set of tables serves both fields.
 */

const REDUCTION = 0b101001;

function multiplySymbols(a: number, b: number): number {
  let product = 0;
  for (let bit = 4; bit >= 0; bit--) {
    product <<= 1;
    if (product & 32) product ^= REDUCTION;
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** The element a + b·z. */
export function element(a: number, b: number): number {
  return a | (b << 5);
}

function multiplyByDefinition(p: number, q: number): number {
  const [a, b, c, d] = [p & 31, p >> 5, q & 31, q >> 5];
  const bd = multiplySymbols(b, d); // of z², which is z + 1
  return element(multiplySymbols(a, c) ^ bd, multiplySymbols(a, d) ^ multiplySymbols(b, c) ^ bd);
}

/** How many elements of GF(1024) are not zero. */
const ORDER = 1023;

const exponential = new Uint16Array(2 * ORDER);
const logarithm = new Uint16Array(ORDER + 1);

// The long checksum's own root 25 + 6z generates the whole multiplicative group.
let value = 1;
for (let k = 0; k < ORDER; k++) {
  exponential[k] = value;
  exponential[k + ORDER] = value;
  logarithm[value] = k;
  value = multiplyByDefinition(value, element(25, 6));
}

/** a·b in GF(1024), and so in GF(32). */
export function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return exponential[(logarithm[a] as number) + (logarithm[b] as number)] as number;
}

/** a/b in GF(1024), and so in GF(32); b must not be 0. */
export function divide(a: number, b: number): number {
  if (a === 0) return 0;
  return exponential[(logarithm[a] as number) + ORDER - (logarithm[b] as number)] as number;
}

/** a^exponent for an a that is not 0 and any integer exponent. */
export function power(a: number, exponent: number): number {
  const k = ((logarithm[a] as number) * (exponent % ORDER)) % ORDER;
  return exponential[k < 0 ? k + ORDER : k] as number;
}

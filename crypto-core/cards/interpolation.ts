import { secretBytes } from '../encoding.ts';

/**
 * GF(2^8) with x^8+x^4+x^3+x+1 and Lagrange's formula at 0, straight from formats.md section 4. It is the second
 * opinion on what the Shamir library does, so it shares nothing with it: no tables either, since a table's
 * index tells a cache what a secret byte was.
 */

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    product ^= a & -((b >> bit) & 1);
    a = (a << 1) ^ (0x11b & -(a >> 7));
  }
  return product;
}

function inverse(a: number): number {
  // a^254: the exponent's bits are seven ones and a zero.
  let result = 1;
  let square = a;
  for (let bit = 1; bit < 8; bit++) {
    square = multiply(square, square);
    result = multiply(result, square);
  }
  return result;
}

/**
 * The secret that exactly these shares give.
 * @param shares y bytes ‖ x each, of equal length, x distinct and not 0
 */
export function secretOf(shares: readonly Uint8Array[]): Uint8Array {
  const length = (shares[0]?.length ?? 1) - 1;
  const xs = shares.map((share) => share[length] as number);
  const secret = secretBytes(length);
  for (const [j, share] of shares.entries()) {
    const x = xs[j] as number;
    let numerator = 1;
    let denominator = 1;
    for (const [m, other] of xs.entries()) {
      if (m === j) continue;
      numerator = multiply(numerator, other);
      denominator = multiply(denominator, other ^ x);
    }
    const weight = multiply(numerator, inverse(denominator));
    for (let i = 0; i < length; i++) {
      secret[i] = (secret[i] as number) ^ multiply(share[i] as number, weight);
    }
  }
  return secret;
}

/** Place of the k-th coefficient of a block as transmitted (T.81, figure A.6), in rows of 8. */
export const zigzag = Uint8Array.of(
  ...[
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21,
  ],
  ...[
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53,
    60, 61,
  ],
  ...[54, 47, 55, 62, 63],
);

const [c1, c2, c3, c4, c5, c6, c7] = [1, 2, 3, 4, 5, 6, 7].map((k) => Math.cos((k * Math.PI) / 16)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * The inverse cosine transform of 8 values `step` apart, times 2 (T.81 A.3.3 for one dimension; the symmetry of the
 * cosines lets each sum serve two samples).
 */
function transform(values: Float64Array, at: number, step: number): void {
  const s0 = values[at] as number;
  const s1 = values[at + step] as number;
  const s2 = values[at + 2 * step] as number;
  const s3 = values[at + 3 * step] as number;
  const s4 = values[at + 4 * step] as number;
  const s5 = values[at + 5 * step] as number;
  const s6 = values[at + 6 * step] as number;
  const s7 = values[at + 7 * step] as number;
  const sum = (s0 + s4) * c4;
  const difference = (s0 - s4) * c4;
  const outer = s2 * c2 + s6 * c6;
  const inner = s2 * c6 - s6 * c2;
  const odd0 = s1 * c1 + s3 * c3 + s5 * c5 + s7 * c7;
  const odd1 = s1 * c3 - s3 * c7 - s5 * c1 - s7 * c5;
  const odd2 = s1 * c5 - s3 * c1 + s5 * c7 + s7 * c3;
  const odd3 = s1 * c7 - s3 * c5 + s5 * c3 - s7 * c1;
  values[at] = sum + outer + odd0;
  values[at + 7 * step] = sum + outer - odd0;
  values[at + step] = difference + inner + odd1;
  values[at + 6 * step] = difference + inner - odd1;
  values[at + 2 * step] = difference - inner + odd2;
  values[at + 5 * step] = difference - inner - odd2;
  values[at + 3 * step] = sum - outer + odd3;
  values[at + 4 * step] = sum - outer - odd3;
}

/** Turns 64 dequantised coefficients, in rows, into samples in place: 0 to 255 after clamping, to be rounded down. */
export function inverseTransform(block: Float64Array): void {
  for (let row = 0; row < 64; row += 8) transform(block, row, 1);
  for (let column = 0; column < 8; column++) transform(block, column, 8);
  for (let i = 0; i < 64; i++) block[i] = (block[i] as number) / 4 + 128.5;
}

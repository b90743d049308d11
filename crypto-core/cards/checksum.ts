import { element } from './field.ts';

/**
 * One of the two BCH codes of BIP-93, as formats.md section 4 writes them down. Polynomials over GF(32) are
 * arrays of symbols with the lowest degree first, so a residue's last entry is its leading symbol.
 */
export interface Checksum {
  /** Number of check symbols, the degree n of the generator g. */
  readonly size: 13 | 15;
  /** The residue of every valid text. */
  readonly target: Uint8Array;
  /** Entry b holds b·(g − x^n): what is added when the symbol b leaves the residue at the top. */
  readonly feedback: readonly Uint8Array[];
  /** Element of GF(1024) whose powers `firstRoot` … `firstRoot + 7` are roots of g. */
  readonly root: number;
  readonly firstRoot: number;
}

/** The bech32 expansion of the prefix "qs", fed in before the data. */
const PREFIX_EXPANSION = Uint8Array.of(3, 3, 0, 17, 19);

function unpack(packed: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, degree) => Number((packed >> BigInt(5 * degree)) & 31n));
}

function feedbackRows(generators: readonly bigint[], size: number): Uint8Array[] {
  return Array.from({ length: 32 }, (_, b) =>
    unpack(
      generators.reduce((sum, generator, bit) => ((b >> bit) & 1 ? sum ^ generator : sum), 0n),
      size,
    ),
  );
}

/** 13 symbols, for texts of 82 characters. */
export const shortChecksum: Checksum = {
  size: 13,
  target: unpack(0x10ce0795c2fd1e62an, 13),
  feedback: feedbackRows(
    [
      0x19dc500ce73fde210n,
      0x1bfae00def77fe529n,
      0x1fbd920fffe7bee52n,
      0x1739640bdeee3fdadn,
      0x07729a039cfc75f5an,
    ],
    13,
  ),
  root: element(0, 8),
  firstRoot: 77,
};

/** 15 symbols, for longer texts. */
export const longChecksum: Checksum = {
  size: 15,
  target: unpack(0x43381e570bf4798ab26n, 15),
  feedback: feedbackRows(
    [
      0x3d59d273535ea62d897n,
      0x7a9becb6361c6c51507n,
      0x543f9b7e6c38d8a2a0en,
      0x0c577eaeccf1990d13cn,
      0x1887f74f8dc71b10651n,
    ],
    15,
  ),
  root: element(25, 6),
  firstRoot: 1019,
};

/** Feeds symbols into a residue, which is changed in place and returned. */
export function feed(checksum: Checksum, residue: Uint8Array, symbols: Uint8Array): Uint8Array {
  const top = checksum.size - 1;
  for (const symbol of symbols) {
    const row = checksum.feedback[residue[top] as number] as Uint8Array;
    for (let degree = top; degree > 0; degree--) {
      residue[degree] = (residue[degree - 1] as number) ^ (row[degree] as number);
    }
    residue[0] = symbol ^ (row[0] as number);
  }
  return residue;
}

/** The residue 1, where every text begins. */
export function initialResidue(checksum: Checksum): Uint8Array {
  const residue = new Uint8Array(checksum.size);
  residue[0] = 1;
  return residue;
}

/**
 * What is wrong with the symbols after `qs1`, checksum included: the error polynomial modulo g, lowest degree
 * first, the last symbol having degree 0. All zero for a valid text.
 */
export function errorResidue(checksum: Checksum, symbols: Uint8Array): Uint8Array {
  const residue = feed(checksum, feed(checksum, initialResidue(checksum), PREFIX_EXPANSION), symbols);
  for (const [degree, symbol] of checksum.target.entries())
    residue[degree] = (residue[degree] as number) ^ symbol;
  return residue;
}

/** Whether the symbols after `qs1`, checksum included, are a valid text. */
export function isValid(checksum: Checksum, symbols: Uint8Array): boolean {
  return errorResidue(checksum, symbols).every((symbol) => symbol === 0);
}

/** The data symbols followed by their checksum. */
export function appendChecksum(checksum: Checksum, data: Uint8Array): Uint8Array {
  const symbols = new Uint8Array(data.length + checksum.size);
  symbols.set(data);
  // With zeros in its place, the checksum is exactly what is wrong.
  symbols.set(errorResidue(checksum, symbols).reverse(), data.length);
  return symbols;
}

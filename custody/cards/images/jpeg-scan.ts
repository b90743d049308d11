import { zigzag } from './jpeg-dct.ts';
import type { Component, Frame } from './jpeg-frame.ts';
import { type BitReader, EndOfSegment, type HuffmanTable } from './jpeg-huffman.ts';

/** What a scan header announces (T.81 B.2.3). */
export interface Scan {
  readonly parts: readonly ScanPart[];
  /** The coefficients it brings, 0 to 63 … */
  readonly first: number;
  readonly last: number;
  /** … and their lowest bit before (0: nothing yet) and after it. */
  readonly before: number;
  readonly after: number;
}

export interface ScanPart {
  readonly component: Component;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  predictor: number;
}

/** Reads the block of a component at a column and row of its own. */
type BlockReader = (part: ScanPart, column: number, row: number) => void;

/**
 * Reads every block of a scan in its order (A.2), with restart markers where they are due.
 * @param interval units between restart markers, 0 for none
 * @param restarted called where prediction starts afresh
 * @throws EndOfSegment
 */
export function readBlocks(
  frame: Frame,
  { parts }: Scan,
  reader: BitReader,
  interval: number,
  restarted: () => void,
  readBlock: BlockReader,
): void {
  const single = parts.length === 1 ? parts[0] : undefined;
  const columns = single ? single.component.columns : frame.unitColumns;
  const rows = single ? single.component.rows : frame.unitRows;
  for (let unit = 0; unit < columns * rows; unit++) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      reader.restart((unit / interval - 1) & 7);
      for (const part of parts) part.predictor = 0;
      restarted();
    }
    const column = unit % columns;
    const row = (unit - column) / columns;
    if (single) {
      readBlock(single, column, row);
      continue;
    }
    for (const part of parts) {
      const { across, down } = part.component;
      for (let y = 0; y < down; y++) {
        for (let x = 0; x < across; x++) readBlock(part, column * across + x, row * down + y);
      }
    }
  }
}

/**
 * A block of a sequential frame (F.2.2), dequantised.
 * @param quantisation in zigzag order
 * @param block where the coefficients go, in rows; zeros before
 */
export function readSequential(
  reader: BitReader,
  part: ScanPart,
  quantisation: Uint16Array,
  block: Float64Array,
): void {
  part.predictor += reader.readSigned(bitCount(reader.symbol(table(part.dc)), 11));
  block[0] = part.predictor * (quantisation[0] as number);
  const ac = table(part.ac);
  for (let k = 1; k < 64; k++) {
    const symbol = reader.symbol(ac);
    const size = symbol & 15;
    if (size === 0) {
      if (symbol !== 0xf0) return;
      k += 15;
      continue;
    }
    k += symbol >> 4;
    if (k > 63) throw new EndOfSegment();
    block[zigzag[k] as number] = reader.readSigned(size) * (quantisation[k] as number);
  }
}

/** Goes past a block of a sequential frame whose colour does not matter. */
export function skipSequential(reader: BitReader, part: ScanPart): void {
  reader.read(bitCount(reader.symbol(table(part.dc)), 11));
  const ac = table(part.ac);
  for (let k = 1; k < 64; k++) {
    const symbol = reader.symbol(ac);
    if ((symbol & 15) === 0 && symbol !== 0xf0) return;
    reader.read(symbol & 15);
    k += symbol >> 4;
  }
}

/** The first bits of a DC coefficient, or one more bit (G.1.2.1). `block` begins at `at`. */
export function readDc(reader: BitReader, part: ScanPart, scan: Scan, blocks: Int16Array, at: number): void {
  if (scan.before > 0) {
    blocks[at] = (blocks[at] as number) | (reader.read(1) << scan.after);
    return;
  }
  part.predictor += reader.readSigned(bitCount(reader.symbol(table(part.dc)), 11));
  blocks[at] = part.predictor << scan.after;
}

/**
 * The first bits of a band of AC coefficients (G.1.2.2).
 * @param blank blocks in a row, from this one, that have nothing in the band
 * @returns the same for the next block
 */
export function readAc(
  reader: BitReader,
  part: ScanPart,
  scan: Scan,
  blocks: Int16Array,
  at: number,
  blank: number,
): number {
  if (blank > 0) return blank - 1;
  const ac = table(part.ac);
  for (let k = scan.first; k <= scan.last; k++) {
    const symbol = reader.symbol(ac);
    const run = symbol >> 4;
    const size = symbol & 15;
    if (size === 0 && run < 15) return (1 << run) + reader.read(run) - 1;
    k += run;
    if (size === 0) continue;
    if (k > scan.last) throw new EndOfSegment();
    blocks[at + (zigzag[k] as number)] = reader.readSigned(size) << scan.after;
  }
  return 0;
}

/** One more bit of a band of AC coefficients (G.1.2.3); as {@link readAc} otherwise. */
export function refineAc(
  reader: BitReader,
  part: ScanPart,
  scan: Scan,
  blocks: Int16Array,
  at: number,
  blank: number,
): number {
  const bit = 1 << scan.after;
  let k = scan.first;
  let left = blank;
  if (left === 0) {
    const ac = table(part.ac);
    for (; k <= scan.last; k++) {
      const symbol = reader.symbol(ac);
      let run = symbol >> 4;
      const size = symbol & 15;
      if (size > 1) throw new EndOfSegment();
      if (size === 0 && run < 15) {
        left = (1 << run) + reader.read(run);
        break;
      }
      const fresh = size === 0 ? 0 : reader.read(1) === 1 ? bit : -bit;
      // Pass over `run` coefficients that stay zero; those that are not get their correction bit on the way.
      for (; k <= scan.last; k++) {
        const place = at + (zigzag[k] as number);
        if (blocks[place] !== 0) correct(reader, blocks, place, bit);
        else if (run-- === 0) {
          blocks[place] = fresh;
          break;
        }
      }
    }
  }
  if (left === 0) return 0;
  for (; k <= scan.last; k++) {
    const place = at + (zigzag[k] as number);
    if (blocks[place] !== 0) correct(reader, blocks, place, bit);
  }
  return left - 1;
}

function correct(reader: BitReader, blocks: Int16Array, place: number, bit: number): void {
  if (reader.read(1) === 0) return;
  const value = blocks[place] as number;
  blocks[place] = value < 0 ? value - bit : value + bit;
}

function table(given: HuffmanTable | undefined): HuffmanTable {
  if (given === undefined) throw new EndOfSegment();
  return given;
}

function bitCount(symbol: number, most: number): number {
  if (symbol > most) throw new EndOfSegment();
  return symbol;
}

import { damaged } from './image-errors.ts';
import { zigzag } from './jpeg-dct.ts';
import type { Component, Frame } from './jpeg-frame.ts';
import { type HuffmanTable, huffmanTable } from './jpeg-huffman.ts';
import type { Scan, ScanPart } from './jpeg-scan.ts';

/** Preparing a table costs time; files have at most some dozens. */
const mostTables = 256;

/** The tables that a JPEG's segments define and its scans refer to (T.81 B.2.3, B.2.4). */
export class JpegTables {
  /** Units between restart markers, 0 for none. */
  restartInterval = 0;
  private readonly what: string;
  private readonly quantisation: (Uint16Array | undefined)[] = [];
  private readonly dc: (HuffmanTable | undefined)[] = [];
  private readonly ac: (HuffmanTable | undefined)[] = [];
  private count = 0;

  constructor(what: string) {
    this.what = what;
  }

  readQuantisation(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) {
      const first = data[at++] as number;
      const bytes = first >> 4;
      if (bytes > 1 || (first & 15) > 3 || at + 64 * (bytes + 1) > data.length) this.broken();
      const steps = Uint16Array.from({ length: 64 }, (_, k) =>
        bytes === 0
          ? (data[at + k] as number)
          : ((data[at + 2 * k] as number) << 8) | (data[at + 2 * k + 1] as number),
      );
      this.quantisation[first & 15] = steps;
      at += 64 * (bytes + 1);
      this.counted();
    }
  }

  readHuffman(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) {
      const first = data[at] as number;
      const counts = data.subarray(at + 1, at + 17);
      const codes = counts.reduce((sum, count) => sum + count, 0);
      const symbols = data.slice(at + 17, at + 17 + codes);
      const table = counts.length === 16 && symbols.length === codes ? huffmanTable(counts, symbols) : null;
      if (table === null || first >> 4 > 1 || (first & 15) > 3) this.broken();
      (first >> 4 === 0 ? this.dc : this.ac)[first & 15] = table;
      at += 17 + codes;
      this.counted();
    }
  }

  readRestartInterval(data: Uint8Array): void {
    if (data.length !== 2) this.broken();
    this.restartInterval = ((data[0] as number) << 8) | (data[1] as number);
  }

  /** A scan header with the tables now in force; in a progressive frame each bit of a coefficient comes once. */
  scanOf(data: Uint8Array, frame: Frame): Scan {
    const count = data[0] ?? 0;
    if (count < 1 || count > 3 || data.length !== 4 + 2 * count) this.broken();
    const parts: ScanPart[] = [];
    for (let i = 0; i < count; i++) {
      const component = frame.components.find(({ id }) => id === data[1 + 2 * i]);
      if (component === undefined || parts.some((part) => part.component === component)) this.broken();
      const tables = data[2 + 2 * i] as number;
      parts.push({ component, dc: this.dc[tables >> 4], ac: this.ac[tables & 15], predictor: 0 });
    }
    if (!frame.progressive) return { parts, first: 0, last: 63, before: 0, after: 0 };
    const [first, last, bits] = [1, 2, 3].map((i) => data[2 * count + i] as number) as [
      number,
      number,
      number,
    ];
    const [before, after] = [bits >> 4, bits & 15];
    if (first > last || last > 63 || (first === 0 ? last > 0 : count > 1) || after > 13) this.broken();
    for (const { component } of parts) {
      for (let k = first; k <= last; k++) {
        const expected = before === 0 ? 16 : before;
        if (component.known[k] !== expected || (before > 0 && after !== before - 1)) this.broken();
        component.known[k] = after;
      }
    }
    return { parts, first, last, before, after };
  }

  /** In zigzag order. */
  quantisationOf({ quantisation }: Component): Uint16Array {
    return this.quantisation[quantisation] ?? this.broken();
  }

  quantisationInRows(component: Component): Uint16Array {
    const inOrder = this.quantisationOf(component);
    const inRows = new Uint16Array(64);
    for (let k = 0; k < 64; k++) inRows[zigzag[k] as number] = inOrder[k] as number;
    return inRows;
  }

  private counted(): void {
    if (++this.count > mostTables) this.broken();
  }

  private broken(): never {
    throw damaged(this.what, 'its tables are broken');
  }
}

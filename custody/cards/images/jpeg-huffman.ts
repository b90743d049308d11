/** Reads bits of one entropy-coded segment (ITU-T T.81, F.2.2.5): 0xFF00 is a byte 0xFF, any marker ends it. */
export class BitReader {
  /** Where the next byte is read; after the segment, the marker's 0xFF. */
  position: number;
  private readonly bytes: Uint8Array;
  private held = 0;
  private bits = 0;
  /** How many of the bits held stand beyond the end of the segment. */
  private beyond = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Makes at least 16 bits available; beyond the end they are zeros, and using them is an error. */
  private fill(): void {
    while (this.bits <= 16) {
      let byte = 0;
      const next = this.bytes[this.position];
      if (next === undefined || (next === 0xff && this.bytes[this.position + 1] !== 0)) this.beyond += 8;
      else {
        byte = next;
        this.position += next === 0xff ? 2 : 1;
      }
      this.held = (this.held << 8) | byte;
      this.bits += 8;
    }
  }

  private drop(count: number): void {
    this.bits -= count;
    if (this.bits < this.beyond) throw new EndOfSegment();
  }

  /** The next `count` bits, 0 to 16, as a number. */
  read(count: number): number {
    if (count === 0) return 0;
    if (this.bits < count) this.fill();
    const value = (this.held >>> (this.bits - count)) & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  /** A number of `count` bits in the way of F.2.2.1: a leading 0 means a negative one. */
  readSigned(count: number): number {
    const value = this.read(count);
    return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  /** The next symbol of a Huffman code. */
  symbol(table: HuffmanTable): number {
    if (this.bits < 16) this.fill();
    const entry = table.short[(this.held >>> (this.bits - SHORT)) & (SHORT_SIZE - 1)] as number;
    if (entry !== 0) {
      this.drop(entry >> 8);
      return entry & 0xff;
    }
    for (let length = SHORT + 1; length <= 16; length++) {
      const code = (this.held >>> (this.bits - length)) & ((1 << length) - 1);
      if (code > (table.lastCode[length] as number)) continue;
      this.drop(length);
      return table.symbols[(table.offset[length] as number) + code] as number;
    }
    throw new EndOfSegment();
  }

  /**
   * Goes past the restart marker that must stand here.
   * @param index 0 to 7, counting round
   */
  restart(index: number): void {
    this.held = 0;
    this.bits = 0;
    this.beyond = 0;
    while (this.bytes[this.position] === 0xff && this.bytes[this.position + 1] === 0xff) this.position++;
    if (this.bytes[this.position] !== 0xff || this.bytes[this.position + 1] !== 0xd0 + index)
      throw new EndOfSegment();
    this.position += 2;
  }
}

/** The compressed data ended, or stopped making sense, before the picture was complete. */
export class EndOfSegment extends Error {}

const SHORT = 9;
const SHORT_SIZE = 1 << SHORT;

/** A Huffman code, prepared for reading. */
export interface HuffmanTable {
  /** For the next 9 bits: length ‖ symbol of the code they begin with, 0 where that is longer. */
  readonly short: Uint16Array;
  /** By length: the last code, −1 where there is none, and what to add to a code to find its symbol. */
  readonly lastCode: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * The canonical code of T.81 annex C, or null where the lengths are not those of a code.
 * @param counts how many codes there are of each length, 1 to 16
 * @param symbols in the order of their codes
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | null {
  const short = new Uint16Array(SHORT_SIZE);
  const lastCode = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1] as number;
    if (code + count > 1 << length) return null;
    offset[length] = index - code;
    for (let i = 0; i < count; i++, code++, index++) {
      if (length > SHORT) continue;
      const entry = (length << 8) | (symbols[index] as number);
      short.fill(entry, code << (SHORT - length), (code + 1) << (SHORT - length));
    }
    if (count > 0) lastCode[length] = code - 1;
    code <<= 1;
  }
  return { short, lastCode, offset, symbols };
}

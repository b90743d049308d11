import { createCipheriv, randomBytes } from 'node:crypto';

/** Bytes of a sector: no medium tells smaller ones apart. */
export const sectorBytes = 512;
const tagBytes = 8;
const numberBytes = 8;
const cipherBlock = 16;

/** What stood in a piece that was read back, in bytes. */
export interface Tally {
  readonly right: number;
  /** What belongs to another place that this run wrote: two places are one. */
  readonly moved: number;
  readonly wrong: number;
}

/**
 * Sectors that nobody can make up: each carries a random tag of this run and its own number, the rest is the key
 * stream of AES-256 in counter mode under a random key, placed by the number. Nothing of it can be compressed, and a
 * controller that gives back one sector for another is caught by the number.
 */
export class TaggedSectors {
  readonly #key = randomBytes(32);
  readonly #tag = randomBytes(tagBytes);

  /**
   * Fills a place.
   * @param first number of its first sector
   */
  fill(place: Uint8Array, first: number): void {
    place.fill(0);
    const stream = this.#streamFrom(first);
    place.set(stream.update(place));
    const view = Buffer.from(place.buffer, place.byteOffset, place.length);
    for (let at = 0; at + tagBytes + numberBytes <= place.length; at += sectorBytes) {
      view.set(this.#tag, at);
      view.writeBigUInt64BE(BigInt(first + at / sectorBytes), at + tagBytes);
    }
  }

  /**
   * Holds what was read back against what was written.
   * @param first number of its first sector
   */
  tally(found: Uint8Array, first: number): Tally {
    const expected = new Uint8Array(found.length);
    this.fill(expected, first);
    if (Buffer.compare(found, expected) === 0) return { right: found.length, moved: 0, wrong: 0 };
    const sums = { right: 0, moved: 0, wrong: 0 };
    for (let at = 0; at < found.length; at += sectorBytes) {
      const sector = found.subarray(at, at + sectorBytes);
      const isRight = Buffer.compare(sector, expected.subarray(at, at + sectorBytes)) === 0;
      sums[isRight ? 'right' : this.#isOurs(sector) ? 'moved' : 'wrong'] += sector.length;
    }
    return sums;
  }

  /** True for a whole sector that this run wrote, whatever its number. */
  #isOurs(sector: Uint8Array): boolean {
    if (sector.length < sectorBytes || Buffer.compare(sector.subarray(0, tagBytes), this.#tag) !== 0)
      return false;
    const number = Buffer.from(sector).readBigUInt64BE(tagBytes);
    if (number > BigInt(Number.MAX_SAFE_INTEGER)) return false;
    const expected = new Uint8Array(sectorBytes);
    this.fill(expected, Number(number));
    return Buffer.compare(sector, expected) === 0;
  }

  #streamFrom(first: number) {
    const counter = Buffer.alloc(cipherBlock);
    counter.writeBigUInt64BE(BigInt(first) * BigInt(sectorBytes / cipherBlock), 8);
    return createCipheriv('aes-256-ctr', this.#key, counter);
  }
}

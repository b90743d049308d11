/** A file that other bytes may turn out to belong to. */
export interface KnownFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const sector = 512;
/** A run of equal bytes this long is no chance. */
const tellingRun = 16;

/**
 * Compares what is read, piece by piece, with what it must be, and says how it differs. Nothing of the bytes is kept.
 */
export class Difference {
  readonly #expected: Uint8Array;
  readonly #known: readonly KnownFile[];
  #length = 0;
  #first = -1;
  #bytes = 0;
  #bits = 0;
  #zeros = 0;
  #ones = 0;
  #belongsTo: string | null = null;

  /** @param known files whose contents might have got here */
  constructor(expected: Uint8Array, known: readonly KnownFile[] = []) {
    this.#expected = expected;
    this.#known = known;
  }

  /** Takes the next piece that was read. */
  add(piece: Uint8Array): void {
    const expected = this.#expected.subarray(this.#length, this.#length + piece.length);
    // Nobody can learn anything from the time of this: it was our own bytes that were written.
    if (Buffer.compare(piece.subarray(0, expected.length), expected) !== 0) this.#count(piece, expected);
    this.#length += piece.length;
  }

  get isNone(): boolean {
    return this.#first === -1 && this.#length === this.#expected.length;
  }

  /** How it differs, as the end of a sentence. */
  get text(): string {
    const length =
      this.#length === this.#expected.length
        ? []
        : [`it has ${this.#length} bytes, not ${this.#expected.length}`];
    return [...this.#bytesText(), ...length].join('; ');
  }

  #bytesText(): string[] {
    if (this.#first === -1) return [];
    if (this.#bits === 1) return [`one bit is flipped, at byte ${this.#first}`];
    const bytes = this.#bytes === 1 ? 'one byte differs' : `${this.#bytes} bytes differ`;
    return [`${bytes}, the first at byte ${this.#first}${this.#looks()}`];
  }

  #looks(): string {
    if (this.#belongsTo !== null) return `; there stands what belongs to ${this.#belongsTo}`;
    if (this.#bytes >= tellingRun && this.#zeros === this.#bytes) return '; zeros stand in their place';
    if (this.#bytes >= tellingRun && this.#ones === this.#bytes)
      return '; erased flash stands in their place';
    return '';
  }

  #count(piece: Uint8Array, expected: Uint8Array): void {
    const isFirst = this.#first === -1;
    for (let at = 0; at < expected.length; at++) {
      const found = piece[at] as number;
      const differing = found ^ (expected[at] as number);
      if (differing === 0) continue;
      if (this.#first === -1) this.#first = this.#length + at;
      this.#bytes++;
      this.#bits += bitsIn(differing);
      if (found === 0) this.#zeros++;
      if (found === 0xff) this.#ones++;
    }
    if (isFirst) this.#belongsTo = this.#ownerOf(piece);
  }

  /** Looks for the first sector that differs in the files that are known. */
  #ownerOf(piece: Uint8Array): string | null {
    const start = Math.floor((this.#first - this.#length) / sector) * sector;
    const strange = piece.subarray(start, start + sector);
    if (strange.length < sector || isMonotonous(strange)) return null;
    const own = this.#length + start;
    for (const { path, bytes } of [...this.#known, { path: 'another place of it', bytes: this.#expected }]) {
      const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const at = held.indexOf(strange);
      if (at !== -1 && at % sector === 0 && !(bytes === this.#expected && at === own)) return path;
    }
    return null;
  }
}

function bitsIn(byte: number): number {
  let bits = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** So few different bytes that finding them elsewhere says nothing. */
function isMonotonous(bytes: Uint8Array): boolean {
  return new Set(bytes).size < tellingRun;
}

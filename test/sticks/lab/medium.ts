/** A part of the medium that the machine reads or writes: bytes from the start, and how many. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/**
 * What goes wrong with a stick, asked at every request of the machine. A hook that throws {@link MediumError} makes
 * the request fail as a broken sector does.
 */
export interface Fault {
  /** Before bytes are taken from the machine. */
  readonly onWrite?: (span: Span) => void;
  /** Before bytes are given to the machine, which it may change. */
  readonly onRead?: (span: Span, bytes: Uint8Array) => void;
  /** Before what was written is made to last. */
  readonly onFlush?: () => void;
  /** Where a byte really lies: sticks that lie about their size wrap around. Null: nowhere, and it is lost. */
  readonly place?: (offset: number) => number | null;
}

/** The stick reports an error for a request. */
export class MediumError extends Error {
  override readonly name = 'MediumError';
}

const block = 512;

/**
 * The flash of a stick and the cache in front of it. What the machine writes stands in the cache until the machine
 * flushes, or asks for a write that lasts; what stands in the cache when the stick is pulled is lost, or, block by
 * block, as chance has it.
 */
export class Medium {
  /** What lasts. */
  readonly flash: Uint8Array;
  /** Requests to write since the stick was made. */
  writes = 0;
  /** What goes wrong at present. */
  fault: Fault = {};
  readonly #cache = new Map<number, Uint8Array>();

  constructor(flash: Uint8Array) {
    if (flash.length % block !== 0) throw new Error(`a medium has whole blocks of ${block} bytes`);
    this.flash = flash;
  }

  /** @throws MediumError */
  read(span: Span): Uint8Array {
    const bytes = new Uint8Array(span.length);
    for (let at = 0; at < span.length; at += block) {
      const place = this.#place(span.offset + at);
      if (place !== null) bytes.set(this.#cache.get(place) ?? this.flash.subarray(place, place + block), at);
    }
    this.fault.onRead?.(span, bytes);
    return bytes;
  }

  /** @throws MediumError */
  write(offset: number, bytes: Uint8Array, isLasting: boolean): void {
    this.fault.onWrite?.({ offset, length: bytes.length });
    this.writes++;
    for (let at = 0; at < bytes.length; at += block) {
      const place = this.#place(offset + at);
      if (place === null) continue;
      const part = bytes.slice(at, at + block);
      if (isLasting) {
        this.#cache.delete(place);
        this.flash.set(part, place);
      } else this.#cache.set(place, part);
    }
  }

  /** @throws MediumError */
  flush(): void {
    this.fault.onFlush?.();
    for (const [place, bytes] of this.#cache) this.flash.set(bytes, place);
    this.#cache.clear();
  }

  /**
   * The power goes.
   * @param survives whether a block that stood in the cache got to the flash all the same
   * @returns blocks that were lost
   */
  powerOff(survives: () => boolean): number {
    let lost = 0;
    for (const [place, bytes] of this.#cache) {
      if (survives()) this.flash.set(bytes, place);
      else lost++;
    }
    this.#cache.clear();
    return lost;
  }

  #place(offset: number): number | null {
    const { place } = this.fault;
    return place === undefined ? offset : place(offset);
  }
}

/** Numbers by lot that come again with the same seed. */
export class Chance {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed;
  }

  /** The seed of `STICK_SEED`, to see a run again, else one from the clock. */
  static fromEnvironment(): Chance {
    const given = process.env['STICK_SEED'];
    const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
    console.info(`stick lab: STICK_SEED=${seed}`);
    return new Chance(seed);
  }

  /** From 0 up to, not including, 1: the generator mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 1 to `highest`. */
  upTo(highest: number): number {
    return 1 + Math.floor(this.next() * highest);
  }

  /** Which blocks of a stick's own cache outlive a pull: none, every other one, or all. */
  survival(): () => boolean {
    const share = this.of([0, 0, 0.5, 1]);
    return () => this.next() < share;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length) - 1] as Item;
  }
}

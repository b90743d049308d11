/** The parts of a drill that are timed, in their order. */
export const timedParts = ['verify', 'cards', 'open', 'compare', 'restore'] as const;
/** One of {@link timedParts}. */
export type TimedPart = (typeof timedParts)[number];

/** Milliseconds of each part that was come to, and of the whole. */
export type Times = Readonly<Partial<Record<TimedPart, number>>> & { readonly total: number };

/** Times the parts of a drill. */
export class Stopwatch {
  readonly #now: () => number;
  readonly #begun: number;
  readonly #parts: Partial<Record<TimedPart, number>> = {};

  /** @param now milliseconds of a clock that is never set back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#begun = now();
  }

  /** Times a step, whatever comes of it; several steps of one part add up. */
  async time<Result>(part: TimedPart, step: () => Result | Promise<Result>): Promise<Result> {
    const begun = this.#now();
    try {
      return await step();
    } finally {
      this.#parts[part] = (this.#parts[part] ?? 0) + this.#now() - begun;
    }
  }

  /**
   * Times a part until the function that is returned is called; called again, it does nothing.
   * For what has its beginning and its end in different places, as people who fetch and type their cards.
   */
  begin(part: TimedPart): () => void {
    const begun = this.#now();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#parts[part] = (this.#parts[part] ?? 0) + this.#now() - begun;
    };
  }

  get times(): Times {
    const parts = timedParts.flatMap((part) => {
      const spent = this.#parts[part];
      return spent === undefined ? [] : [[part, Math.round(spent)] as const];
    });
    return { ...Object.fromEntries(parts), total: Math.round(this.#now() - this.#begun) };
  }
}

/** How far and how fast bytes are written. */
export interface Pace {
  /** 0 to 1. */
  readonly done: number;
  readonly megabytes: number;
  readonly ofMegabytes: number;
  /** Null until there is enough to go by. */
  readonly megabytesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Below that a speed is a guess. */
const enough = { bytes: 1_000_000, milliseconds: 1000 };

/** @param elapsed milliseconds since the first byte */
export function paceOf(
  { done, all }: { readonly done: number; readonly all: number },
  elapsed: number,
): Pace {
  const isKnown = done >= enough.bytes && elapsed >= enough.milliseconds;
  const perMillisecond = done / Math.max(1, elapsed);
  return {
    done: all === 0 ? 0 : Math.min(1, done / all),
    megabytes: done / 1_000_000,
    ofMegabytes: all / 1_000_000,
    megabytesPerSecond: isKnown ? perMillisecond / 1000 : null,
    secondsLeft: isKnown ? Math.ceil((all - done) / perMillisecond / 1000) : null,
  };
}

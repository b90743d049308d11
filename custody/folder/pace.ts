/** How fast something goes, and how long it will still take. */
export interface Speed {
  readonly bytesPerSecond: number;
  /** Whole seconds; null while nothing moves. */
  readonly secondsLeft: number | null;
}

/** Samples that count: what was faster longer ago tells nothing of a stick whose cache is full by now. */
const windowSeconds = 15;
/** Samples closer to each other are not kept. */
const stepSeconds = 0.25;
/** Before that a speed is a guess. */
const leastSeconds = 1;

interface Sample {
  readonly seconds: number;
  readonly done: number;
}

/**
 * Speed and time left of something that moves bytes, over the last 15 seconds. Knows no clock: whoever asks says what
 * time it is.
 */
export class Pace {
  #samples: Sample[] = [];
  #last: Sample = { seconds: Number.NEGATIVE_INFINITY, done: 0 };

  /**
   * @param seconds of a clock that does not jump, such as `performance.now() / 1000`
   * @param done bytes so far; fewer than before is another beginning
   * @param all bytes in the end
   * @returns null while it is too early to say
   */
  at(seconds: number, done: number, all: number): Speed | null {
    const { seconds: before, done: sofar } = this.#last;
    if (done < sofar || seconds < before) this.#samples = [];
    this.#last = { seconds, done };
    const kept = this.#samples.at(-1);
    if (kept === undefined || seconds - kept.seconds >= stepSeconds) this.#samples.push(this.#last);
    // The last sample before the window stays: the window is measured from it.
    while (this.#samples.length > 1 && (this.#samples[1] as Sample).seconds <= seconds - windowSeconds)
      this.#samples.shift();
    const first = this.#samples[0] as Sample;
    const passed = seconds - first.seconds;
    if (passed < leastSeconds) return null;
    const bytesPerSecond = (done - first.done) / passed;
    const left = Math.max(0, all - done);
    return { bytesPerSecond, secondsLeft: bytesPerSecond > 0 ? Math.ceil(left / bytesPerSecond) : null };
  }
}

/** How far it is, in words: `12.3 of 64.0 MB, 9.8 MB/s, 6 s left`. */
export function paceText(done: number, all: number, speed: Speed | null): string {
  const far = `${megabytes(done)} of ${megabytes(all)} MB`;
  if (speed === null) return far;
  const left = speed.secondsLeft === null ? '' : `, ${timeText(speed.secondsLeft)} left`;
  return `${far}, ${megabytes(speed.bytesPerSecond)} MB/s${left}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

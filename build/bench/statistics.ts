/** The value in the middle; of an even number of values the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('a median needs values');
  return (lower + upper) / 2;
}

/** Milliseconds as a person reads them. */
export function duration(ms: number): string {
  if (Math.abs(ms) < 1) return `${(ms * 1000).toFixed(0)} µs`;
  return Math.abs(ms) < 1000 ? `${ms.toFixed(Math.abs(ms) < 100 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** Median, then the least and the most: `1.20 s (1.11 s – 1.52 s)`. */
export function spread(values: readonly number[], write: (value: number) => string = duration): string {
  const middle = write(median(values));
  return values.length < 2
    ? middle
    : `${middle} (${write(Math.min(...values))} – ${write(Math.max(...values))})`;
}

/** A ratio, two digits after the point. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

/** Bytes in megabytes of a million bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

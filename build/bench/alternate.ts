import { spawnSync } from 'node:child_process';

/** One of several ways to do the same, run once by each call. */
export type Contenders<Result> = Readonly<Record<string, () => Result | Promise<Result>>>;

/**
 * Runs every contender once, then all of them again, and so on: what slows the machine down for a while slows all of
 * them, and ratios stay.
 * @param settle called before each run
 * @returns each contender's results in the order they came
 */
export async function alternate<Result>(
  contenders: Contenders<Result>,
  rounds: number,
  settle: () => void = () => {},
): Promise<Record<string, Result[]>> {
  const results: Record<string, Result[]> = {};
  for (let round = 1; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      progress(`${name}, round ${round} of ${rounds}`);
      settle();
      results[name] = [...(results[name] ?? []), await run()];
    }
  }
  return results;
}

/** Waits until the disk has done what earlier runs left to it: written and removed files are slow to go. */
export function settleDisk(): void {
  spawnSync('sync');
}

/** Shows on a terminal what is going on; the next line takes its place. Standard output holds the report alone. */
export function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}

/** How long something takes, in milliseconds. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

import { useEffect, useRef, useState } from 'react';
import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import { isAttemptOver } from './attempt.ts';

const tick = 5000;

/**
 * How long a drill or a recovery has been going on. The worker says so with every answer; between two answers it is
 * counted here.
 * @returns milliseconds; they stand still after the end
 */
export function useAttemptTime({ step, elapsed }: Pick<AttemptView, 'step' | 'elapsed'>): number {
  const [since, setSince] = useState({ elapsed, more: 0 });
  const isRunning = !isAttemptOver(step);
  // What comes after the end, such as printing, does not count.
  const end = useRef<number | null>(null);
  if (isAttemptOver(step)) end.current ??= elapsed;
  else end.current = null;
  useEffect(() => {
    const start = performance.now();
    setSince({ elapsed, more: 0 });
    if (!isRunning) return;
    const timer = setInterval(() => setSince({ elapsed, more: performance.now() - start }), tick);
    return () => clearInterval(timer);
  }, [elapsed, isRunning]);
  if (end.current !== null) return end.current;
  // An answer that came just now counts before the effect does.
  return elapsed + (since.elapsed === elapsed ? since.more : 0);
}

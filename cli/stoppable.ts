const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Leaves a Ctrl-C, or what else ends a program, to the work, which stops in good order: it takes away what it made.
 * @param work ends with `interrupted` some time after its signal was given, or goes on to its end where nothing stops it
 */
export async function stoppable<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

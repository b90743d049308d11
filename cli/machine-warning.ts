import type { Io } from './io.ts';

/**
 * Says what of this machine would stop a ceremony, before cards are read on it. It warns only: in a disaster the
 * machine at hand is the machine there is.
 * @returns ids of the checks that would block, for a record
 */
export async function warnOfMachine(io: Io): Promise<string[]> {
  // Loaded late: nobody who asks for help waits for it.
  const [{ runPreflight }, { programFacts }] = await Promise.all([
    import('@quorate/custody/preflight/run'),
    import('./program-facts.ts'),
  ]);
  const report = runPreflight({
    purpose: 'ceremony',
    now: new Date(),
    software: programFacts(null),
    onlyBlocking: true,
  });
  const blocking = report.results.filter(({ blocksCeremony }) => blocksCeremony);
  for (const { title, finding } of blocking) io.say(`WARNING: ${title}: ${finding}`);
  return blocking.map(({ id }) => id);
}

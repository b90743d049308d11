import type { DrillContext } from '@quorate/custody/drill/result';
import { runPreflight } from '@quorate/custody/preflight/run';
import type { HostSetup } from './setup.ts';

/** What would keep this machine from a ceremony, and what warns: a drill and a recovery go past it, and record it. */
export function machineFindings({ program, host }: HostSetup, now: Date): DrillContext['preflight'] {
  const { results } = runPreflight({ purpose: 'ceremony', now, software: program, host });
  const idsOf = (verdict: string) =>
    results.filter((result) => result.verdict === verdict).map(({ id }) => id);
  return { overridden: idsOf('block'), warnings: idsOf('warn') };
}

import type { CheckView } from '../../electron/contract/views.ts';

/** How far the machine is from any network, as far as the preflight saw. */
export type AirGap = 'unchecked' | 'holds' | 'doubtful' | 'broken' | 'overridden';

const aboutNetworks = ['interfaces', 'network-namespace', 'name-servers', 'radios', 'routes', 'sockets'];

/** The worst that the checks about networks say. */
export function airGapOf(checks: readonly Pick<CheckView, 'id' | 'verdict'>[]): AirGap {
  const verdicts = checks.filter(({ id }) => aboutNetworks.includes(id)).map(({ verdict }) => verdict);
  if (verdicts.length === 0) return 'unchecked';
  if (verdicts.includes('block')) return 'broken';
  if (verdicts.includes('overridden')) return 'overridden';
  return verdicts.includes('warn') ? 'doubtful' : 'holds';
}

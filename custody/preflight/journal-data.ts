import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { AppliedReport, AppliedResult } from './apply-overrides.ts';
import type { CheckId, CheckResult, PreflightReport } from './check.ts';

type Result = CheckResult | AppliedResult;

/**
 * What the journal keeps of a preflight, as the data of `preflight.done`: each check with its verdict and what was the
 * case, and the reason of an override. The journal lies open on every stick, so it names no person and nothing by
 * which a machine or its network is found: no address, interface, device, host, printer or time zone. The evidence
 * stays in the report, for the transcript; that of the program itself is a public file's hash, and stays here too.
 */
export function journalData(report: PreflightReport | AppliedReport): JsonObject {
  return {
    purpose: report.purpose,
    time: report.time,
    checks: report.results.map((result) => ({
      check: result.id,
      verdict: result.verdict,
      finding: publicFinding(result),
      ...(result.id === 'program' ? { evidence: result.evidence } : {}),
      ...('override' in result && result.override !== null ? { reason: result.override.reason } : {}),
    })),
  };
}

/** What these checks say instead of a finding that names what they found. */
const withoutNames: Partial<Record<CheckId, string>> = {
  'injected-code': 'other code may run inside this program',
  interfaces: 'an interface can reach a network',
  radios: 'a radio is not blocked',
  'name-servers': 'a name server is set',
  swap: 'memory may be written in clear',
  'core-dumps': 'a crash would leave this memory behind',
  'crash-handlers': 'a crash handler runs',
  'live-system': 'the system remembers what is written',
  'disk-encryption': 'a disk that is written to is not encrypted',
  'temporary-files': 'temporary files or print jobs would reach a disk',
  printers: 'a printer is reached by a network, or would be added from it',
  'removable-media': 'a removable medium was in already',
  power: 'a battery is below half',
  lid: 'closing the lid suspends the machine or turns it off',
  'time-zone': 'the machine names several time zones, or one that does not exist',
};

/** A finding in words that were fixed before this machine was looked at. */
function publicFinding({ id, verdict, finding }: Result): string {
  // Why something could not be checked is said in fixed words, and so is every pass but that of the zone.
  if (finding.startsWith('could not be checked')) return finding;
  if (verdict !== 'pass') return withoutNames[id] ?? finding;
  return id === 'time-zone' ? 'the machine goes by one time zone' : finding;
}

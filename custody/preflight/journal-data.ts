import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { AppliedReport } from './apply-overrides.ts';
import type { PreflightReport } from './check.ts';

/**
 * What the journal keeps of a preflight, as the data of `preflight.done`: each check with its verdict and evidence, and
 * the reason of an override. People's names are left out: the journal lies open on every stick.
 */
export function journalData(report: PreflightReport | AppliedReport): JsonObject {
  return {
    purpose: report.purpose,
    time: report.time,
    checks: report.results.map((result) => ({
      check: result.id,
      verdict: result.verdict,
      finding: result.finding,
      evidence: result.evidence,
      ...('override' in result && result.override !== null ? { reason: result.override.reason } : {}),
    })),
  };
}

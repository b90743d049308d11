import { QuorateError } from '@quorate/crypto-core/errors';
import { isSamePerson } from '../people/same-person.ts';
import { type CheckResult, checkIds, listed, type PreflightReport, type Verdict } from './check.ts';

/** A block that people decide to pass over. */
export interface Override {
  /** Id of the check. */
  readonly check: string;
  readonly reason: string;
  /** Who of the witnesses stands for it. */
  readonly witness: string;
}

/** Who is there, and what they decided: a plan has these members. */
export interface OverrideInput {
  readonly overrides: readonly Override[];
  readonly operator: string;
  readonly witnesses: readonly string[];
}

/** A result after overrides: what was overridden stays in sight. */
export interface AppliedResult extends Omit<CheckResult, 'verdict'> {
  readonly verdict: Verdict | 'overridden';
  readonly override: Override | null;
}

/** A report after overrides. */
export interface AppliedReport extends Omit<PreflightReport, 'results'> {
  readonly results: readonly AppliedResult[];
  /** Ids of the checks that still block; none means that the ceremony may go on. */
  readonly blocking: readonly string[];
}

/**
 * Applies what people decided to a report. In a rehearsal, where nothing blocks, what would block a ceremony can be
 * overridden as well, so that a rehearsal follows the same plan.
 * @throws `preflight-override` for an override of a check that is unknown or found nothing to block, that is given
 * twice, without a reason, or with a witness who is the operator or none of the witnesses
 */
export function applyOverrides(report: PreflightReport, input: OverrideInput): AppliedReport {
  const decided = new Map<string, Override>();
  for (const override of input.overrides) {
    checkOverride(override, report, input);
    if (decided.has(override.check)) throw refusal(`the override of ${override.check} stands twice`);
    decided.set(override.check, override);
  }
  const results = report.results.map((result): AppliedResult => {
    const override = decided.get(result.id) ?? null;
    return { ...result, verdict: override === null ? result.verdict : 'overridden', override };
  });
  const blocking = results.filter(({ verdict }) => verdict === 'block').map(({ id }) => id);
  return { ...report, results, blocking };
}

/**
 * @throws `preflight-blocked` when a check still blocks, naming each with what was found
 */
export function refuseBlocked(report: AppliedReport): void {
  const open = report.results.filter(({ verdict }) => verdict === 'block');
  const [first] = open;
  if (first === undefined) return;
  throw new QuorateError(
    'preflight-blocked',
    `the preflight blocks: ${listed(open.map(({ id, finding }) => `${id} (${finding})`))}`,
    open.length === 1 && first.remedy !== null
      ? first.remedy
      : 'quorate preflight says for each what to do; an override takes a reason and a witness',
  );
}

function checkOverride(override: Override, report: PreflightReport, people: OverrideInput): void {
  const { check, reason, witness } = override;
  const result = report.results.find(({ id }) => id === check);
  if (result === undefined) {
    throw refusal(
      `there is no check ${JSON.stringify(check.slice(0, 40))} to override`,
      `one of ${checkIds.join(', ')}`,
    );
  }
  if (!result.blocksCeremony) {
    throw refusal(
      `the check ${check} does not block, and the plan overrides it`,
      'take the override out of the plan',
    );
  }
  if (reason.trim() === '') throw refusal(`the override of ${check} has no reason`, 'say why, in a sentence');
  if (isSamePerson(witness, people.operator)) {
    throw refusal(
      `the override of ${check} names the operator as its witness`,
      'a second person must stand for it',
    );
  }
  if (!people.witnesses.some((name) => isSamePerson(name, witness))) {
    throw refusal(
      `the override of ${check} names ${JSON.stringify(witness.slice(0, 120))}, who is no witness of this ceremony`,
      'name one of the witnesses, or add this one to them',
    );
  }
}

function refusal(message: string, hint?: string): QuorateError {
  return new QuorateError('preflight-override', message, hint);
}

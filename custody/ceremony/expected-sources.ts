import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { checkExpectations } from '../import/expectations.ts';
import { countLeft } from '../import/home.ts';
import type { Source } from '../import/sources.ts';
import type { EventOf } from './machine/event.ts';
import type { ImportReport, KeyReport } from './vault.ts';

/**
 * Checks that the given sources are the plan's: none missing, none that nobody reviewed.
 * @throws `plan-sources`
 */
export function checkSources(plan: Plan, sources: readonly Source[]): void {
  const planned = plan.sources.map((source) => source.name);
  const given = sources.map((source) => source.name);
  const missing = planned.filter((name) => !given.includes(name));
  const unplanned = given.filter((name) => !planned.includes(name));
  const [first] = [...unplanned, ...missing];
  if (first === undefined) return;
  const [only, ...others] = missing;
  // One name too few and one too many: it was mistyped, or the folder's own name stands in for it.
  const meant = unplanned.length === 1 && only !== undefined && others.length === 0 ? only : null;
  throw new QuorateError(
    'plan-sources',
    unplanned.length > 0
      ? `the plan names no source "${first}"`
      : `the plan names a source "${first}" that was not given`,
    meant === null
      ? `give the plan's sources as NAME=PATH: ${planned.join(', ')}`
      : `did you mean "${meant}"? Give it as ${meant}=PATH`,
  );
}

/**
 * Checks that each source holds the keys that the plan expects of it.
 * @throws `expectation-unmet`
 */
export function checkExpected(plan: Plan, reports: readonly KeyReport[]): void {
  for (const { name, expect } of plan.sources) {
    const own = reports.filter((report) => report.name === name);
    const keys = own.map(({ path, description }) => ({ path, ...description }));
    checkExpectations(expect, keys, `the source "${name}"`);
  }
}

/** What the machine is told of an import: public facts. */
export function importedKeys({ keys, left }: ImportReport): Omit<EventOf<'keys.imported'>, 'event'> {
  const facts = keys.map(({ name, path, bytes, description: { type, fingerprint, address } }) => ({
    name,
    path,
    type,
    fingerprint,
    address,
    bytes,
  }));
  return left.length === 0 ? { keys: facts } : { keys: facts, left: countLeft(left) };
}

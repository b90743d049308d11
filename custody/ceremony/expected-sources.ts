import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Source } from '../import/sources.ts';

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

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
  const [first] = [...missing, ...unplanned];
  if (first === undefined) return;
  throw new QuorateError(
    'plan-sources',
    missing.length > 0
      ? `the plan names a source "${first}" that was not given`
      : `the plan names no source "${first}"`,
    `give the plan's sources as NAME=PATH: ${planned.join(', ')}`,
  );
}

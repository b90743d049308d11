import { phraseOnCards, readPlan, usualVerification, writePlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import type { Override } from '@quorate/custody/ceremony/machine/state';
import { nodePrimitives } from '@quorate/custody/primitives';
import type { PlanDraft } from '../contract/ceremony-channels.ts';

/**
 * The plan that people filled in on the screen, checked as a plan file would be.
 * @throws the codes of `readPlan`
 */
export function planOf(draft: PlanDraft, isRehearsal: boolean, overrides: readonly Override[]): GivenPlan {
  const bytes = writePlan({
    format: 'quorate-plan',
    version: 1,
    label: draft.label,
    purpose: isRehearsal ? 'rehearsal' : 'backup',
    operator: draft.operator,
    witnesses: draft.witnesses,
    custodians: draft.custodians.map(({ name, location }) => ({ name, location, openpgp: null })),
    threshold: draft.threshold,
    publishNames: false,
    sources: draft.sources.map((name) => ({ name, role: null, host: null, created: null, expect: [] })),
    sticks: draft.sticks,
    singleStickReason: draft.singleStickReason,
    stickLocations: draft.stickLocations,
    stickPhrase: draft.stickPhrase ?? phraseOnCards,
    previousClosingHead: draft.previousClosingHead,
    supersedes: null,
    verification: usualVerification,
    contacts: draft.contacts,
    overrides: overrides.map(({ check, reason, witness }) => ({ check, reason, witness })),
  });
  try {
    return { plan: readPlan(bytes), planSha256: toHex(nodePrimitives.sha256(bytes)) };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    throw new QuorateError(error.code, error.message, error.hint ?? 'put it right in the form');
  }
}

import type { PlanForm } from '../../../renderer/logic/plan-form.ts';
import { draft } from '../rehearsal.ts';

/** What people fill in on the screen: the same people as in the other rehearsals. */
export const form: PlanForm = {
  label: draft.label,
  operator: draft.operator,
  witnesses: draft.witnesses,
  custodians: draft.custodians,
  threshold: draft.threshold,
  sources: draft.sources,
  stickLocations: draft.stickLocations,
  singleStickReason: '',
  stickPhrase: '',
  previousClosingHead: '',
  contacts: '',
};

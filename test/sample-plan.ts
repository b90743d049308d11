import { type Plan, writePlan } from '@quorate/crypto-core/documents/plan';

/** A plan for tests: three custodians, any two restore, one source `validator`, unless told otherwise. */
export function samplePlan(changes: Partial<Plan> = {}): Uint8Array {
  return writePlan({ ...plainPlan, ...changes });
}

/** The plan behind {@link samplePlan}. */
export const plainPlan: Plan = {
  format: 'quorate-plan',
  version: 1,
  label: 'Validators Q4',
  purpose: 'rehearsal',
  operator: 'Operator',
  witnesses: ['Witness'],
  custodians: ['Cy', 'Di', 'Ed'].map((name) => ({ name, location: `${name}'s safe`, openpgp: null })),
  threshold: 2,
  publishNames: false,
  sources: [{ name: 'validator', role: 'validator', host: 'val-1', created: '2026-01-31', expect: [] }],
  sticks: 2,
  singleStickReason: null,
  stickLocations: ['Zurich', 'Lyon'],
  stickPhrase: 'on-cards',
  previousClosingHead: null,
  supersedes: null,
  verification: {
    integrityDays: 7,
    openingDays: 30,
    restoreDays: 90,
    mediaDays: 1825,
    keyRotationDays: 365,
    retentionDays: null,
  },
  contacts: ['Ada, +41 44 000 00 00'],
  overrides: [],
};

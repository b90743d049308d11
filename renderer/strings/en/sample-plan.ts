import type { PlanForm } from '../../logic/plan-form.ts';

/** People who exist in rehearsals alone. */
export const sampleForm: PlanForm = {
  label: 'Rehearsal on sample keys',
  operator: 'Olga Operator',
  witnesses: ['Wim Witness'],
  custodians: [
    { name: 'Ada Adler', location: 'Office safe' },
    { name: 'Ben Berg', location: 'Bank, Zurich' },
    { name: 'Cleo Cruz', location: 'Notary, Basel' },
    { name: 'Dan Dietz', location: 'Home of Dan' },
    { name: 'Eve Egli', location: 'Bank, Geneva' },
  ],
  threshold: 3,
  sources: ['sample'],
  stickLocations: ['Data centre', 'Archive, Bern'],
  singleStickReason: '',
  stickPhrase: '',
  previousClosingHead: '',
  contacts: '',
};

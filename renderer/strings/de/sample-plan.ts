import type { PlanForm } from '../../logic/plan-form.ts';

/** People who exist in rehearsals alone. */
export const sampleForm: PlanForm = {
  label: 'Probe mit Beispielschlüsseln',
  operator: 'Lena Leitner',
  witnesses: ['Zoe Zeuner'],
  custodians: [
    { name: 'Ada Adler', location: 'Tresor im Büro' },
    { name: 'Ben Berg', location: 'Bank, Zürich' },
    { name: 'Cleo Cruz', location: 'Notariat, Basel' },
    { name: 'Dan Dietz', location: 'Bei Dan zu Hause' },
    { name: 'Eve Egli', location: 'Bank, Genf' },
  ],
  threshold: 3,
  sources: ['sample'],
  stickLocations: ['Rechenzentrum', 'Archiv, Bern'],
  singleStickReason: '',
  stickPhrase: '',
  previousClosingHead: '',
  contacts: '',
};

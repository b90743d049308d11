import type { PlanDraft } from '../../electron/contract/channels.ts';

/** What people fill in where no plan file was prepared: lists with open lines, numbers as typed. */
export interface PlanForm {
  readonly label: string;
  readonly operator: string;
  readonly witnesses: readonly string[];
  readonly custodians: readonly { readonly name: string; readonly location: string }[];
  readonly threshold: number;
  readonly sources: readonly string[];
  readonly stickLocations: readonly string[];
  readonly singleStickReason: string;
  readonly stickPhrase: string;
  readonly contacts: string;
}

/** Two sticks and three cards of which two restore: the fewest that survive a loss. */
export const emptyForm: PlanForm = {
  label: '',
  operator: '',
  witnesses: [''],
  custodians: [
    { name: '', location: '' },
    { name: '', location: '' },
    { name: '', location: '' },
  ],
  threshold: 2,
  sources: [''],
  stickLocations: ['', ''],
  singleStickReason: '',
  stickPhrase: '',
  contacts: '',
};

/** What the worker is asked to make a plan of: open lines left out, nothing around the words. */
export function draftOf(form: PlanForm): PlanDraft {
  return {
    label: form.label.trim(),
    operator: form.operator.trim(),
    witnesses: filled(form.witnesses),
    custodians: form.custodians
      .map(({ name, location }) => ({ name: name.trim(), location: location.trim() }))
      .filter(({ name, location }) => name !== '' || location !== ''),
    threshold: form.threshold,
    sources: filled(form.sources),
    sticks: form.stickLocations.length,
    singleStickReason: form.stickLocations.length === 1 ? orNull(form.singleStickReason) : null,
    stickLocations: filled(form.stickLocations),
    stickPhrase: orNull(form.stickPhrase),
    contacts: filled(form.contacts.split('\n')),
  };
}

/** True once there is enough to ask the worker about. */
export function isWorthAsking(form: PlanForm): boolean {
  const draft = draftOf(form);
  const isPlaced = draft.custodians.every(({ name, location }) => name !== '' && location !== '');
  return (
    draft.label !== '' &&
    draft.operator !== '' &&
    draft.witnesses.length > 0 &&
    draft.custodians.length >= 2 &&
    isPlaced &&
    draft.sources.length > 0
  );
}

/** A list with one line changed. */
export function replaceAt<Item>(list: readonly Item[], at: number, item: Item): Item[] {
  return list.map((one, index) => (index === at ? item : one));
}

/** A list without one line. */
export function removeAt<Item>(list: readonly Item[], at: number): Item[] {
  return list.filter((_, index) => index !== at);
}

function filled(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

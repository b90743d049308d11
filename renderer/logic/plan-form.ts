import type { PlanDraft } from '../../electron/contract/ceremony-channels.ts';

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
  readonly previousClosingHead: string;
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
  previousClosingHead: '',
  contacts: '',
};

/** A line of a form that is still to be filled in. */
export interface Gap {
  readonly field: 'label' | 'operator' | 'witness' | 'card' | 'stick' | 'singleStickReason' | 'source';
  /** Of the line among its kind, from 1. */
  readonly number: number;
  /** Witnesses and sources have a name, sticks a place, cards both. */
  readonly lacks: 'name' | 'place' | 'both';
  /** There may be fewer of its kind: the line can be taken away. */
  readonly isSpare: boolean;
  /** Somebody has filled in what stands below it. */
  readonly isPassed: boolean;
}

/** Fewer custodians share nothing. */
export const fewestCards = 2;

/**
 * What is still empty, from the top of the form to its end. No line is left out quietly: a form with an open line is no
 * plan, or people would confirm another one than they see.
 */
export function gapsOf(form: PlanForm): Gap[] {
  const { witnesses, custodians, stickLocations: sticks, sources } = form;
  const isOpen = (text: string) => text.trim() === '';
  const line = (
    field: Gap['field'],
    text: string,
    index = 0,
    isSpare = false,
    lacks: Gap['lacks'] = 'name',
  ) => ({
    gap: { field, number: index + 1, lacks, isSpare },
    isGap: isOpen(text),
    isBegun: !isOpen(text),
  });
  const lines = [
    line('label', form.label),
    line('operator', form.operator),
    ...witnesses.map((name, index) => line('witness', name, index, witnesses.length > 1)),
    ...custodians.map(({ name, location }, index) => {
      const lacks = !isOpen(name) ? 'place' : !isOpen(location) ? 'name' : 'both';
      const card = line('card', name, index, custodians.length > fewestCards, lacks);
      return { ...card, isGap: isOpen(name) || isOpen(location), isBegun: lacks !== 'both' };
    }),
    ...sticks.map((place, index) => line('stick', place, index, sticks.length > 1, 'place')),
    ...(sticks.length === 1 ? [line('singleStickReason', form.singleStickReason)] : []),
    ...sources.map((name, index) => line('source', name, index, sources.length > 1)),
  ];
  const lastBegun = lines.reduce((last, { isBegun }, index) => (isBegun ? index : last), -1);
  return lines.flatMap(({ gap, isGap }, index) => (isGap ? [{ ...gap, isPassed: index < lastBegun }] : []));
}

/** The gaps that are said beside their line: those that were passed by, and all once a plan could be without them. */
export function gapsInPlace(form: PlanForm): Gap[] {
  const gaps = gapsOf(form);
  const open = (field: Gap['field']) => gaps.filter((gap) => gap.field === field).length;
  const isNearlyOne =
    open('label') + open('operator') + open('singleStickReason') === 0 &&
    open('witness') < form.witnesses.length &&
    form.custodians.length - open('card') >= fewestCards &&
    open('source') < form.sources.length;
  return gaps.filter(({ isPassed }) => isPassed || isNearlyOne);
}

/** What the worker is asked to make a plan of, once there are no gaps: nothing around the words. */
export function draftOf(form: PlanForm): PlanDraft {
  return {
    label: form.label.trim(),
    operator: form.operator.trim(),
    witnesses: form.witnesses.map((name) => name.trim()),
    custodians: form.custodians.map(({ name, location }) => ({
      name: name.trim(),
      location: location.trim(),
    })),
    threshold: form.threshold,
    sources: form.sources.map((name) => name.trim()),
    sticks: form.stickLocations.length,
    singleStickReason: form.stickLocations.length === 1 ? orNull(form.singleStickReason) : null,
    stickLocations: form.stickLocations.map((place) => place.trim()),
    stickPhrase: orNull(form.stickPhrase),
    previousClosingHead: orNull(form.previousClosingHead.replace(/\s/g, '').toLowerCase()),
    contacts: filled(form.contacts.split('\n')),
  };
}

/** True once every line is filled in: only then is it a plan that people can confirm. */
export function isWorthAsking(form: PlanForm): boolean {
  return gapsOf(form).length === 0;
}

/** What a form says of places and how many cards restore: all that its resilience follows from. */
export function spreadKey({ operator, custodians, threshold, stickLocations }: PlanForm): string {
  return JSON.stringify([operator, custodians, threshold, stickLocations]);
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

import type { ScriptPart } from '../../logic/steps.ts';

/** A line of the script: who speaks or acts, and what. */
export interface ScriptLine {
  readonly who: string;
  readonly says: string;
}

/** What is said and done in each step. */
export const script: Readonly<
  Record<ScriptPart, { readonly title: string; readonly lines: readonly ScriptLine[] }>
> = {
  preflight: {
    title: 'Check the machine',
    lines: [
      { who: 'Operator', says: 'Read aloud every line that did not pass, and follow its remedy.' },
      { who: 'Witness', says: 'Read the date from your watch, and compare it with the screen.' },
    ],
  },
  people: {
    title: 'People and plan',
    lines: [
      { who: 'Everybody', says: 'Say your name and your part. Phones and cameras stay outside.' },
      { who: 'Operator', says: 'Read aloud what this choice of people and places survives.' },
      {
        who: 'Witness',
        says: 'Compare the plan’s twelve words with the paper; without one, write down the first and the last. Then both type their names.',
      },
    ],
  },
  keys: {
    title: 'Key files',
    lines: [
      { who: 'Operator', says: 'Plug in the import stick and choose the key files.' },
      { who: 'Witness', says: 'Read each fingerprint. Compare it with what production shows.' },
    ],
  },
  seal: {
    title: 'Seal',
    lines: [
      {
        who: 'Operator',
        says: 'Take the import stick out. Seal. Then read the set’s id and the folder hash aloud.',
      },
      { who: 'Witness', says: 'Write down the id, and the first and last eight digits of the hash.' },
    ],
  },
  sticks: {
    title: 'Sticks',
    lines: [
      { who: 'Operator', says: 'Plug in a stick, write it, wait until it was read back.' },
      { who: 'Witness', says: 'Take it out, mark it with its number, plug it in again.' },
    ],
  },
  cards: {
    title: 'Cards',
    lines: [
      {
        who: 'Custodian',
        says: 'Only the custodian looks at the printer. Print, read back, lay it face down.',
      },
      { who: 'Operator', says: 'Look away while a card is face up.' },
    ],
  },
  'roll-call': {
    title: 'Roll call',
    lines: [
      { who: 'Operator', says: 'Call the cards one by one. Each goes into its bag; read its number aloud.' },
      { who: 'Operator', says: 'Let the secret go.' },
    ],
  },
  'sign-off': {
    title: 'Sign-off',
    lines: [
      { who: 'Witness', says: 'Compare the counts with what you saw. Type your name beside the operator’s.' },
      { who: 'Operator', says: 'Close the ceremony, and read the closing head aloud.' },
    ],
  },
  deliver: {
    title: 'Deliver',
    lines: [
      { who: 'Operator', says: 'Plug in each stick again and deliver the closing record onto it.' },
      { who: 'Operator', says: 'Read aloud which sticks are still without it, if any.' },
    ],
  },
};

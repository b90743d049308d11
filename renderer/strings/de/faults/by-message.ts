import type { FaultWords } from './fault-words.ts';

// One code for several things: which of them it is, only the worker's words say. A test holds these against the
// sources.

const said: readonly (readonly [code: string, message: RegExp, words: FaultWords])[] = [
  [
    'card-other-set',
    / belongs to the superseded set /,
    {
      text: 'Diese Karte gehört zu einem abgelösten Satz',
      remedy:
        'Sie gilt nicht mehr: den Verwahrer nach der neueren fragen. Die alte hätte vernichtet werden sollen.',
    },
  ],
  [
    'not-confirmed',
    /^the sentence was not typed as it stands$|^".+" was not typed; nothing was done$/,
    { text: 'Der Satz ist nicht genau getippt', remedy: 'Ganz abtippen, wie er da steht.' },
  ],
];

/** Words for what a message says more closely than its code; undefined where it says no more. */
export function faultByMessage(code: string, message: string): FaultWords | undefined {
  return said.find(([one, pattern]) => one === code && pattern.test(message))?.[2];
}

import type { ToldStrings } from '../told.ts';
import { checks, comparisons, unchecked } from './checks.ts';
import { faultByMessage } from './faults/by-message.ts';
import { faults } from './faults/index.ts';
import { events, steps } from './journal.ts';
import { keyNotes, keyTypes } from './keys.ts';
import { concern, duties, remark, survival } from './plan.ts';
import { objections } from './sticks.ts';

/** An own member of a record: ids come from elsewhere. */
function of<Words>(words: Readonly<Record<string, Words>>, id: string): Words | undefined {
  return Object.hasOwn(words, id) ? words[id] : undefined;
}

/** Sentences of the worker in a row. */
function inARow(...sentences: (string | null)[]): string {
  return sentences
    .flatMap((sentence) => (sentence === null || sentence === '' ? [] : [sentence]))
    .join(' · ');
}

/** What custody and main say of themselves, in German by id and by code; their English words stay as the original. */
export const told: ToldStrings = {
  fault: ({ code, message, hint }) => {
    const words = faultByMessage(code, message) ?? of(faults, code);
    return {
      text: words?.text ?? 'Abgelehnt; warum, steht unten',
      remedy: words?.remedy ?? null,
      // What the worker would do may be an option of the command line, where no screen can follow.
      original: inARow(message, words === undefined || words.isHintShown === true ? hint : null),
    };
  },
  check: ({ id, title, verdict, ...check }) => {
    const words = of(checks, id);
    const isPassed = verdict === 'pass';
    const text = check.isUnchecked ? unchecked : isPassed ? words?.pass : words?.found;
    return {
      title: words?.title ?? title,
      text: text ?? 'Der Befund steht unten',
      confirm: check.confirm === null ? null : (of(comparisons, id) ?? 'Siehe unten'),
      remedy: isPassed ? null : ((check.isUnchecked ? words?.look : words?.remedy) ?? null),
      original: inARow(check.finding, check.confirm),
    };
  },
  objection: ({ id, message, remedy }) => {
    const words = of(objections, id);
    return {
      text: words?.text ?? 'Etwas spricht gegen diesen Stick; was, steht unten',
      remedy: words?.remedy ?? null,
      original: inARow(message, words === undefined || words.isRemedyShown === true ? remedy : null),
    };
  },
  keyType: (type) => of(keyTypes, type) ?? type,
  keyNote: ({ code, text }) => ({
    text: of(keyNotes, code) ?? 'Ein Hinweis zu dieser Datei steht unten.',
    remedy: null,
    original: text,
  }),
  survival,
  concern,
  remark,
  due: ({ interval }) => duties[interval],
  progress: (step) => {
    const known = steps.find(([pattern]) => pattern.test(step));
    return known === undefined ? 'Arbeitet' : step.replace(...known);
  },
  event: (event) => of(events, event) ?? null,
};

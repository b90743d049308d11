import type { AttemptStep, DrillKindView } from '../../electron/contract/attempt-views.ts';
import { t } from '../strings/catalogue.ts';
import { type AttemptPart, attemptParts } from './attempt-parts.ts';

/** A part of a drill, as the list beside the screen names it. */
export type DrillPart = keyof typeof t.drill.parts;

/** What each kind of drill is made of. */
const partsOf: Readonly<Record<DrillKindView, readonly DrillPart[]>> = {
  integrity: ['stick', 'kind', 'people', 'result'],
  opening: ['stick', 'kind', 'people', 'cards', 'result'],
  restore: ['stick', 'kind', 'people', 'cards', 'compare', 'result'],
  'roll-call': ['stick', 'kind', 'people', 'cards', 'result'],
  full: ['stick', 'kind', 'people', 'cards', 'compare', 'sandbox', 'result'],
};

/** The parts of a drill in the language of the screen. Call it while drawing. */
export function drillParts(kind: DrillKindView, now: DrillPart, step: AttemptStep): AttemptPart[] {
  const all = partsOf[kind];
  const here = all.includes(now) ? now : 'result';
  const isDone = step === 'recorded' || step === 'done';
  return attemptParts(
    all.map((id) => ({ id, ...t.drill.parts[id] })),
    isDone ? 'over' : here,
    step === 'failed' || step === 'lost',
  );
}

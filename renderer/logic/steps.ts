import type { StepView } from '../../electron/contract/views.ts';

/** The steps that stand in the script, in their order. */
export const scriptParts = [
  'preflight',
  'people',
  'keys',
  'seal',
  'sticks',
  'cards',
  'roll-call',
  'sign-off',
  'deliver',
] as const satisfies readonly StepView[];

export type ScriptPart = (typeof scriptParts)[number];

/** Whether a step of the script is behind, here, or ahead. */
export type Standing = 'done' | 'now' | 'next';

/** Where a step of the script stands while the ceremony is at another. */
export function standingOf(part: ScriptPart, step: StepView): Standing {
  if (step === 'closed') return 'done';
  const now = (scriptParts as readonly StepView[]).indexOf(step);
  const own = scriptParts.indexOf(part);
  if (own === now) return 'now';
  return own < now ? 'done' : 'next';
}

import type { CeremonyView, StepView } from '../../electron/contract/views.ts';

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

/**
 * Whether a step of the script is behind, here, or ahead; in a ceremony that was aborted or lost, whether it stopped
 * there, or never came to it.
 */
export type Standing = 'done' | 'now' | 'next' | 'stopped' | 'unreached';

type Course = Pick<CeremonyView, 'step'> & { readonly journal: readonly { readonly event: string }[] };

/** Where a step of the script stands while the ceremony is at another. */
export function standingOf(part: ScriptPart, { step, journal }: Course): Standing {
  if (step === 'closed') return 'done';
  const isStopped = step === 'aborted' || step === 'lost';
  const now = scriptParts.indexOf(isStopped ? lastPart(journal) : step);
  const own = scriptParts.indexOf(part);
  if (own < now) return 'done';
  if (own === now) return isStopped ? 'stopped' : 'now';
  return isStopped ? 'unreached' : 'next';
}

/** The step that an event of the journal leads to. */
const leadsTo: Readonly<Record<string, ScriptPart>> = {
  'ceremony.opened': 'preflight',
  'preflight.passed': 'people',
  'plan.confirmed': 'keys',
  'keys.confirmed': 'seal',
  'folder.sealed': 'sticks',
  'sticks.finished': 'cards',
  'cards.finished': 'roll-call',
  'vault.wiped': 'sign-off',
  'ceremony.closed': 'deliver',
};

/** The step in which a ceremony was when its journal ended: what was aborted or lost does not say it itself. */
export function lastPart(journal: Course['journal']): ScriptPart {
  return journal.reduce<ScriptPart>((part, { event }) => {
    if (event === 'step.back') return scriptParts[scriptParts.indexOf(part) - 1] ?? part;
    return (Object.hasOwn(leadsTo, event) ? leadsTo[event] : undefined) ?? part;
  }, 'preflight');
}

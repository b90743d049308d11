import type { CeremonyState, StateOf } from './state.ts';

type Sealed = StateOf<'sticks' | 'cards' | 'roll-call' | 'sign-off' | 'deliver' | 'closed'>;

/** With fewer sticks than this nothing survives the loss of one. */
const fewestSticks = 2;

/**
 * Whether there are as many verified sticks as the plan asks for, and at least two, or a reason why not.
 * @returns what is missing, or null
 */
export function enoughSticks({ plan, sticks, fewerSticks }: Sealed): string | null {
  const verified = sticks.filter(({ state }) => state === 'verified' || state === 'delivered').length;
  if (verified === 0) return 'no stick was verified yet';
  const wanted = Math.max(plan.sticks, fewestSticks);
  if (verified >= wanted) return null;
  if (fewerSticks !== null && fewerSticks.reason.trim() !== '') return null;
  return `${verified} of ${wanted} sticks verified`;
}

/**
 * Why the secret must be kept: until the bundle was opened as a test, every card proved, and the sticks verified.
 * @returns what is missing, or null when the secret may be let go
 */
export function whyNotLetGo(state: StateOf<'roll-call'>): string | null {
  const open = state.cards.filter(({ isProved }) => !isProved).map(({ number }) => number);
  if (open.length > 0) return `not proved: card ${open.join(', ')}`;
  if (state.cards.length !== state.plan.custodians.length) return 'there are not as many cards as custodians';
  return enoughSticks(state);
}

/** True while the process must hold key files or cards for the ceremony to go on. */
export function holdsSecrets(state: CeremonyState): boolean {
  return ['keys', 'seal', 'sticks', 'cards', 'roll-call'].includes(state.step);
}

import type { AttemptStep, AttemptView } from '../../electron/contract/attempt-views.ts';
import type { FolderView } from '../../electron/contract/folder-views.ts';

/** True when a drill or a recovery has come to its end, good or bad. */
export function isAttemptOver(step: AttemptStep): boolean {
  return step === 'recorded' || step === 'done' || step === 'failed' || step === 'lost';
}

/** The stick that is used; before one is, the one that would be: all are of one ceremony. */
export function stickOf({ sticks, used, proposed }: AttemptView): FolderView | null {
  const find = (number: number | null) => sticks.find((stick) => stick.number === number);
  return find(used) ?? find(proposed) ?? sticks[0] ?? null;
}

/** Where the files lie that a full drill restored and nobody removed yet; null where there are none. */
export function sandboxLeft(attempt: AttemptView): string | null {
  if (attempt.work !== 'drill' || attempt.sandbox === null) return null;
  const { path, isWritten, isRemoved } = attempt.sandbox;
  return isWritten && !isRemoved ? path : null;
}

/** True for a drill or a recovery on the sticks of a rehearsal. */
export function isOfRehearsal({ sticks }: AttemptView): boolean {
  return sticks.some(({ ceremony }) => ceremony?.isRehearsal === true);
}

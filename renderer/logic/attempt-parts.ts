import type { Standing } from './steps.ts';

/** A part of a drill or a recovery, as the list beside the screen shows it. */
export interface AttemptPart {
  readonly id: string;
  readonly title: string;
  /** What happens in it; null: its title says it. */
  readonly text: string | null;
  readonly standing: Standing;
}

/** A part by its name alone. */
export type NamedPart = Pick<AttemptPart, 'id' | 'title'> & { readonly text?: string };

/**
 * Where each part stands.
 * @param now id of the part that is on the screen; one that is not in the list: all are done
 * @param isStopped it went no further than this part
 */
export function attemptParts(all: readonly NamedPart[], now: string, isStopped: boolean): AttemptPart[] {
  const here = all.findIndex(({ id }) => id === now);
  return all.map(({ id, title, text = null }, index) => ({
    id,
    title,
    text,
    standing: standingOf(index, here === -1 ? all.length : here, isStopped),
  }));
}

function standingOf(own: number, here: number, isStopped: boolean): Standing {
  if (own < here) return 'done';
  if (own === here) return isStopped ? 'stopped' : 'now';
  return isStopped ? 'unreached' : 'next';
}

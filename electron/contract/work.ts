import type { AttemptView } from './attempt-views.ts';
import type { CareView } from './care-views.ts';
import type { CeremonyView } from './views.ts';

/** Whatever a worker holds, as a window shows it. */
export type WorkView = CeremonyView | AttemptView | CareView;

/** What a worker is started for. */
export type WorkKind = 'ceremony' | 'drill' | 'recovery' | 'care';

/** Which kind of work a view shows. */
export function kindOf(view: WorkView): WorkKind {
  return 'work' in view ? view.work : 'ceremony';
}

/** True for the view of a ceremony. */
export function isCeremony(view: WorkView): view is CeremonyView {
  return !('work' in view);
}

/** The work that an answer tells of; null for answers that tell of something else. */
export function workIn(value: unknown): WorkView | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('ceremonyId' in value || 'work' in value) return value as WorkView;
  if ('ceremony' in value && 'status' in value) return value.ceremony as CeremonyView;
  return 'attempt' in value ? (value.attempt as AttemptView) : null;
}

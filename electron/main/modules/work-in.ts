import type { AttemptView } from '../../contract/attempt-views.ts';
import type { CeremonyView } from '../../contract/views.ts';
import type { WorkView } from '../../contract/work.ts';

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

import type { AttemptView } from './attempt-views.ts';
import type { CareView } from './care-views.ts';
import type { CeremonyView } from './views.ts';

/** Whatever a worker holds, as a window shows it. */
export type WorkView = CeremonyView | AttemptView | CareView;

/** What a worker is started for. */
export type WorkKind = 'ceremony' | 'drill' | 'recovery' | 'care';

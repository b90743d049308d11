import type { AboutView, CeremonyView } from '../../electron/contract/views.ts';
import { changeDrafts, type DraftChange, type Drafts, noDrafts } from './drafts.ts';
import type { Fault } from './fault.ts';

/** Everything the screens show. */
export interface AppState {
  readonly about: AboutView | null;
  /** The ceremony as it was last answered; null while none is open. */
  readonly ceremony: CeremonyView | null;
  /** True when the window found a ceremony already under way: what was typed before is gone. */
  readonly isResumed: boolean;
  /** Why the ceremony cannot go on: the process that held it is gone. */
  readonly lost: Fault | null;
  /** What the worker is doing, in its own words. */
  readonly progress: string | null;
  readonly drafts: Drafts;
}

export const firstState: AppState = {
  about: null,
  ceremony: null,
  isResumed: false,
  lost: null,
  progress: null,
  drafts: noDrafts,
};

/** What changes the state. */
export type AppEvent =
  | { readonly kind: 'about'; readonly about: AboutView }
  | { readonly kind: 'ceremony'; readonly ceremony: CeremonyView }
  | { readonly kind: 'resumed'; readonly ceremony: CeremonyView }
  | { readonly kind: 'lost'; readonly fault: Fault }
  | { readonly kind: 'progress'; readonly progress: string | null }
  | { readonly kind: 'draft'; readonly change: DraftChange };

/** The state after an event. Pure. A new ceremony begins with no drafts. */
export function nextState(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'about':
      return { ...state, about: event.about };
    case 'ceremony': {
      const isSame = state.ceremony?.ceremonyId === event.ceremony.ceremonyId;
      return { ...state, ceremony: event.ceremony, drafts: isSame ? state.drafts : noDrafts };
    }
    case 'resumed':
      return { ...state, ceremony: event.ceremony, isResumed: true };
    case 'lost':
      return state.ceremony === null ? state : { ...state, lost: event.fault };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'draft':
      return { ...state, drafts: changeDrafts(state.drafts, event.change) };
  }
}

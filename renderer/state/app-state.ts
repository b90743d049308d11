import type { News } from '../../electron/contract/news.ts';
import type { AboutView, CeremonyView, StepView } from '../../electron/contract/views.ts';
import { changeDrafts, type DraftChange, type Drafts, noDrafts } from './drafts.ts';

/** Everything the screens show. */
export interface AppState {
  readonly about: AboutView | null;
  /** The ceremony as it was last answered; null while none is open. */
  readonly ceremony: CeremonyView | null;
  /** True when the window found a ceremony already under way: what was typed before is gone. */
  readonly isResumed: boolean;
  /** What the worker is doing. */
  readonly progress: Progress | null;
  /** Somebody closed the window, and the ceremony was kept. */
  readonly isCloseAsked: boolean;
  readonly drafts: Drafts;
}

export const firstState: AppState = {
  about: null,
  ceremony: null,
  isResumed: false,
  progress: null,
  isCloseAsked: false,
  drafts: noDrafts,
};

/** How far something is. */
export type Progress = Omit<Extract<News, { kind: 'progress' }>, 'kind'>;

/** What changes the state. */
export type AppEvent =
  | { readonly kind: 'about'; readonly about: AboutView }
  | { readonly kind: 'ceremony'; readonly ceremony: CeremonyView }
  | { readonly kind: 'resumed'; readonly ceremony: CeremonyView }
  | { readonly kind: 'left' }
  | { readonly kind: 'progress'; readonly progress: Progress | null }
  | { readonly kind: 'close-asked'; readonly isAsked: boolean }
  | { readonly kind: 'draft'; readonly change: DraftChange };

/** True when nothing can happen in a ceremony any more. */
export function isOver(step: StepView): boolean {
  return step === 'closed' || step === 'aborted' || step === 'lost';
}

/** The state after an event. Pure. A new ceremony begins with no drafts. */
export function nextState(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'about':
      return { ...state, about: event.about };
    case 'ceremony': {
      const isSame = state.ceremony?.ceremonyId === event.ceremony.ceremonyId;
      // An answer of a ceremony that was left meanwhile: a paper that took its time to print.
      if (!isSame && isOver(event.ceremony.step)) return state;
      return { ...state, ceremony: event.ceremony, drafts: isSame ? state.drafts : noDrafts };
    }
    case 'resumed':
      return { ...state, ceremony: event.ceremony, isResumed: true };
    case 'left':
      return { ...firstState, about: state.about };
    case 'close-asked':
      return { ...state, isCloseAsked: event.isAsked };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'draft':
      return { ...state, drafts: changeDrafts(state.drafts, event.change) };
  }
}

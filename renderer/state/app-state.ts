import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import type { CareView } from '../../electron/contract/care-views.ts';
import type { ChannelName } from '../../electron/contract/channels.ts';
import type { DrivesView } from '../../electron/contract/drives-views.ts';
import type { News } from '../../electron/contract/news.ts';
import type { AboutView, CeremonyView, StepView } from '../../electron/contract/views.ts';
import type { WorkView } from '../../electron/contract/work.ts';
import { changeDrafts, type DraftChange, type Drafts, noDrafts } from './drafts.ts';
import { isCeremony } from './work-in.ts';

/** Everything the screens show. */
export interface AppState {
  readonly about: AboutView | null;
  /** The ceremony as it was last answered; null while none is open. */
  readonly ceremony: CeremonyView | null;
  /** A drill, a recovery or the care of sticks as it was last answered; null while none is open. */
  readonly other: AttemptView | CareView | null;
  /** True when the window found a ceremony already under way: what was typed before is gone. */
  readonly isResumed: boolean;
  /** What was asked for and is not answered yet, by whichever screen. */
  readonly asked: readonly ChannelName[];
  /** Handle of the stick whose drill was begun on the first screen, until the drill takes it up. */
  readonly waitingStick: string | null;
  /** What the worker is doing. */
  readonly progress: Progress | null;
  /** Somebody closed the window, and the ceremony was kept. */
  readonly isCloseAsked: boolean;
  /** What is plugged in; null while nobody has told. */
  readonly drives: DrivesView | null;
  readonly drafts: Drafts;
}

export const firstState: AppState = {
  about: null,
  ceremony: null,
  other: null,
  isResumed: false,
  asked: [],
  waitingStick: null,
  progress: null,
  isCloseAsked: false,
  drives: null,
  drafts: noDrafts,
};

/** How far something is. */
export type Progress = Omit<Extract<News, { kind: 'progress' }>, 'kind'>;

/** What changes the state. */
export type AppEvent =
  | { readonly kind: 'about'; readonly about: AboutView }
  | { readonly kind: 'work'; readonly work: WorkView }
  | { readonly kind: 'resumed'; readonly work: WorkView }
  | { readonly kind: 'left' }
  | { readonly kind: 'asked' | 'answered'; readonly channel: ChannelName }
  | { readonly kind: 'stick-waits'; readonly handle: string | null }
  | { readonly kind: 'progress'; readonly progress: Progress | null }
  | { readonly kind: 'close-asked'; readonly isAsked: boolean }
  | { readonly kind: 'drives'; readonly drives: DrivesView }
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
    case 'work':
      return isCeremony(event.work) ? withCeremony(state, event.work) : withOther(state, event.work);
    case 'resumed': {
      const { work } = event;
      return isCeremony(work)
        ? { ...state, ceremony: work, isResumed: true }
        : { ...state, other: work, isResumed: true };
    }
    case 'left':
      return { ...firstState, about: state.about, drives: state.drives };
    case 'asked':
      return { ...state, asked: [...state.asked, event.channel] };
    case 'answered': {
      const at = state.asked.indexOf(event.channel);
      return { ...state, asked: state.asked.filter((_, index) => index !== at) };
    }
    case 'stick-waits':
      return { ...state, waitingStick: event.handle };
    case 'close-asked':
      return { ...state, isCloseAsked: event.isAsked };
    case 'drives':
      return { ...state, drives: event.drives };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'draft':
      return { ...state, drafts: changeDrafts(state.drafts, event.change) };
  }
}

function withCeremony(state: AppState, ceremony: CeremonyView): AppState {
  const isSame = state.ceremony?.ceremonyId === ceremony.ceremonyId;
  // An answer of a ceremony that was left meanwhile: a paper that took its time to print.
  if (!isSame && isOver(ceremony.step)) return state;
  return { ...state, ceremony, drafts: isSame ? state.drafts : noDrafts };
}

function withOther(state: AppState, other: AttemptView | CareView): AppState {
  // Only one that has just begun is shown where none is open: later answers are of one that was left meanwhile.
  if (state.other?.work !== other.work && !isFirst(other)) return state;
  return { ...state, other, drafts: state.other === null ? noDrafts : state.drafts };
}

function isFirst({ step }: AttemptView | CareView): boolean {
  return step === 'sticks' || step === 'care';
}

import { createContext, type Dispatch, type ReactNode, useContext, useEffect, useReducer } from 'react';
import type { AttemptView, DrillView, RecoveryView } from '../../electron/contract/attempt-views.ts';
import type { CareView } from '../../electron/contract/care-views.ts';
import type { DrivesView } from '../../electron/contract/drives-views.ts';
import type { CeremonyView } from '../../electron/contract/views.ts';
import type { WorkView } from '../../electron/contract/work.ts';
import { type AppEvent, type AppState, firstState, nextState } from './app-state.ts';
import type { DraftChange, Drafts } from './drafts.ts';

interface Store {
  readonly state: AppState;
  readonly send: Dispatch<AppEvent>;
}

const StoreContext = createContext<Store>({ state: firstState, send: () => {} });

/** Holds the one state, and asks at the start whether a ceremony is under way: a reload must not lose it silently. */
export function StoreProvider({ children }: { readonly children: ReactNode }) {
  const [state, send] = useReducer(nextState, firstState);
  useEffect(() => {
    const look = (kind: 'resumed' | 'work') =>
      void findWork().then((work) => {
        if (work !== null) send({ kind, work });
      });
    let isTold = false;
    const tellDrives = (drives: DrivesView) => {
      isTold = true;
      send({ kind: 'drives', drives });
    };
    const end = window.quorate.onNews((news) => {
      if (news.kind === 'progress') send({ kind: 'progress', progress: news });
      else if (news.kind === 'close-asked') send({ kind: 'close-asked', isAsked: true });
      else if (news.kind === 'drives') tellDrives(news.drives);
      else look('work');
    });
    void window.quorate.ask('app.about', {}).then((answer) => {
      if (answer.ok) send({ kind: 'about', about: answer.value });
    });
    void window.quorate.ask('drives.look', {}).then((answer) => {
      // What was told meanwhile is newer.
      if (answer.ok && !isTold) tellDrives(answer.value);
    });
    look('resumed');
    return end;
  }, []);
  return <StoreContext value={{ state, send }}>{children}</StoreContext>;
}

/** Whatever is going on. Each kind of work answers its own question alone. */
async function findWork(): Promise<WorkView | null> {
  for (const channel of ['ceremony.look', 'attempt.look', 'care.look'] as const) {
    const answer = await window.quorate.ask(channel, {});
    if (answer.ok) return answer.value;
  }
  return null;
}

export function useStore(): Store {
  return useContext(StoreContext);
}

/** The ceremony that is open. Only screens of a ceremony ask. */
export function useCeremony(): CeremonyView {
  const { ceremony } = useContext(StoreContext).state;
  if (ceremony === null) throw new Error('a screen of a ceremony is shown without one');
  return ceremony;
}

/** The drill that is open. Only its screens ask. */
export function useDrill(): DrillView {
  const { other } = useContext(StoreContext).state;
  if (other?.work !== 'drill') throw new Error('a screen of a drill is shown without one');
  return other;
}

/** The recovery that is open. Only its screens ask. */
export function useRecovery(): RecoveryView {
  const { other } = useContext(StoreContext).state;
  if (other?.work !== 'recovery') throw new Error('a screen of a recovery is shown without one');
  return other;
}

/** The drill or recovery that is open. Only screens that both show ask. */
export function useAttempt(): AttemptView {
  const { other } = useContext(StoreContext).state;
  if (other === null || other.work === 'care') throw new Error('no drill or recovery is open');
  return other;
}

/** The care of sticks and cards that is open. Only its screens ask. */
export function useCare(): CareView {
  const { other } = useContext(StoreContext).state;
  if (other?.work !== 'care') throw new Error('a screen about sticks is shown without them');
  return other;
}

/** What was typed, and how it is changed. */
export function useDrafts(): readonly [Drafts, (change: DraftChange) => void] {
  const { state, send } = useContext(StoreContext);
  return [state.drafts, (change) => send({ kind: 'draft', change })];
}

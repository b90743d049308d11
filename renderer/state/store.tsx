import { createContext, type Dispatch, type ReactNode, useContext, useEffect, useReducer } from 'react';
import type { CeremonyView } from '../../electron/contract/views.ts';
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
    const look = (kind: 'resumed' | 'ceremony') =>
      void window.quorate.ask('ceremony.look', {}).then((answer) => {
        if (answer.ok) send({ kind, ceremony: answer.value });
      });
    const end = window.quorate.onNews((news) => {
      if (news.kind === 'progress') send({ kind: 'progress', progress: news });
      else if (news.kind === 'close-asked') send({ kind: 'close-asked', isAsked: true });
      else look('ceremony');
    });
    void window.quorate.ask('app.about', {}).then((answer) => {
      if (answer.ok) send({ kind: 'about', about: answer.value });
    });
    look('resumed');
    return end;
  }, []);
  return <StoreContext value={{ state, send }}>{children}</StoreContext>;
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

/** What was typed, and how it is changed. */
export function useDrafts(): readonly [Drafts, (change: DraftChange) => void] {
  const { state, send } = useContext(StoreContext);
  return [state.drafts, (change) => send({ kind: 'draft', change })];
}

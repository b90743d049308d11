import type { EventName, EventOf } from './event.ts';
import type { CeremonyState, StateOf, Step } from './state.ts';

/** For each step the events it allows, and what becomes of the state; an event that is not here is refused. */
export type Rules = {
  readonly [S in Step]: {
    readonly [E in EventName]?: (state: StateOf<S>, event: EventOf<E>) => CeremonyState;
  };
};

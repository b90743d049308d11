import { QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyEvent, EventName } from './event.ts';
import { holdsSecrets } from './letting-go.ts';
import type { Rules } from './rules.ts';
import { rulesAfterSeal } from './rules-after-seal.ts';
import { rulesBeforeSeal } from './rules-before-seal.ts';
import type { CeremonyState, StateOf, Step, WipeList } from './state.ts';

const rules: Rules = { ...rulesBeforeSeal, ...rulesAfterSeal };

/**
 * The start of every ceremony.
 * @param ceremonyId 8 hex digits
 */
export function openCeremony(ceremonyId: string, isRehearsal: boolean): StateOf<'preflight'> {
  return { step: 'preflight', ceremonyId, isRehearsal, preflight: null, isDateConfirmed: false };
}

/**
 * What a ceremony comes to when something happens. Pure: the same state and event give the same state, and the given
 * state stays as it was.
 * @throws `ceremony-order` for an event that the step does not allow, and the codes of the rules
 */
export function reduce(state: CeremonyState, event: CeremonyEvent): CeremonyState {
  if (event.event === 'ceremony.aborted') return abort(state);
  type Rule = (state: CeremonyState, event: CeremonyEvent) => CeremonyState;
  const rule = rules[state.step][event.event] as Rule | undefined;
  if (rule === undefined) {
    const allowed = eventsOf(state.step);
    throw new QuorateError(
      'ceremony-order',
      `${event.event} cannot happen in the step "${state.step}"`,
      allowed.length === 0 ? 'this ceremony is over: start a new one' : `now: ${allowed.join(', ')}`,
    );
  }
  return rule(state, event);
}

/** The events a step allows, aborting aside. */
export function eventsOf(step: Step): EventName[] {
  return Object.keys(rules[step]) as EventName[];
}

function abort(state: CeremonyState): CeremonyState {
  if (state.step === 'deliver' || state.step === 'closed' || state.step === 'aborted') {
    const is = state.step === 'aborted' ? 'aborted' : 'closed';
    throw new QuorateError('ceremony-order', `the ceremony is ${is}: it cannot be aborted`);
  }
  const { ceremonyId, isRehearsal, step } = state;
  return { step: 'aborted', ceremonyId, isRehearsal, from: step, wipe: wipeList(state) };
}

/** What must be wiped or destroyed should the ceremony end here: nothing, once it is closed. */
export function wipeList(state: CeremonyState): WipeList {
  if (state.step === 'aborted') return state.wipe;
  if (state.step === 'deliver' || state.step === 'closed') {
    return { setId: null, folders: [], printedCards: [], heldSecrets: false };
  }
  const seal = 'seal' in state ? state.seal : null;
  return {
    setId: seal?.setId ?? null,
    folders: 'sticks' in state ? state.sticks.map(({ folder }) => folder) : [],
    printedCards:
      'cards' in state ? state.cards.filter(({ printed }) => printed > 0).map(({ number }) => number) : [],
    heldSecrets: holdsSecrets(state),
  };
}

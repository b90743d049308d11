import { QuorateError } from '@quorate/crypto-core/errors';
import type { EventName, EventOf, RecoveryEvent } from './event.ts';
import type { FolderFacts, Purpose, RecordFacts, RecoveryState, StateOf, Step } from './state.ts';

/** How many cards a purpose takes: none, K of them, or all N. */
export const cardsFor: Readonly<Record<Purpose, 'none' | 'threshold' | 'all'>> = {
  recovery: 'threshold',
  integrity: 'none',
  opening: 'threshold',
  restore: 'threshold',
  'roll-call': 'all',
  full: 'threshold',
};

/** The step after which a purpose has done what it set out to do, and is recorded. */
const lastStep: Readonly<Record<Purpose, Step>> = {
  recovery: 'restored',
  integrity: 'opened',
  opening: 'opened',
  restore: 'compared',
  'roll-call': 'opened',
  full: 'restored',
};

type Rules = {
  readonly [S in Step]: {
    readonly [E in EventName]?: (state: StateOf<S>, event: EventOf<E>) => RecoveryState;
  };
};

/** The start of every drill and recovery. */
export function beginRecovery(purpose: Purpose): StateOf<'verify'> {
  return { step: 'verify', purpose, folder: null };
}

/**
 * What a drill or a recovery comes to when something happens. Pure: the given state stays as it was.
 * @throws `recovery-order` for an event that the step, or what has happened so far, does not allow
 */
export function reduce(state: RecoveryState, event: RecoveryEvent): RecoveryState {
  if (event.event === 'attempt.failed') return fail(state, event.code);
  type Rule = (state: RecoveryState, event: RecoveryEvent) => RecoveryState;
  const rule = rules[state.step][event.event] as Rule | undefined;
  if (rule === undefined) throw order(`${event.event} cannot happen in the step "${state.step}"`);
  return rule(state, event);
}

/**
 * How many cards are still to be read before the step `cards` is over.
 * @returns null while nobody knows K or N
 */
export function cardsMissing({ purpose, folder, cards }: StateOf<'cards'>): number | null {
  const wanted = cardsFor[purpose] === 'all' ? folder.count : folder.threshold;
  return wanted === null ? null : Math.max(0, wanted - cards.length);
}

const rules: Rules = {
  verify: {
    'folder.read': (state, { tamperings, threshold, count }) => {
      if (state.folder !== null) throw order('the folder was read already');
      const folder = { tamperings, threshold, count };
      if (tamperings > 0) return { ...state, folder };
      return afterReading(state.purpose, folder, false);
    },
    'tampering.accepted': ({ folder, purpose }) => {
      if (folder === null) throw order('the folder was not read yet');
      // An integrity drill asks one thing, and has its answer.
      if (purpose === 'integrity') throw order('an integrity drill does not go on despite tampering');
      return afterReading(purpose, folder, true);
    },
  },
  cards: {
    'card.proved': (state, { card }) => {
      if (state.cards.includes(card)) throw order(`card ${card} was read already`);
      return { ...state, cards: [...state.cards, card] };
    },
    'cards.told': (state, { threshold, count }) => {
      const { folder } = state;
      if (folder.threshold !== null || folder.count !== null) throw order('the manifest says how many cards');
      return { ...state, folder: { ...folder, threshold, count } };
    },
    'bundle.opened': (state, { tamperings }) => {
      if (state.purpose === 'roll-call') throw order('a roll call opens nothing');
      enoughCards(state);
      return { ...state, step: 'opened', opening: { tamperings } };
    },
    'bundle.skipped': (state) => {
      if (state.purpose !== 'roll-call') throw order('this cannot be done without opening the bundle');
      enoughCards(state);
      return { ...state, step: 'opened', opening: null };
    },
  },
  opened: {
    'tampering.accepted': (state) => ({ ...state, isTamperingAccepted: true }),
    'keys.compared': (state, { total, different, signingKeys }) => {
      if (state.opening === null) throw order('the bundle was not opened');
      return { ...state, step: 'compared', comparison: { total, different, signingKeys } };
    },
    ...recording('opened'),
  },
  compared: {
    'signing.settled': (state, { keys }) => {
      mayLeave(state);
      const open = state.comparison.signingKeys.filter((key) => !keys.includes(key));
      if (open.length > 0) throw order(`the signing state of ${open.join(', ')} is not settled`);
      return { ...state, step: 'guarded', settled: keys };
    },
    'files.restored': (state, { files }) => {
      mayLeave(state);
      if (state.comparison.signingKeys.length > 0) throw order('the signing state is not settled');
      return { ...state, step: 'restored', files };
    },
    ...recording('compared'),
  },
  guarded: {
    'files.restored': ({ settled: _, ...state }, { files }) => ({ ...state, step: 'restored', files }),
  },
  restored: recording('restored'),
  recorded: {
    'attempt.ended': ({ purpose, record }) => ({ step: 'done', purpose, record }),
  },
  done: {},
  failed: {
    // A failed attempt is told too: once, and it stays failed.
    'record.written': (state, { sha256 }) => recordedFailure(state, { sha256 }),
    'record.missed': (state, { why }) => recordedFailure(state, { missing: why }),
  },
};

/** The rules for recording what was done, the same in each step that can be the last of a purpose. */
function recording(step: 'opened' | 'compared' | 'restored') {
  const record = ({ purpose }: RecoveryState, facts: RecordFacts): RecoveryState => {
    if (lastStep[purpose] !== step) throw order(`a ${purpose} is not over in the step "${step}"`);
    return { step: 'recorded', purpose, record: facts };
  };
  return {
    'record.written': (state: RecoveryState, { sha256 }: EventOf<'record.written'>) =>
      record(state, { sha256 }),
    'record.missed': (state: RecoveryState, { why }: EventOf<'record.missed'>) =>
      record(state, { missing: why }),
  };
}

function afterReading(purpose: Purpose, folder: FolderFacts, isTamperingAccepted: boolean): RecoveryState {
  const read = { purpose, folder, isTamperingAccepted, cards: [] };
  return cardsFor[purpose] === 'none'
    ? { ...read, step: 'opened', opening: null }
    : { ...read, step: 'cards' };
}

function enoughCards(state: StateOf<'cards'>): void {
  const missing = cardsMissing(state);
  if (missing === 0) return;
  throw order(
    missing === null ? 'nobody knows how many cards are needed' : `${missing} more cards are needed`,
  );
}

/** Whether key files may be written now: in a recovery with an open eye for tampering, in a drill only if all is well. */
function mayLeave({ purpose, folder, opening, isTamperingAccepted, comparison }: StateOf<'compared'>): void {
  if (purpose !== 'recovery' && purpose !== 'full')
    throw order(`a drill of the kind ${purpose} writes no keys`);
  if (opening === null) throw order('the bundle was not opened');
  if (folder.tamperings + opening.tamperings > 0 && !isTamperingAccepted) {
    throw order('the folder was changed, and nobody has accepted that');
  }
  if (purpose === 'full' && comparison.different.length > 0) {
    throw order(`${comparison.different.join(', ')} is not what the manifest says: no copy is made of it`);
  }
}

function fail(state: RecoveryState, code: string): RecoveryState {
  if (state.step === 'done' || state.step === 'failed')
    throw order(`it is ${state.step}: it cannot fail any more`);
  const cards = 'cards' in state ? state.cards : [];
  return { step: 'failed', purpose: state.purpose, from: state.step, code, cards, record: null };
}

function recordedFailure(state: StateOf<'failed'>, record: RecordFacts): RecoveryState {
  if (state.record !== null) throw order('the failure was recorded already');
  return { ...state, record };
}

function order(what: string): QuorateError {
  return new QuorateError('recovery-order', what, 'start again from the stick');
}

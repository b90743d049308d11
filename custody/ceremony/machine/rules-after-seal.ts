import { QuorateError } from '@quorate/crypto-core/errors';
import { enoughSticks, whyNotLetGo } from './letting-go.ts';
import type { Rules } from './rules.ts';
import type { CardFacts, CeremonyState, StateOf, StickFacts } from './state.ts';

type WithSticks = StateOf<'sticks' | 'deliver'>;
type WithCards = StateOf<'cards' | 'roll-call'>;
const anyState = ['written', 'verified', 'failed'] as const;

/** The rules from the seal on: the cards of a set exist, and sticks that need them. */
export const rulesAfterSeal: Omit<Rules, 'preflight' | 'people' | 'keys'> = {
  seal: {
    'bundle.sealed': (state, { setId, bundleId, sha256 }) => {
      if (state.seal !== null) throw refusal('the bundle is sealed already', 'go on with the sticks');
      return { ...state, seal: { setId, bundleId, sha256 } };
    },
    'folder.sealed': (state, { folderHash }) => {
      const { seal, plan } = state;
      if (seal === null) throw refusal('the bundle is not sealed yet', 'seal it first');
      const cards = plan.custodians.map((_, index) => ({ number: index + 1, printed: 0, isProved: false }));
      return { ...state, step: 'sticks', seal, folderHash, sticks: [], cards, fewerSticks: null };
    },
    'step.back': (state) => {
      if (state.seal !== null)
        throw refusal('the bundle is sealed already', 'a ceremony can only be aborted now');
      const { seal: _, ...rest } = state;
      return { ...rest, step: 'keys' };
    },
  },
  sticks: {
    'stick.written': (state, { stick, folder }) => {
      const before = state.sticks.find(({ number }) => number === stick);
      if (before !== undefined && before.state !== 'failed') {
        throw refusal(`stick ${stick} was written already`, 'take the next stick');
      }
      const written: StickFacts = { number: stick, folder, state: 'written' };
      return { ...state, sticks: [...state.sticks.filter(({ number }) => number !== stick), written] };
    },
    'stick.verified': (state, { stick, replugged, folder }) => {
      if (!replugged && !state.isRehearsal) {
        throw refusal(
          `stick ${stick} was not plugged in again`,
          'take it out, plug it in again, and verify it',
        );
      }
      return withStick(state, stick, ['written', 'verified'], 'verified', folder);
    },
    'stick.failed': (state, { stick, folder }) => {
      const isNew = !state.sticks.some(({ number }) => number === stick);
      if (folder === undefined || !isNew) return withStick(state, stick, anyState, 'failed');
      return { ...state, sticks: [...state.sticks, { number: stick, folder, state: 'failed' }] };
    },
    'sticks.finished': (state, { fewer }) => {
      const next = { ...state, fewerSticks: fewer };
      const fault = enoughSticks(next);
      if (fault !== null) throw refusal(fault, 'verify another stick, or give the reason with two people');
      return { ...next, step: 'cards' };
    },
  },
  cards: {
    'card.printed': (state, { card }) => {
      const { printed } = cardOf(state, card);
      if (printed > 0)
        throw refusal(`card ${card} was printed already`, 'a reprint takes a reason and two people');
      return withCard(state, card, { printed: 1, isProved: false });
    },
    'card.reprinted': reprint,
    'card.proved': (state, { card }) => {
      const { printed } = cardOf(state, card);
      if (printed === 0) throw refusal(`card ${card} was not printed yet`, 'print it first');
      return withCard(state, card, { printed, isProved: true });
    },
    'cards.finished': (state) => {
      const open = state.cards.filter(({ isProved }) => !isProved).map(({ number }) => number);
      if (open.length > 0) throw refusal(`not proved yet: card ${open.join(', ')}`, 'read every card back');
      return { ...state, step: 'roll-call' };
    },
    'step.back': (state) => ({ ...state, step: 'sticks' }),
  },
  'roll-call': {
    'card.reprinted': reprint,
    'vault.wiped': (state) => {
      const fault = whyNotLetGo(state);
      if (fault !== null) throw refusal(fault, 'the secret is kept until this is done');
      return { ...state, step: 'sign-off', signed: [] };
    },
    'step.back': (state) => ({ ...state, step: 'cards' }),
  },
  'sign-off': {
    'signed.off': (state, { people }) => {
      if (state.signed.includes(people.witness)) {
        throw new QuorateError(
          'two-people',
          `${people.witness} has signed off already`,
          'ask the next witness, or close',
        );
      }
      return { ...state, signed: [...state.signed, people.witness] };
    },
    'ceremony.closed': (state, { closingHead }) => {
      if (state.signed.length === 0)
        throw refusal('nobody has signed off yet', 'operator and witness type their names');
      const { signed: _, ...rest } = state;
      return { ...rest, step: 'deliver', closingHead };
    },
  },
  deliver: {
    'stick.delivered': (state, { stick }) => withStick(state, stick, ['verified'], 'delivered'),
    'delivery.ended': (state) => ({
      ...state,
      step: 'closed',
      undelivered: state.sticks.filter((stick) => stick.state === 'verified').map(({ number }) => number),
    }),
  },
  closed: {},
  aborted: {},
};

function reprint(state: WithCards, { card }: { readonly card: number }): CeremonyState {
  const { printed } = cardOf(state, card);
  if (printed === 0) throw refusal(`card ${card} was not printed yet`, 'print it first');
  return { ...withCard(state, card, { printed: printed + 1, isProved: false }), step: 'cards' };
}

function withStick<S extends WithSticks>(
  state: S,
  number: number,
  from: readonly StickFacts['state'][],
  to: StickFacts['state'],
  folder?: string,
): S {
  const stick = state.sticks.find((one) => one.number === number);
  if (stick === undefined || !from.includes(stick.state)) {
    const was = stick === undefined ? 'is not one of this ceremony' : `is ${stick.state}`;
    throw refusal(`stick ${number} ${was}`, `it must be ${from.join(' or ')}`);
  }
  const moved = { ...stick, folder: folder ?? stick.folder, state: to };
  return { ...state, sticks: state.sticks.map((one) => (one === stick ? moved : one)) };
}

function cardOf(state: WithCards, number: number): CardFacts {
  const card = state.cards.find((one) => one.number === number);
  if (card === undefined)
    throw refusal(`there is no card ${number}`, `cards run from 1 to ${state.cards.length}`);
  return card;
}

function withCard<S extends WithCards>(state: S, number: number, facts: Omit<CardFacts, 'number'>): S {
  return { ...state, cards: state.cards.map((one) => (one.number === number ? { number, ...facts } : one)) };
}

function refusal(message: string, hint: string): QuorateError {
  return new QuorateError('ceremony-order', message, hint);
}

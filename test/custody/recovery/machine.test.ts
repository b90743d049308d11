import { QuorateError } from '@quorate/crypto-core/errors';
import type { RecoveryEvent } from '@quorate/custody/recovery/machine/event';
import { beginRecovery, cardsFor, cardsMissing, reduce } from '@quorate/custody/recovery/machine/reducer';
import { drillKinds, type Purpose, type RecoveryState, steps } from '@quorate/custody/recovery/machine/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

const purposes: readonly Purpose[] = ['recovery', ...drillKinds];
const read: RecoveryEvent = { event: 'folder.read', tamperings: 0, threshold: 2, count: 3 };
const proved = (...cards: number[]): RecoveryEvent[] =>
  cards.map((card) => ({ event: 'card.proved' as const, card }));
const opened: RecoveryEvent = { event: 'bundle.opened', tamperings: 0 };
const compared: RecoveryEvent = {
  event: 'keys.compared',
  total: 3,
  different: [],
  signingKeys: ['v/key.json'],
};
const settled: RecoveryEvent = { event: 'signing.settled', keys: ['v/key.json'] };
const restored: RecoveryEvent = { event: 'files.restored', files: 3 };
const written: RecoveryEvent = { event: 'record.written', sha256: 'ab'.repeat(32) };
const ended: RecoveryEvent = { event: 'attempt.ended' };

const smooth: Readonly<Record<Purpose, readonly RecoveryEvent[]>> = {
  recovery: [read, ...proved(1, 3), opened, compared, settled, restored, written, ended],
  integrity: [read, written, ended],
  opening: [read, ...proved(1, 3), opened, written, ended],
  restore: [read, ...proved(1, 3), opened, compared, written, ended],
  'roll-call': [read, ...proved(1, 3, 2), { event: 'bundle.skipped' }, written, ended],
  full: [read, ...proved(1, 3), opened, compared, settled, restored, written, ended],
};

function stateAfter(purpose: Purpose, events: readonly RecoveryEvent[]): RecoveryState {
  return events.reduce(reduce, beginRecovery(purpose) as RecoveryState);
}

describe('without incident', () => {
  it.each(purposes)('a %s comes to its end, and the states before stay as they were', (purpose) => {
    const events = smooth[purpose];
    for (const [index, event] of events.entries()) {
      const state = stateAfter(purpose, events.slice(0, index));
      const copy = structuredClone(state);
      reduce(state, event);
      expect(state).toEqual(copy);
    }
    expect(stateAfter(purpose, events)).toEqual({
      step: 'done',
      purpose,
      record: { sha256: 'ab'.repeat(32) },
    });
  });

  it('a recovery goes through every step in order', () => {
    const { recovery } = smooth;
    const seen = recovery.map((_, index) => stateAfter('recovery', recovery.slice(0, index + 1)).step);
    expect([...new Set(['verify', ...seen])]).toEqual(steps);
  });
});

describe('what is refused', () => {
  const different: RecoveryEvent = { ...compared, different: ['v/key.json'] };
  const tampered: RecoveryEvent = { ...read, tamperings: 1 };
  it.each<[string, Purpose, readonly RecoveryEvent[], RegExp]>([
    ['opening with one card fewer', 'restore', [read, ...proved(1), opened], /1 more cards are needed/],
    [
      'a roll call without every card',
      'roll-call',
      [read, ...proved(1, 2), { event: 'bundle.skipped' }],
      /1 more/,
    ],
    ['a roll call that opens', 'roll-call', [read, ...proved(1, 2, 3), opened], /opens nothing/],
    [
      'a restore drill that skips the bundle',
      'restore',
      [read, ...proved(1, 2), { event: 'bundle.skipped' }],
      /cannot be done/,
    ],
    ['one card twice', 'opening', [read, ...proved(2, 2)], /card 2 was read already/],
    [
      'cards while tampering is not accepted',
      'recovery',
      [tampered, ...proved(1)],
      /cannot happen in the step "verify"/,
    ],
    [
      'an integrity drill despite tampering',
      'integrity',
      [tampered, { event: 'tampering.accepted' }],
      /does not go on/,
    ],
    [
      'opening where nobody knows how many cards',
      'recovery',
      [{ ...read, threshold: null, count: null }, ...proved(1, 2), opened],
      /nobody knows/,
    ],
    [
      'files of a restore drill',
      'restore',
      [read, ...proved(1, 2), opened, compared, restored],
      /writes no keys/,
    ],
    [
      'files before the signing state is settled',
      'recovery',
      [read, ...proved(1, 2), opened, compared, restored],
      /not settled/,
    ],
    [
      'settling another key',
      'recovery',
      [read, ...proved(1, 2), opened, compared, { event: 'signing.settled', keys: [] }],
      /v\/key.json is not settled/,
    ],
    [
      'a sandbox of other keys',
      'full',
      [read, ...proved(1, 2), opened, different, settled],
      /not what the manifest says/,
    ],
    [
      'files after tampering that opening brought to light',
      'recovery',
      [read, ...proved(1, 2), { ...opened, tamperings: 1 }, compared, settled],
      /nobody has accepted/,
    ],
    [
      'recording a restore drill before its keys were compared',
      'restore',
      [read, ...proved(1, 2), opened, written],
      /not over/,
    ],
    [
      'anything after the end',
      'integrity',
      [read, written, ended, { event: 'attempt.failed', code: 'x' }],
      /is done/,
    ],
  ])('%s', (_, purpose, events, names) => {
    const state = stateAfter(purpose, events.slice(0, -1));
    const error = refusal(() => reduce(state, events.at(-1) as RecoveryEvent));
    expect(error.code).toBe('recovery-order');
    expect(error.message).toMatch(names);
  });
});

it('a failure keeps the cards that were read, and is recorded once', () => {
  const failed = stateAfter('restore', [
    read,
    ...proved(1),
    { event: 'attempt.failed', code: 'cards-too-few' },
  ]);
  expect(failed).toMatchObject({ step: 'failed', from: 'cards', cards: [1], record: null });
  const recorded = reduce(failed, { event: 'record.missed', why: 'read-only' });
  expect(recorded).toMatchObject({ step: 'failed', record: { missing: 'read-only' } });
  expect(refusal(() => reduce(recorded, written)).code).toBe('recovery-order');
});

it('without a manifest the cards say how many are needed', () => {
  const state = stateAfter('recovery', [{ ...read, threshold: null, count: null }, ...proved(2)]);
  const told = reduce(state, { event: 'cards.told', threshold: 2, count: 3 });
  expect(told.step === 'cards' ? cardsMissing(told) : null).toBe(1);
  expect(reduce(reduce(told, { event: 'card.proved', card: 3 }), opened).step).toBe('opened');
});

const small = fc.integer({ min: 0, max: 1 });
const anyEvent: fc.Arbitrary<RecoveryEvent> = fc.oneof(
  fc.record({
    event: fc.constant('folder.read' as const),
    tamperings: small,
    threshold: fc.option(fc.integer({ min: 2, max: 3 })),
    count: fc.constant(3),
  }),
  fc.constant({ event: 'tampering.accepted' as const }),
  fc.record({ event: fc.constant('card.proved' as const), card: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ event: fc.constant('cards.told' as const), threshold: fc.constant(2), count: fc.constant(3) }),
  fc.record({
    event: fc.constant('bundle.opened' as const),
    tamperings: small,
  }),
  fc.constant({ event: 'bundle.skipped' as const }),
  fc.record({
    event: fc.constant('keys.compared' as const),
    total: fc.constant(2),
    different: fc.subarray(['a'], { minLength: 0 }),
    signingKeys: fc.subarray(['a', 'b']),
  }),
  fc.record({ event: fc.constant('signing.settled' as const), keys: fc.subarray(['a', 'b']) }),
  fc.constant(restored),
  fc.constant(written),
  fc.constant({ event: 'record.missed' as const, why: 'x' }),
  fc.constant(ended),
  fc.constant({ event: 'attempt.failed' as const, code: 'x' }),
);

const noise = fc.array(anyEvent, { maxLength: 2 });

/** The usual events in their order, some left out, others in between; or nothing but random ones. */
const anyRun = fc.constantFrom(...purposes).chain((purpose) => {
  const usual = smooth[purpose].map((event) =>
    fc
      .tuple(noise, fc.integer({ min: 0, max: 9 }))
      .map(([before, lot]) => (lot === 0 ? before : [...before, event])),
  );
  const random = fc.array(anyEvent, { maxLength: 40 });
  const events = fc.oneof(
    fc.tuple(...usual).map((parts) => parts.flat()),
    random,
  );
  return fc.tuple(fc.constant(purpose), events);
});

it('whatever happens in whatever order, no file is restored unopened or unsettled, nothing opened with too few cards', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(anyRun, ([purpose, events]) => {
      let state: RecoveryState = beginRecovery(purpose);
      const taken: RecoveryEvent[] = [];
      for (const event of events) {
        try {
          state = reduce(state, event);
        } catch (error) {
          if (error instanceof QuorateError) continue;
          throw error;
        }
        taken.push(event);
        reached.add(`${purpose} ${state.step}`);
        const has = (name: RecoveryEvent['event']) => taken.some((one) => one.event === name);
        if (event.event === 'bundle.opened' && state.step === 'opened') {
          expect(state.cards.length).toBeGreaterThanOrEqual(state.folder.threshold as number);
          expect(new Set(state.cards).size).toBe(state.cards.length);
          expect(cardsFor[purpose]).toBe('threshold');
        }
        if (event.event === 'files.restored') {
          expect(['recovery', 'full']).toContain(purpose);
          expect(has('bundle.opened') && has('keys.compared')).toBe(true);
          const comparison = taken.find((one) => one.event === 'keys.compared');
          const settling = taken.find((one) => one.event === 'signing.settled');
          const keys = comparison?.event === 'keys.compared' ? comparison.signingKeys : [];
          const settledKeys = settling?.event === 'signing.settled' ? settling.keys : [];
          expect(keys.filter((key) => !settledKeys.includes(key))).toEqual([]);
        }
      }
    }),
    { numRuns: 6000, seed: 20261121 },
  );
  // A property over runs that never got anywhere would say nothing.
  for (const purpose of purposes) expect([...reached]).toContain(`${purpose} done`);
});

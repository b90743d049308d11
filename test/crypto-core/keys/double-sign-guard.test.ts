import { toUtf8 } from '@quorate/crypto-core/encoding';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import { QuorateError } from '@quorate/crypto-core/errors';
import {
  decideSigningState,
  type GuardInput,
  type GuardOutcome,
  type KnownSigningState,
} from '@quorate/crypto-core/keys/double-sign-guard';
import {
  compareSigningStates,
  readSigningState,
  readWrittenSigningState,
  type SigningState,
  signingStateBytes,
} from '@quorate/crypto-core/keys/signing-state';
import type { SigningStateForm } from '@quorate/crypto-core/keys/signing-state-form';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../cards/refusal.ts';
import { allowsSigning, anyState } from './check-hrs.ts';

const at = (height: number | bigint, round = 0, step = 3): KnownSigningState =>
  known({ height: BigInt(height), round, step });

function known(state: SigningState): KnownSigningState {
  const { height, round, step } = state;
  return { state, bytes: toUtf8(JSON.stringify({ height: `${height}`, round, step, signature: 'AAAA' })) };
}

const nothing: GuardInput = {
  keyPath: 'validator/config/priv_validator_key.json',
  originalStopped: true,
  backup: null,
  destination: null,
  provided: null,
  minHeight: null,
  acceptStale: false,
};
const decide = (given: Partial<GuardInput>) => decideSigningState({ ...nothing, ...given });
const refused = (given: Partial<GuardInput>, code: ErrorCode) => refusal(() => decide(given), code);

describe('the guard refuses', () => {
  it('unless the original is stopped, whatever else is said', () => {
    for (const given of [{ minHeight: 9n }, { acceptStale: true, backup: at(5) }, { destination: at(9) }]) {
      const error = refused({ ...given, originalStopped: false }, 'guard-original-running');
      expect(error.message).toContain(nothing.keyPath);
      expect(error.hint).toBeTruthy();
    }
  });

  it('when nothing settles the state, and explains why', () => {
    const error = refused({ backup: at(118204) }, 'guard-state-unsettled');
    expect(error.message).toMatch(/equivocation.*\. The signing state.*118204/);
    expect(error.message).not.toMatch(/\.$/);
    expect(error.hint).toMatch(/^first check .*--state.*--min-height.*--accept-stale-state/);
    refused({}, 'guard-state-unsettled');
  });

  it('a state at the destination that cannot be read, whatever else is said', () => {
    for (const given of [{ minHeight: 9n }, { provided: at(9) }, { acceptStale: true, backup: at(9) }]) {
      refused({ ...given, destination: 'unreadable' }, 'guard-destination-unreadable');
    }
  });

  it('a height below one that is known to be signed, and names both', () => {
    const error = refused({ minHeight: 100n, backup: at(101, 0, 1) }, 'guard-height-too-low');
    expect(error.message).toMatch(/100 .*101/);
    expect(error.hint).toContain('101');
    expect(decide({ minHeight: 101n, backup: at(101, 7, 3) }).state.height).toBe(102n);
    // The destination is older than the backup, else it would stay.
    refused({ minHeight: 100n, backup: at(105), destination: at(103) }, 'guard-height-too-low');
  });

  it('a stale backup that is not there', () => {
    refused({ acceptStale: true }, 'guard-nothing-to-accept');
    refused({ acceptStale: true, destination: at(0, 0, 0) }, 'guard-nothing-to-accept');
  });

  it('the state of a node that never signed as a stale backup, unless a newer one stands at the destination', () => {
    const backup = at(0, 0, 0);
    expect(refused({ acceptStale: true, backup }, 'guard-nothing-to-accept').message).toMatch(/never signed/);
    refused({ acceptStale: true, backup, destination: at(0, 0, 0) }, 'guard-nothing-to-accept');
    expect(decide({ acceptStale: true, backup, destination: at(7) })).toMatchObject({
      decision: 'keep-destination',
      state: at(7).state,
    });
  });

  it('to overwrite an older state', () => {
    for (const given of [
      { minHeight: 9n },
      { provided: at(9) },
      { provided: at(5, 1, 1) },
      { acceptStale: true, backup: at(9) },
      { provided: at(3), backup: at(9) },
    ]) {
      const error = refused({ ...given, destination: at(5) }, 'guard-destination-older');
      expect(error.hint).toMatch(/move that file away/);
    }
    refused({ minHeight: 4n, destination: at(4, 9, 3) }, 'guard-destination-older');
  });

  it('the state of a fresh node as evidence', () => {
    const fresh = at(0, 0, 0);
    refused({ destination: fresh }, 'guard-state-unsettled');
    refused({ destination: fresh, backup: fresh }, 'guard-state-unsettled');
    refused({ destination: fresh, minHeight: 9n }, 'guard-destination-older');
    refused({ destination: fresh, minHeight: 0n }, 'guard-destination-older');
    refused({ provided: fresh }, 'guard-state-unsettled');
    refused({ provided: fresh, backup: fresh }, 'guard-state-unsettled');
    expect(decide({ minHeight: 0n }).state).toEqual({ height: 1n, round: 0, step: 0 });
  });

  it('more than one statement, and heights out of range', () => {
    const usage: [Partial<GuardInput>, ErrorCode][] = [
      [{ minHeight: 9n, provided: at(9) }, 'signing-state-choice'],
      [{ minHeight: 9n, acceptStale: true, backup: at(9) }, 'signing-state-choice'],
      [{ provided: at(9), acceptStale: true, backup: at(9) }, 'signing-state-choice'],
      [{ minHeight: 9n, provided: at(9), acceptStale: true, originalStopped: false }, 'signing-state-choice'],
      [{ minHeight: -1n }, 'min-height'],
      [{ minHeight: 2n ** 63n - 1n, destination: at(2n ** 63n - 1n) }, 'min-height'],
    ];
    for (const [given, code] of usage) expect(refused(given, code).group).toBe('usage');
  });

  it('with codes of its own group', () => {
    expect(refused({}, 'guard-state-unsettled').group).toBe('guard');
    expect(refused({ originalStopped: false }, 'guard-original-running').group).toBe('guard');
  });
});

describe('the guard decides', () => {
  it('for the destination when that is the newest', () => {
    const destination = at(9, 1, 2);
    for (const given of [
      {},
      { backup: at(9, 1, 2) },
      { backup: at(8) },
      { provided: at(9, 1, 1) },
      { minHeight: 8n },
      { acceptStale: true, backup: at(5) },
      { acceptStale: true },
    ]) {
      const outcome = decide({ ...given, destination });
      expect(outcome).toMatchObject({
        decision: 'keep-destination',
        basis: 'destination',
        state: destination.state,
      });
      expect(outcome.bytes).toBe(destination.bytes);
    }
  });

  it('the same again for what it wrote itself', () => {
    const first = decide({ minHeight: 8n });
    const again = decide({ minHeight: 8n, destination: known(first.state) });
    expect(again.decision).toBe('keep-destination');
  });

  it('for a state above the given height', () => {
    const outcome = decide({ minHeight: 118204n, backup: at(118000) });
    expect(outcome).toMatchObject({ decision: 'write', basis: 'min-height' });
    expect(Buffer.from(outcome.bytes).toString()).toBe(
      '{\n  "height": "118205",\n  "round": 0,\n  "step": 0\n}',
    );
    expect(outcome.reason).toContain('118204');
  });

  it('for the newest of the given state and the backup, byte for byte', () => {
    const [older, newer] = [at(9, 0, 2), at(9, 0, 3)];
    const given = decide({ provided: newer, backup: older });
    expect([given.basis, given.bytes]).toEqual(['provided', newer.bytes]);
    const backedUp = decide({ provided: older, backup: newer });
    expect([backedUp.basis, backedUp.bytes]).toEqual(['backup', newer.bytes]);
    expect(decide({ provided: newer }).bytes).toBe(newer.bytes);
  });

  it('for the backup when its age is accepted, byte for byte', () => {
    const backup = at(5);
    expect(decide({ acceptStale: true, backup })).toMatchObject({ decision: 'write', basis: 'stale-backup' });
    expect(decide({ acceptStale: true, backup }).bytes).toBe(backup.bytes);
    expect(decide({ acceptStale: true, backup: at(0, 0, 1) }).state.height).toBe(0n);
  });
});

describe('a key file with its state inside', () => {
  const legacy = (given: Partial<GuardInput>) => ({ ...given, stateInKeyFile: true, backup: at(50) });

  it('comes back as it is when its own state is the settled one', () => {
    for (const given of [{ acceptStale: true }, { provided: at(50) }, { provided: at(49) }]) {
      const outcome = decide(legacy(given));
      expect([outcome.decision, outcome.state.height]).toEqual(['write', 50n]);
    }
  });

  it('is refused when more was signed, and the remedy gives the numbers', () => {
    const provided = refused(legacy({ provided: at(51, 2, 1) }), 'guard-state-in-key-file');
    expect(provided.message).toMatch(/height 50.*height 51/);
    expect(provided.hint).toMatch(/last_height to 51, last_round to 2 and last_step to 1/);
    const height = refused(legacy({ minHeight: 60n }), 'guard-state-in-key-file');
    expect(height.hint).toMatch(/last_height to 61, last_round to 0/);
    refused({ minHeight: 60n, stateInKeyFile: true }, 'guard-state-in-key-file');
  });

  it('is held to the other rules', () => {
    refused(legacy({ minHeight: 40n }), 'guard-height-too-low');
    refused(legacy({}), 'guard-state-unsettled');
    refused(legacy({ acceptStale: true, destination: at(49) }), 'guard-destination-older');
    expect(decide(legacy({ destination: at(51) })).decision).toBe('keep-destination');
  });
});

describe('for any input', () => {
  const maybe = fc.option(anyState.map(known));
  const anyInput: fc.Arbitrary<GuardInput> = fc.record({
    keyPath: fc.constant('k'),
    stateInKeyFile: fc.boolean(),
    originalStopped: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    backup: maybe,
    destination: fc.oneof({ weight: 9, arbitrary: maybe }, fc.constant('unreadable' as const)),
    provided: maybe,
    minHeight: fc.option(fc.oneof(fc.bigInt(-1n, 5n), fc.bigInt(0n, 2n ** 63n))),
    acceptStale: fc.boolean(),
  });
  const anyStatement = fc.constantFrom('minHeight', 'provided', 'acceptStale', null);
  /** At most one statement, as callers that get past the usage error give. */
  const usableInput = fc.tuple(anyInput, anyStatement).map(([input, statement]) => ({
    ...input,
    minHeight: statement === 'minHeight' ? input.minHeight : null,
    provided: statement === 'provided' ? input.provided : null,
    acceptStale: statement === 'acceptStale',
  }));
  const outcomeOf = (input: GuardInput): GuardOutcome | QuorateError => {
    try {
      return decideSigningState(input);
    } catch (error) {
      if (error instanceof QuorateError && ['guard', 'usage'].includes(error.group)) return error;
      throw error;
    }
  };
  const knownStates = ({ backup, destination, provided }: GuardInput) =>
    [backup, destination, provided].flatMap((one) =>
      one === null || one === 'unreadable' ? [] : [one.state],
    );

  it('the outcome lets nothing known be signed again', () => {
    let decided = 0;
    fc.assert(
      fc.property(usableInput, anyState, (input, position) => {
        const outcome = outcomeOf(input);
        if (outcome instanceof QuorateError) return;
        decided++;
        for (const state of knownStates(input)) {
          expect(compareSigningStates(outcome.state, state)).toBeGreaterThanOrEqual(0);
          expect(allowsSigning(outcome.state, state)).toBe(false);
          if (compareSigningStates(position, state) <= 0)
            expect(allowsSigning(outcome.state, position)).toBe(false);
        }
        if (input.minHeight !== null && position.height <= input.minHeight) {
          expect(allowsSigning(outcome.state, position)).toBe(false);
        }
        expect(readSigningState(outcome.bytes)).toEqual(outcome.state);
      }),
      { seed: 2026, numRuns: 2000 },
    );
    expect(decided).toBeGreaterThan(500);
  });

  it('an outcome has an original stopped, a statement or a newest destination, and overwrites nothing', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(usableInput, anyInput), (input) => {
        const outcome = outcomeOf(input);
        if (outcome instanceof QuorateError) {
          seen.add(outcome.code);
          return;
        }
        seen.add(outcome.basis);
        expect(input.originalStopped).toBe(true);
        const { destination, backup, minHeight, provided, acceptStale } = input;
        if (outcome.decision === 'write') expect(destination).toBeNull();
        else expect(outcome.bytes).toBe((destination as KnownSigningState).bytes);
        if (outcome.basis === 'min-height') expect(minHeight).not.toBeNull();
        if (outcome.basis === 'provided') expect(outcome.bytes).toBe(provided?.bytes);
        if (outcome.basis === 'backup')
          expect([outcome.bytes, provided !== null]).toEqual([backup?.bytes, true]);
        if (outcome.basis === 'stale-backup')
          expect([outcome.bytes, acceptStale]).toEqual([backup?.bytes, true]);
        if (input.stateInKeyFile && outcome.decision === 'write') expect(outcome.bytes).toBe(backup?.bytes);
      }),
      { seed: 2027, numRuns: 5000 },
    );
    // Every outcome and every refusal was met, so that none of the above holds for want of cases.
    expect([...seen].sort()).toEqual(
      [
        ...['destination', 'min-height', 'provided', 'backup', 'stale-backup'],
        ...['signing-state-choice', 'min-height', 'guard-original-running', 'guard-destination-unreadable'],
        ...[
          'guard-state-unsettled',
          'guard-height-too-low',
          'guard-nothing-to-accept',
          'guard-destination-older',
        ],
        'guard-state-in-key-file',
      ]
        .filter((one, i, all) => all.indexOf(one) === i)
        .sort(),
    );
  });
});

describe('a state of another signer', () => {
  const of = (form: SigningStateForm, height: bigint): KnownSigningState => {
    const state = { height, round: 0, step: 3 };
    return { state, bytes: signingStateBytes(state, form) };
  };
  const written = (outcome: GuardOutcome) => readWrittenSigningState(outcome.bytes);

  it.each(['cometbft', 'horcrux', 'tmkms'] as const)('goes back to %s as it reads it', (form) => {
    const backup = of(form, 10n);
    expect(written(decide({ backup, minHeight: 20n }))).toEqual({
      form,
      state: { height: 21n, round: 0, step: 0 },
    });
    expect(decide({ backup, acceptStale: true }).bytes).toBe(backup.bytes);
    for (const other of ['cometbft', 'horcrux', 'tmkms'] as const) {
      const provided = of(other, 20n);
      const outcome = decide({ backup, provided });
      expect([outcome.basis, written(outcome)]).toEqual(['provided', { form, state: provided.state }]);
      if (form === other) expect(outcome.bytes).toBe(provided.bytes);
      expect(decide({ backup: of(form, 30n), provided }).basis).toBe('backup');
    }
  });

  it('is written for CometBFT where nothing was backed up with its key', () => {
    for (const other of ['horcrux', 'tmkms'] as const) {
      expect(written(decide({ provided: of(other, 20n) })).form).toBe('cometbft');
    }
  });
});

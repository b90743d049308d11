import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import {
  compareSigningStates,
  readSigningState,
  type SigningState,
  stateRefusingUpTo,
} from '@quorate/crypto-core/keys/signing-state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../cards/refusal.ts';
import { allowsSigning, anyState } from './check-hrs.ts';
import { bytesOf, ed25519Key, fileOf, legacyKey, signingState } from './cometbft-files.ts';

const read = (members: unknown) => readSigningState(fileOf(members));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('a signing state', () => {
  it.each([
    [signingState(), { height: 118204n, round: 0, step: 3 }],
    [
      { height: '0', round: 0, step: 0 },
      { height: 0n, round: 0, step: 0 },
    ],
    [
      { step: 1, round: 2147483647, height: '9223372036854775807' },
      { height: 2n ** 63n - 1n, round: 2147483647, step: 1 },
    ],
    [
      signingState({ signature: null, signbytes: null, block_id: { parts: [] } }),
      { height: 118204n, round: 0, step: 3 },
    ],
    [signingState({ signbytes: '6e0802' }), { height: 118204n, round: 0, step: 3 }],
  ])('is read: %j', (members, state) => {
    expect(read(members)).toEqual(state);
  });

  it.each([
    ['height as a number', { height: 118204 }, /height/],
    ['height missing', { height: undefined }, /height/],
    ['height empty', { height: '' }, /height/],
    ['height negative', { height: '-1' }, /height/],
    ['height with a plus', { height: '+1' }, /height/],
    ['height with a leading zero', { height: '01' }, /height/],
    ['height with a space', { height: ' 1' }, /height/],
    ['height in hex', { height: '0x10' }, /height/],
    ['height with a fraction', { height: '1.0' }, /height/],
    ['height over int64', { height: '9223372036854775808' }, /height/],
    ['height of 30 digits', { height: '9'.repeat(30) }, /height/],
    ['height in other digits', { height: '१२' }, /height/],
    ['round in quotes with a sign', { round: '-1' }, /round/],
    ['round missing', { round: undefined }, /round/],
    ['round negative', { round: -1 }, /round/],
    ['round with a fraction', { round: 0.5 }, /round/],
    ['round over int32', { round: 2147483648 }, /round/],
    ['round null', { round: null }, /round/],
    ['step in quotes', { step: '3' }, /step/],
    ['step 4', { step: 4 }, /step/],
    ['step missing', { step: undefined }, /step/],
    ['signature not base64', { signature: 'q6urq' }, /signature/],
    ['signature a number', { signature: 5 }, /signature/],
    ['signbytes not hex', { signbytes: '6E0' }, /signbytes/],
    ['signbytes a list', { signbytes: [] }, /signbytes/],
  ])('is refused by name: %s', (_, changes, what) => {
    const error = refusal(() => read(signingState(changes)), 'signing-state');
    expect(error.message).toMatch(what);
    expect(error.hint).toBeTruthy();
  });

  it.each([
    ['1e2 as round', '{"height":"5","round":1e2,"step":0}'],
    ['1.0 as round', '{"height":"5","round":1.0,"step":0}'],
    ['-0 as round', '{"height":"5","round":-0,"step":0}'],
    ['height twice', '{"height":"5","height":"6","round":0,"step":0}'],
    ['cut off', '{"height":"5","round":0,"step":0'],
    ['byte order mark', '\ufeff{"height":"5","round":0,"step":0}'],
    ['a list', '[]'],
    ['nothing', ''],
    ['nested', `{"height":"5","round":0,"step":0,"x":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['over 1 MiB', `{"height":"5","round":0,"step":0}${' '.repeat(1024 * 1024)}`],
  ])('is refused as a text: %s', (_, json) => {
    refusal(() => readSigningState(bytesOf(json)), 'signing-state');
  });

  it('is ordered by height, round, step', () => {
    const ordered = [
      { height: 0n, round: 0, step: 0 },
      { height: 0n, round: 0, step: 3 },
      { height: 0n, round: 1, step: 0 },
      { height: 9n, round: 7, step: 2 },
      { height: 10n, round: 0, step: 0 },
      { height: 2n ** 63n - 2n, round: 2 ** 31 - 1, step: 3 },
      { height: 2n ** 63n - 1n, round: 0, step: 0 },
    ] satisfies SigningState[];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries())
        expect(Math.sign(compareSigningStates(a, b))).toBe(Math.sign(i - j));
    }
  });
});

describe('the state that refuses a height', () => {
  it('is spelled as CometBFT spells it', () => {
    expect(text(stateRefusingUpTo(118204n))).toBe('{\n  "height": "118205",\n  "round": 0,\n  "step": 0\n}');
  });

  it('refuses every position up to that height and allows the next height', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 63n - 2n), anyState, (height, position) => {
        const state = readSigningState(stateRefusingUpTo(height));
        expect(state).toEqual({ height: height + 1n, round: 0, step: 0 });
        for (const round of [0, position.round]) {
          for (const step of [1, 2, 3]) {
            expect(allowsSigning(state, { height, round, step })).toBe(false);
            expect(allowsSigning(state, { height: height + 1n, round, step })).toBe(true);
          }
        }
        if (position.height <= height) expect(allowsSigning(state, position)).toBe(false);
      }),
      { seed: 63 },
    );
  });

  it('is not made for a height without a next one', () => {
    expect(readSigningState(stateRefusingUpTo(2n ** 63n - 2n)).height).toBe(2n ** 63n - 1n);
    for (const height of [2n ** 63n - 1n, 2n ** 63n, -1n]) {
      const error = refusal(() => stateRefusingUpTo(height), 'min-height');
      expect([error.group, error.message.includes(`${height}`)]).toEqual(['usage', true]);
    }
  });
});

describe('the state inside a legacy file', () => {
  const key = ed25519Key('legacy');

  it.each([
    [
      { last_height: '118204', last_round: '2', last_step: 3 },
      { height: 118204n, round: 2, step: 3 },
    ],
    [
      { last_height: 46, last_round: 0, last_step: 1 },
      { height: 46n, round: 0, step: 1 },
    ],
  ])('is read in either spelling: %j', (last, state) => {
    expect(readLegacySigningState(fileOf(legacyKey(key, last)))).toEqual(state);
  });

  it('is refused when it cannot be read', () => {
    const files = [
      fileOf(legacyKey(key, { last_height: 'x' })),
      fileOf(legacyKey(key, { last_step: 4 })),
      fileOf(legacyKey(key, { last_round: 2 ** 31 })),
      fileOf([]),
      bytesOf('{'),
      new Uint8Array(1024 * 1024 + 1),
    ];
    for (const file of files) refusal(() => readLegacySigningState(file), 'signing-state');
  });
});

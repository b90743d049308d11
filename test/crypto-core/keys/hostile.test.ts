import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { readSigningState } from '@quorate/crypto-core/keys/signing-state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seeded } from '../cards/seeded.ts';
import {
  bytesOf,
  ed25519Key,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  sha256,
  signingState,
  upperHex,
  validatorKey,
} from './cometbft-files.ts';

const mutations = 100_000;
const key = ed25519Key('hostile');
const files = [
  validatorKey(key),
  nodeKey(key),
  legacyKey(key),
  signingState(),
  validatorKey(secp256k1Key(sha256(Buffer.from('h'))), {}, 'Secp256k1'),
  validatorKey(key, {}, 'Unknown'),
].map(fileOf);
const states = [signingState(), { height: '0', round: 0, step: 0 }, signingState({ signature: null })].map(
  fileOf,
);

const pieces = [
  ...[
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    'null',
    'true',
    '-',
    '1e9',
    '0',
    '9'.repeat(40),
  ],
  ...['"__proto__":1,', '"priv_key":', '"height":"1",', '"type":', '\ufeff', '\0', '\n', 'é', '='],
].map(bytesOf);

function spliced(bytes: Uint8Array, at: number, length: number, piece: Uint8Array): Uint8Array {
  const mutated = new Uint8Array(bytes.length - length + piece.length);
  mutated.set(bytes.subarray(0, at));
  mutated.set(piece, at);
  mutated.set(bytes.subarray(at + length), at + piece.length);
  return mutated;
}

function mutate(random: Seeded, originals: readonly Uint8Array[]): Uint8Array {
  let bytes = random.pick(originals);
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    const at = random.below(bytes.length + 1);
    const length = Math.min(random.below(20), bytes.length - at);
    switch (random.below(6)) {
      case 0:
        bytes = spliced(bytes, at, Math.min(1, length), random.bytes(1));
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes = spliced(bytes, at, length, random.pick(pieces));
        break;
      case 3:
        bytes = spliced(bytes, at, 0, random.pick(pieces));
        break;
      case 4:
        bytes = spliced(bytes, at, length, new Uint8Array());
        break;
      default: {
        const other = random.pick(originals);
        const from = random.below(other.length);
        bytes = spliced(bytes, at, length, other.slice(from, from + random.below(60)));
      }
    }
  }
  return bytes;
}

/** The longest of many runs in ms; a pause of the machine is not the parser's, so the run is made again. */
function longest(slowest: number, started: number, again: () => void): number {
  const took = performance.now() - started;
  if (took <= 2000) return Math.max(slowest, took);
  const second = performance.now();
  again();
  return Math.max(slowest, performance.now() - second);
}

describe(`${mutations} mutations`, () => {
  it('of key files: recognition always answers, with derived values or none', async () => {
    const random = new Seeded(1);
    const types = new Map<string, number>();
    let slowest = 0;
    const derived = new Set<string | null>([null, upperHex(key.address), key.address.toString('hex')]);
    derived.add(upperHex(secp256k1Key(sha256(Buffer.from('h'))).address));
    let others = 0;
    for (let i = 0; i < mutations; i++) {
      const bytes = mutate(random, files);
      const started = performance.now();
      const { type, fingerprint, publicKey, address, notes } = await recogniseKeyFile(
        bytes,
        'priv_validator_key.json',
      );
      slowest = Math.max(slowest, performance.now() - started);
      types.set(type, (types.get(type) ?? 0) + 1);
      if ((fingerprint === null) !== (publicKey === null)) expect.fail(`half a public half: ${i}`);
      if (type === 'opaque' && (publicKey !== null || notes.length === 0))
        expect.fail(`opaque with a key: ${i}`);
      // An edited private value is another key; an edited claim never shows.
      if (!derived.has(address)) others++;
    }
    expect([...types.keys()].sort()).toEqual([
      'cometbft-priv-validator-key',
      'cometbft-priv-validator-legacy',
      'cometbft-priv-validator-state',
      'opaque',
    ]);
    for (const count of types.values()) expect(count).toBeGreaterThan(1000);
    expect(others).toBeGreaterThan(100);
    expect(slowest).toBeLessThan(2000);
  });

  it.each([
    ['signing states', readSigningState, states],
    ['legacy files', readLegacySigningState, [fileOf(legacyKey(key))]],
  ] as const)('of %s: a state in range or a typed refusal', (_, read, originals) => {
    const random = new Seeded(2);
    let slowest = 0;
    let readable = 0;
    for (let i = 0; i < mutations; i++) {
      const bytes = mutate(random, originals);
      const attempt = () => {
        try {
          const { height, round, step } = read(bytes);
          readable++;
          const inRange =
            height >= 0n && height < 2n ** 63n && round >= 0 && round < 2 ** 31 && step >= 0 && step <= 3;
          if (!inRange || !Number.isInteger(round) || !Number.isInteger(step))
            expect.fail(`out of range: ${i}`);
        } catch (error) {
          if (!(error instanceof QuorateError) || error.code !== 'signing-state') throw error;
        }
      };
      const started = performance.now();
      attempt();
      slowest = longest(slowest, started, attempt);
    }
    expect(readable).toBeGreaterThan(1000);
    expect(readable).toBeLessThan(mutations);
    expect(slowest).toBeLessThan(2000);
  });
});

describe('our JSON reader', () => {
  it('takes what JSON.parse takes and nothing else, byte order marks, duplicates and depth aside', () => {
    const random = new Seeded(3);
    let accepted = 0;
    for (let i = 0; i < 20_000; i++) {
      const bytes = mutate(random, states);
      const outcome = stateOrNull(bytes);
      if (outcome === null) continue;
      accepted++;
      // What we read as a state, JSON.parse reads as the same one.
      const parsed = JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>;
      expect(parsed).toMatchObject({ height: `${outcome.height}`, round: outcome.round, step: outcome.step });
    }
    expect(accepted).toBeGreaterThan(100);
  });

  it('ignores whatever JSON stands in members that it does not know', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (members) => {
        const { height, round, step, signature, signbytes, ...others } = members;
        // JSON.parse makes an own member of "__proto__"; writing it back keeps it.
        const text = JSON.stringify({ ...others, height: '7', round: 1, step: 2 });
        expect(readSigningState(bytesOf(text))).toEqual({ height: 7n, round: 1, step: 2 });
      }),
      { seed: 5 },
    );
  });
});

function stateOrNull(bytes: Uint8Array) {
  try {
    return readSigningState(bytes);
  } catch {
    return null;
  }
}

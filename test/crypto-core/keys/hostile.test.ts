import { isUtf8 } from 'node:buffer';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { objectOf, readSecretJson } from '@quorate/crypto-core/keys/secret-json';
import type { SecretMembers } from '@quorate/crypto-core/keys/secret-json-tree';
import { publicText } from '@quorate/crypto-core/keys/secret-json-values';
import { readSigningState, type SigningState } from '@quorate/crypto-core/keys/signing-state';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
import { mutate } from './mutate.ts';
import { Slowest } from './slowest.ts';

// Most mutations leave the private value alone: the curve answers the same question once.
vi.mock('@noble/curves/ed25519.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/ed25519.js')>();
  return { ...original, ed25519: { ...original.ed25519, getPublicKey: once(original.ed25519.getPublicKey) } };
});
vi.mock('@noble/curves/secp256k1.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/secp256k1.js')>();
  return {
    ...original,
    secp256k1: { ...original.secp256k1, getPublicKey: once(original.secp256k1.getPublicKey) },
  };
});
const once = vi.hoisted(
  () =>
    <Derive extends (secret: Uint8Array, compressed?: boolean) => Uint8Array>(derive: Derive) => {
      const answers = new Map<string, Uint8Array>();
      return ((secret, compressed) => {
        const question = `${Buffer.from(secret).toString('latin1')} ${compressed}`;
        const answer = answers.get(question) ?? derive(secret, compressed);
        answers.set(question, answer);
        return answer.slice();
      }) as Derive;
    },
);

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

// Taking stack traces of 100 000 refusals would be half the time of this test.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe(`${mutations} mutations`, () => {
  it('of key files: recognition always answers, with derived values or none', async () => {
    const random = new Seeded(1);
    const types = new Map<string, number>();
    const slowest = new Slowest();
    const derived = new Set<string | null>([null, upperHex(key.address), key.address.toString('hex')]);
    derived.add(upperHex(secp256k1Key(sha256(Buffer.from('h'))).address));
    let others = 0;
    for (let i = 0; i < mutations; i++) {
      const bytes = mutate(random, files, pieces);
      slowest.start();
      const { type, fingerprint, publicKey, address, notes } = await recogniseKeyFile(
        bytes,
        'priv_validator_key.json',
      );
      slowest.stop(bytes);
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
    for (const count of types.values()) expect(count).toBeGreaterThan(300);
    expect(others).toBeGreaterThan(100);
    expect(await slowest.again(recogniseKeyFile)).toBeLessThan(2000);
  });

  it('of signing states: a state in range or a typed refusal', async () => {
    await readAll(readSigningState, states, mutations);
  });

  it('of legacy files (a fifth as many): a state in range or a typed refusal', async () => {
    await readAll(readLegacySigningState, [fileOf(legacyKey(key))], mutations / 5);
  });
});

async function readAll(
  read: (bytes: Uint8Array) => SigningState,
  originals: readonly Uint8Array[],
  count: number,
): Promise<void> {
  const random = new Seeded(2);
  const slowest = new Slowest();
  let readable = 0;
  const attempt = (bytes: Uint8Array) => {
    try {
      const { height, round, step } = read(bytes);
      readable++;
      const inRange =
        height >= 0n && height < 2n ** 63n && round >= 0 && round < 2 ** 31 && step >= 0 && step <= 3;
      if (!inRange || !Number.isInteger(round) || !Number.isInteger(step)) expect.fail('out of range');
    } catch (error) {
      if (!(error instanceof QuorateError) || error.code !== 'signing-state') throw error;
    }
  };
  for (let i = 0; i < count; i++) {
    const bytes = mutate(random, originals, pieces);
    slowest.start();
    attempt(bytes);
    slowest.stop(bytes);
  }
  expect(readable).toBeGreaterThan(count / 100);
  expect(readable).toBeLessThan(count);
  expect(await slowest.again(attempt)).toBeLessThan(2000);
}

describe('our JSON reader', () => {
  it('takes what JSON.parse takes and nothing else, duplicate members and depth aside', () => {
    const random = new Seeded(3);
    const counts = { taken: 0, refused: 0 };
    for (let i = 0; i < 20_000; i++) {
      const bytes = mutate(random, [...files, ...states], pieces);
      // JSON.parse has no answer to bytes that are no text; ours looks at them only in member names.
      if (!isUtf8(bytes) || Buffer.from(bytes).includes('\ufeff')) continue;
      const { fault } = readSecretJson(bytes);
      if (fault === 'duplicate-member' || fault === 'too-deep') continue;
      expect([fault, i]).toEqual([parses(bytes) ? null : 'syntax', i]);
      counts[fault === null ? 'taken' : 'refused']++;
    }
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(500);
  });

  it('reads every member name and text as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (members) => {
        const json = JSON.stringify(members).replace(/[\u0080-\uffff]/g, (unit) => {
          return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
        });
        const read = objectOf(readSecretJson(bytesOf(json))) as SecretMembers;
        const texts = [...read].map(([name, value]) => [name, publicText(value, 10_000)]);
        expect(Object.fromEntries(texts)).toEqual(JSON.parse(json));
      }),
      { seed: 4 },
    );
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

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

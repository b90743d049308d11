import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, ed25519Key, fileOf, legacyKey, nodeKey, validatorKey } from './cometbft-files.ts';

// The curve is the real one; only what is handed to it is remembered.
const handedOver = vi.hoisted(() => [] as { view: Uint8Array; was: Uint8Array }[]);
vi.mock('@noble/curves/ed25519.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/ed25519.js')>();
  const getPublicKey: typeof original.ed25519.getPublicKey = (seed) => {
    handedOver.push({ view: seed, was: seed.slice() });
    return original.ed25519.getPublicKey(seed);
  };
  return { ...original, ed25519: { ...original.ed25519, getPublicKey } };
});

const key = ed25519Key('secret');
const other = ed25519Key('other');
const seed = key.secret.subarray(0, 32);
/** Every run of 6 bytes of the seed as hex, and every run of 8 symbols of its base64 at any offset. */
const traces = [0, 1, 2].flatMap((skip) =>
  windows(seed.subarray(skip).toString('base64').replace(/=+$/, '').slice(0, -1), 8),
);
traces.push(...windows(seed.toString('hex'), 12));

function windows(text: string, size: number): string[] {
  return Array.from({ length: text.length - size + 1 }, (_, i) => text.slice(i, i + size).toLowerCase());
}

afterEach(() => {
  handedOver.length = 0;
});

describe('a private half', () => {
  const value = key.secret.toString('base64');
  const ed25519 = 'tendermint/PrivKeyEd25519';
  const files: [string, Uint8Array][] = [
    ['validator key', fileOf(validatorKey(key))],
    ['node key', fileOf(nodeKey(key))],
    ['legacy file', fileOf(legacyKey(key))],
    ['wrong address', fileOf(validatorKey(key, { address: 'AA' }))],
    ['secret pasted as the address', fileOf(validatorKey(key, { address: seed.toString('hex') }))],
    ['secret pasted as the public key', fileOf(validatorKey(other, { pub_key: { type: ed25519, value } }))],
    ['secret and type swapped', fileOf(validatorKey(key, { priv_key: { type: value, value: ed25519 } }))],
    ['secret as a member name', fileOf({ ...nodeKey(key), [value]: 1 })],
    ['secret in the state', fileOf({ height: value, round: 0, step: 0 })],
    [
      'seed alone',
      fileOf(validatorKey(key, { priv_key: { type: ed25519, value: seed.toString('base64') } })),
    ],
    ['bad padding', fileOf(validatorKey(key, { priv_key: { type: ed25519, value: value.slice(0, -1) } }))],
    ['cut off', bytesOf(JSON.stringify(validatorKey(key)).slice(0, -5))],
    ['wrong public half', fileOf(nodeKey({ ...key, secret: Buffer.concat([seed, other.stored]) }))],
  ];

  it.each(files)('leaves no trace in the description: %s', async (_, bytes) => {
    const description = await recogniseKeyFile(bytes, 'priv_validator_key.json');
    const text = JSON.stringify(description).toLowerCase();
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  });

  it('is zeroed once its public key is derived, and the file is left as it was', async () => {
    const bytes = fileOf(validatorKey(key));
    const before = bytes.slice();
    await recogniseKeyFile(bytes);
    const [seen] = handedOver;
    expect(Buffer.from(seen?.was as Uint8Array).equals(seed)).toBe(true);
    expect(new Uint8Array(seen?.view.buffer as ArrayBuffer).every((byte) => byte === 0)).toBe(true);
    expect(bytes).toEqual(before);
  });
});

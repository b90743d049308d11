import { guardedType } from '@quorate/crypto-core/keys/may-sign';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { expect, it } from 'vitest';
import { bytesOf, ed25519Key, fileOf, nodeKey, validatorKey } from './cometbft-files.ts';

const key = ed25519Key('one');
const seed = bytesOf(key.secret.subarray(0, 32).toString('base64'));
const [validator, node] = ['cometbft-priv-validator-key', 'cometbft-node-key'];

it.each([
  ['a validator key under any name', fileOf(validatorKey(key)), 'v/x.json', 'opaque', validator],
  ['a node key under its own name', fileOf(nodeKey(key)), 'v/config/node_key.json', 'opaque', node],
  [
    'a node key under another, which a validator would load',
    fileOf(nodeKey(key)),
    'v/x.json',
    'opaque',
    validator,
  ],
  [
    'the identity of tmkms, a seed that only its name tells',
    seed,
    'k/secrets/kms-identity.key',
    'opaque',
    node,
  ],
  ['the same where the manifest calls it a validator key', seed, 'k/kms-identity.key', validator, validator],
  ['a consensus seed of tmkms', seed, 'k/secrets/chain-consensus.key', 'opaque', validator],
])('%s', async (_, bytes, path, claimed, type) => {
  expect(guardedType(bytes, path, await recogniseKeyFile(bytes, path), claimed as string)).toBe(type);
});

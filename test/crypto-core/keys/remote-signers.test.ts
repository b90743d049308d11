import { generateKeyPairSync } from 'node:crypto';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import {
  readWrittenSigningState,
  signingStateBytes,
  stateRefusingUpTo,
} from '@quorate/crypto-core/keys/signing-state';
import { describe, expect, it } from 'vitest';
import { bytesOf, ed25519Key, fileOf, secp256k1Key, sha256, upperHex } from './cometbft-files.ts';
import { codesOf, fact } from './foreign-files.ts';

const key = ed25519Key('remote');
const shard = sha256(Buffer.from('shard'));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('horcrux', () => {
  const proto = Buffer.concat([Buffer.of(0x0a, 32), key.stored]).toString('base64');
  const amino = Buffer.concat([Buffer.from('1624de6420', 'hex'), key.stored]).toString('base64');
  const privateShard = shard.toString('base64');

  it.each([
    ['of today', { pubKey: proto, privateShard, id: 2 }],
    ['with a key in amino', { pubKey: amino, privateShard, id: 2 }],
    ['of version 2', { pub_key: proto, secret_share: privateShard, rsa_key: 'AAAA', rsa_pubs: [], id: 2 }],
  ])('a shard %s shows what the file states, and publishes nothing', async (_, members) => {
    const description = await recogniseKeyFile(fileOf(members), 'chain-1_shard.json');
    expect(description).toMatchObject({
      type: 'json-key',
      algorithm: 'ed25519',
      publicKey: null,
      fingerprint: null,
    });
    expect(codesOf(description)).toEqual(['other-signer']);
    expect(fact(description, 'shard')).toBe('2');
    expect(fact(description, 'address of the whole key, as the file states it')).toBe(upperHex(key.address));
  });

  it('a shard of the wrong length is opaque', async () => {
    for (const bytes of [shard.subarray(1), key.secret]) {
      const members = { pubKey: proto, privateShard: bytes.toString('base64'), id: 1 };
      expect(codesOf(await recogniseKeyFile(fileOf(members)))).toEqual(['private-key-unreadable']);
    }
  });

  it('the keys between cosigners have their public halves derived', async () => {
    const ecies = secp256k1Key(sha256(Buffer.from('ecies')));
    const members = { eciesKey: ecies.secret.toString('base64'), eciesPubs: ['AA=='], id: 1 };
    expect(await recogniseKeyFile(fileOf(members), 'ecies_keys.json')).toMatchObject({
      type: 'json-key',
      algorithm: 'secp256k1',
      publicKey: ecies.spki.toString('base64'),
      fingerprint: sha256(ecies.spki).toString('hex'),
    });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const der = rsa.privateKey.export({ format: 'der', type: 'pkcs1' });
    const spki = rsa.publicKey.export({ format: 'der', type: 'spki' });
    const described = await recogniseKeyFile(fileOf({ rsaKey: der.toString('base64'), rsaPubs: [], id: 1 }));
    expect(described).toMatchObject({
      type: 'json-key',
      algorithm: 'rsa-1024',
      publicKey: spki.toString('base64'),
    });
    expect(codesOf(await recogniseKeyFile(fileOf({ eciesKey: '!', id: 1 })))).toEqual([
      'private-key-unreadable',
    ]);
  });

  it('its configuration is told from other YAML', async () => {
    const yaml =
      'keyDir: /keys\nsignMode: threshold\nthresholdMode:\n  threshold: 2\nchainNodes:\n- privValAddr: tcp://10.0.0.1:1234\n';
    const description = await recogniseKeyFile(bytesOf(yaml), 'config.yaml');
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['configuration']]);
    expect(description.notes[0]?.text).toContain('horcrux');
  });
});

describe('tmkms', () => {
  const seed = key.secret.subarray(0, 32);

  it.each([
    ['base64', bytesOf(seed.toString('base64'))],
    ['base64 with a line feed', bytesOf(`${seed.toString('base64')}\n`)],
    ['raw', new Uint8Array(seed)],
    ['seed and public key', bytesOf(key.secret.toString('base64'))],
  ])('a consensus key is known by its name: %s', async (_, bytes) => {
    const description = await recogniseKeyFile(bytes, 'secrets/cosmoshub-4-consensus.key');
    expect(description).toMatchObject({
      type: 'cometbft-priv-validator-key',
      publicKey: key.stored.toString('base64'),
      address: upperHex(key.address),
    });
    expect(codesOf(description)).toEqual(['other-signer']);
  });

  it('the key of its connections signs no blocks', async () => {
    const description = await recogniseKeyFile(bytesOf(seed.toString('base64')), 'kms-identity.key');
    expect(description).toMatchObject({ type: 'cometbft-node-key', address: key.address.toString('hex') });
  });

  it('a seed under another name is a secret like any other', async () => {
    for (const name of ['session.key', 'password', 'consensus.json', '']) {
      expect(await recogniseKeyFile(bytesOf(seed.toString('base64')), name)).toMatchObject({
        type: 'opaque',
        fingerprint: null,
      });
    }
  });

  it('halves that do not belong together are told', async () => {
    const other = Buffer.concat([seed, ed25519Key('other').stored]);
    const description = await recogniseKeyFile(new Uint8Array(other), 'x-consensus.key');
    expect(codesOf(description)).toEqual(['other-signer', 'public-half-differs']);
    expect(description.address).toBe(upperHex(key.address));
  });
});

describe('a signing state', () => {
  // cosigner state files of horcrux hold nonces and signatures besides; tmkms's is of tendermint-rs, consensus/state.rs.
  const horcrux = {
    height: '42',
    round: '1',
    step: 3,
    nonce_public: null,
    signature: 'q6s=',
    signbytes: 'AB',
  };
  const tmkms = { height: '42', round: '1', step: 6, block_id: null };

  it.each([
    ['horcrux', horcrux, { height: 42n, round: 1, step: 3 }],
    ['tmkms', tmkms, { height: 42n, round: 1, step: 3 }],
    [
      'tmkms',
      { ...tmkms, step: 3, block_id: { hash: 'AA', parts: { total: '1', hash: 'BB' } } },
      { height: 42n, round: 1, step: 1 },
    ],
    ['tmkms', { ...tmkms, step: 0 }, { height: 42n, round: 1, step: 0 }],
    ['cometbft', { height: '42', round: 1, step: 2 }, { height: 42n, round: 1, step: 2 }],
  ])('of %s is read in one counting: %j', async (form, members, state) => {
    expect(readWrittenSigningState(fileOf(members))).toEqual({ form, state });
    const description = await recogniseKeyFile(fileOf(members), 'chain-1_share_sign_state.json');
    expect(description).toMatchObject({
      type: 'cometbft-priv-validator-state',
      publicKey: null,
      isPrivate: true,
    });
    expect(codesOf(description)).toEqual(form === 'cometbft' ? [] : ['other-signer']);
    expect(fact(description, 'signed up to')).toBe(`height 42, round 1, step ${state.step}`);
  });

  it('is written as its program reads it', () => {
    expect(text(stateRefusingUpTo(41n))).toBe('{\n  "height": "42",\n  "round": 0,\n  "step": 0\n}');
    expect(text(stateRefusingUpTo(41n, 'horcrux'))).toBe(
      '{\n  "height": "42",\n  "round": "0",\n  "step": 0\n}',
    );
    expect(text(stateRefusingUpTo(41n, 'tmkms'))).toBe(
      '{"height":"42","round":"0","step":0,"block_id":null}',
    );
  });

  it('comes back the same through every form, or with more signed', () => {
    for (const form of ['cometbft', 'horcrux', 'tmkms'] as const) {
      for (const step of [0, 1, 2, 3]) {
        const state = { height: 7n, round: 2, step };
        const read = readWrittenSigningState(signingStateBytes(state, form));
        // tmkms has one number for both kinds of vote.
        expect(read).toEqual({ form, state: { ...state, step: form === 'tmkms' && step === 2 ? 3 : step } });
      }
    }
  });
});

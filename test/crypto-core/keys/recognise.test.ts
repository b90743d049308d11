import { readFileSync } from 'node:fs';
import { unpackArchive } from '@quorate/crypto-core/archive/unpack';
import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { openBundle } from '@quorate/crypto-core/bundle/open';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { compressedBls12381 } from '@quorate/crypto-core/keys/bls12381';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import { nodePrimitives } from '@quorate/custody/primitives';
import { describe, expect, it } from 'vitest';
import { run } from '../../tools.ts';
import {
  bytesOf,
  ed25519Key,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  sha256,
  signingState,
  type TestKey,
  upperHex,
  validatorKey,
} from './cometbft-files.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const codes = async (members: unknown, name?: string) =>
  (await recogniseKeyFile(fileOf(members), name)).notes.map(({ code }) => code);
const alice = ed25519Key('alice');
const mallory = ed25519Key('mallory');

describe('ed25519 keys', () => {
  it('are described as OpenSSL derives them', async () => {
    for (let i = 0; i < 50; i++) {
      const key = ed25519Key(`key ${i}`);
      expect(await recogniseKeyFile(fileOf(validatorKey(key)))).toEqual({
        type: 'cometbft-priv-validator-key',
        algorithm: 'ed25519',
        publicKey: key.stored.toString('base64'),
        fingerprint: hex(sha256(key.spki)),
        address: upperHex(key.address),
        notes: [],
        isPrivate: true,
      });
    }
  });

  it.each([
    ['ed25519', alice, validatorKey(alice)],
    ['secp256k1', secp256k1Key(sha256(Buffer.from('s'))), null],
  ] as [string, TestKey, unknown][])(
    'have the fingerprint that the openssl command prints (%s)',
    async (_, key, file) => {
      const pem = key.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
      const command = 'openssl pkey -pubout -outform DER | sha256sum';
      const { stdout } = run('sh', ['-c', command], { input: pem });
      const { fingerprint } = await recogniseKeyFile(fileOf(file ?? validatorKey(key, {}, 'Secp256k1')));
      expect(`${fingerprint}  -\n`).toBe(stdout);
    },
  );

  it('give a node its id in lower case', async () => {
    expect(await recogniseKeyFile(fileOf(nodeKey(alice)), 'node_key.json')).toEqual({
      type: 'cometbft-node-key',
      algorithm: 'ed25519',
      publicKey: alice.stored.toString('base64'),
      fingerprint: hex(sha256(alice.spki)),
      address: alice.address.toString('hex'),
      notes: [],
      isPrivate: true,
    });
  });

  it('are read from any JSON spelling that CometBFT loads', async () => {
    const want = await recogniseKeyFile(fileOf(validatorKey(alice)));
    const oneLine = JSON.stringify(validatorKey(alice));
    const escaped = oneLine
      .replace('"priv_key"', '"pri\\u0076_key"')
      .replace(/\//g, '\\/')
      .replace(/=/g, '\\u003D');
    const extra = JSON.stringify({ ...validatorKey(alice), comment: ['é', { deep: null }], n: -1.5e3 });
    expect(escaped).not.toBe(oneLine);
    for (const text of [oneLine, escaped, extra, ` \r\n\t${oneLine}\n`]) {
      expect(await recogniseKeyFile(bytesOf(text))).toEqual(want);
    }
  });

  it('are read though spare bits of the base64 are set or lines broken, as Go reads them', async () => {
    const value = alice.secret.toString('base64');
    // 64 bytes leave four spare bits in the last symbol, all zero when written.
    const last = value.at(-3) as string;
    const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const spare = `${value.slice(0, -3)}${symbols[symbols.indexOf(last) + 5]}==`;
    const want = await recogniseKeyFile(fileOf(validatorKey(alice)));
    for (const spelling of [spare, `${value.slice(0, 40)}\n${value.slice(40)}\r\n`]) {
      const priv_key = { type: 'tendermint/PrivKeyEd25519', value: spelling };
      expect(await recogniseKeyFile(fileOf(validatorKey(alice, { priv_key })))).toEqual(want);
    }
  });
});

describe('a claim that is not true', () => {
  const want = {
    algorithm: 'ed25519',
    publicKey: alice.stored.toString('base64'),
    address: upperHex(alice.address),
  };

  it('is reported, and what is shown is derived: address', async () => {
    const file = fileOf(validatorKey(alice, { address: upperHex(mallory.address) }));
    const description = await recogniseKeyFile(file);
    expect(description).toMatchObject(want);
    expect(description.notes.map(({ code }) => code)).toEqual(['claimed-address-differs']);
    expect(description.notes[0]?.text).toMatch(/old tutorials.*CometBFT overwrites it/);
  });

  it('is reported, and what is shown is derived: public key', async () => {
    const { pub_key } = validatorKey(mallory);
    const description = await recogniseKeyFile(fileOf(validatorKey(alice, { pub_key })));
    expect(description).toMatchObject(want);
    expect(description.notes.map(({ code }) => code)).toEqual(['claimed-public-key-differs']);
  });

  it.each([
    [{ address: 7 }, 'claimed-address-differs'],
    [{ address: 'not hex' }, 'claimed-address-differs'],
    [{ pub_key: 'text' }, 'claimed-public-key-differs'],
    [{ pub_key: {} }, 'claimed-public-key-differs'],
    [{ pub_key: { type: 'x', value: '!' } }, 'claimed-public-key-differs'],
  ])('is one that cannot be read: %j', async (changes, code) => {
    expect(await codes(validatorKey(alice, changes))).toEqual([code]);
  });

  it('is not an absent one, null, or one in lower case', async () => {
    expect(await codes(validatorKey(alice, { address: undefined }))).toEqual([]);
    expect(await codes(validatorKey(alice, { pub_key: null }))).toEqual([]);
    expect(await codes(validatorKey(alice, { address: alice.address.toString('hex') }))).toEqual([]);
  });

  it('is a node id of another key', async () => {
    const id = alice.address.toString('hex');
    expect(await codes({ id, ...nodeKey(alice) })).toEqual([]);
    expect(await codes({ id, ...nodeKey(mallory) })).toEqual(['claimed-address-differs']);
  });

  it('is the public half in the private value: the seed counts', async () => {
    const value = Buffer.concat([alice.secret.subarray(0, 32), mallory.stored]).toString('base64');
    const priv_key = { type: 'tendermint/PrivKeyEd25519', value };
    for (const claims of [{}, { address: upperHex(mallory.address) }]) {
      const description = await recogniseKeyFile(fileOf(validatorKey(alice, { priv_key, ...claims })));
      expect(description).toMatchObject(want);
      expect(description.notes.map(({ code }) => code)).toEqual(['public-half-differs']);
    }
  });
});

describe('other algorithms', () => {
  const scalars = [
    Buffer.from('01'.padStart(64, '0'), 'hex'),
    // The order of the curve less one.
    Buffer.from('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140', 'hex'),
    ...Array.from({ length: 20 }, (_, i) => sha256(Buffer.from(`scalar ${i}`))),
  ];

  it('secp256k1 is described as OpenSSL derives it', async () => {
    for (const key of scalars.map(secp256k1Key)) {
      expect(await recogniseKeyFile(fileOf(validatorKey(key, {}, 'Secp256k1')))).toEqual({
        type: 'cometbft-priv-validator-key',
        algorithm: 'secp256k1',
        publicKey: key.spki.toString('base64'),
        fingerprint: hex(sha256(key.spki)),
        address: upperHex(key.address),
        notes: [],
        isPrivate: true,
      });
    }
  });

  it('secp256k1 has the address that Bitcoin gives the key 1', async () => {
    const key = secp256k1Key(scalars[0] as Buffer);
    const { address } = await recogniseKeyFile(fileOf(validatorKey(key, {}, 'Secp256k1')));
    expect(address).toBe('751E76E8199196D454941C45D1B3A323F1433BD6');
  });

  it("secp256k1eth has Ethereum's address", async () => {
    const key = secp256k1Key(scalars[0] as Buffer);
    const description = await recogniseKeyFile(fileOf(validatorKey(key, {}, 'Secp256k1eth')));
    expect(description).toMatchObject({
      algorithm: 'secp256k1',
      publicKey: key.spki.toString('base64'),
      address: '7E5F4552091A69125D5DFCB7B8C2659029395BDF',
    });
    expect(description.notes.map(({ code }) => code)).toEqual(['claimed-address-differs']);
  });

  it.each([
    ['tendermint/PrivKeySr25519', 'sr25519', 32],
    ['cometbft/PrivKeyMlDsa65', 'ml-dsa-65', 4032],
  ])('%s is named, and nothing is claimed of its public key', async (type, algorithm, length) => {
    const priv_key = { type, value: Buffer.alloc(length, 7).toString('base64') };
    const description = await recogniseKeyFile(fileOf(validatorKey(alice, { priv_key })));
    expect(description).toMatchObject({
      type: 'cometbft-priv-validator-key',
      algorithm,
      publicKey: null,
      fingerprint: null,
      address: null,
    });
    expect(description.notes.map(({ code }) => code)).toEqual(['public-key-not-derived']);
  });

  // The sample key of beacon-kit's tests, written by CometBFT 1.0; its public key and address were checked there.
  const bls = {
    address: 'E779026F0791AA52F83B28805FC110B3C6DB163A',
    pub_key: {
      type: 'cometbft/PubKeyBls12_381',
      value:
        'BMlO6J39z8FkTRcu46UB0UukCDxzjMJXcXMP2bZNc+Vi1ZbIAWZ/DOT5j8vCWPSVDgQH4OCeXoy0QyKJynYHDQU4nGXYHAyzdmyd2Wx1kSJDvDOXhtlXgrOQUu20G7rH',
    },
    priv_key: {
      type: 'cometbft/PrivKeyBls12_381',
      value: 'LX8gNvm3UzeLQswGVVadP566n2Ix6ixlt87Dq5XQLWg=',
    },
  };
  const blsPoint = Buffer.from(bls.pub_key.value, 'base64');

  it('BLS12-381 is derived as CometBFT writes it, and has no SubjectPublicKeyInfo', async () => {
    expect(await recogniseKeyFile(fileOf(bls))).toEqual({
      type: 'cometbft-priv-validator-key',
      algorithm: 'bls12-381',
      publicKey: bls.pub_key.value,
      fingerprint: hex(sha256(blsPoint)),
      address: bls.address,
      notes: [],
      isPrivate: true,
    });
    const node = await recogniseKeyFile(fileOf({ priv_key: bls.priv_key }), 'node_key.json');
    expect(node).toMatchObject({ type: 'cometbft-node-key', address: bls.address.toLowerCase() });
  });

  it('BLS12-381 has the compressed public keys that Ethereum gives its interop validators', async () => {
    for (const [secret, compressed] of [
      [
        '25295f0d1d592a90b333e26e85149708208e9f8e8bc18f6c77bd62f8ad7a6866',
        'a99a76ed7796f7be22d5b7e85deeb7c5677e88e511e0b337618f8c4eb61349b4bf2d153f649f7b53359fe8b94a38e44c',
      ],
      [
        '51d0b65185db6989ab0b560d6deed19c7ead0e24b9b6372cbecb1f26bdfad000',
        'b89bebc699769726a318c8e9971bd3171297c61aea4a6578a7a4f94b547dcba5bac16a89108b6b6a1fe3695d1a874a0b',
      ],
    ] as const) {
      const value = Buffer.from(secret, 'hex').toString('base64');
      const { publicKey } = await recogniseKeyFile(fileOf({ ...bls, priv_key: { ...bls.priv_key, value } }));
      const point = Buffer.from(publicKey as string, 'base64');
      expect(hex(compressedBls12381(point))).toBe(compressed);
      expect(hex(point).slice(0, 96)).toBe(
        compressed.replace(/^[ab]/, (digit) => (digit === 'b' ? '1' : '0')),
      );
    }
  });

  it('BLS12-381 as CometBFT 1.0.0-rc1 wrote it is no other key, and said to be of old form', async () => {
    const compressed = Buffer.from(compressedBls12381(blsPoint));
    const address = upperHex(sha256(compressed).subarray(0, 20));
    const pub_key = { ...bls.pub_key, value: compressed.toString('base64') };
    const description = await recogniseKeyFile(fileOf({ ...bls, address, pub_key }));
    expect(description).toMatchObject({ address: bls.address, publicKey: bls.pub_key.value });
    expect(description.notes.map(({ code }) => code)).toEqual(['old-form']);
  });

  it('BLS12-381 is held against what the file claims', async () => {
    const other = { ...bls.pub_key, value: Buffer.from(blsPoint).fill(1, 95).toString('base64') };
    expect(await codes({ ...bls, pub_key: other })).toEqual(['claimed-public-key-differs']);
    expect(await codes({ ...bls, address: upperHex(alice.address) })).toEqual(['claimed-address-differs']);
  });

  it('a type nobody knows is still a consensus key', async () => {
    const priv_key = { type: 'fork/PrivKeyNew', value: 'AAAA' };
    const description = await recogniseKeyFile(fileOf(validatorKey(alice, { priv_key })));
    expect(description).toMatchObject({
      type: 'cometbft-priv-validator-key',
      algorithm: null,
      publicKey: null,
    });
    expect(description.notes.map(({ code }) => code)).toEqual(['key-type-unknown']);
  });
});

describe('what kind of file it is', () => {
  it('a key alone is a validator key if its name says so, for CometBFT loads it', async () => {
    for (const name of [
      'priv_validator_key.json',
      'home/config/priv_validator_key.json',
      'C:\\priv_validator_key.json',
    ]) {
      const description = await recogniseKeyFile(fileOf(nodeKey(alice)), name);
      expect(description).toMatchObject({
        type: 'cometbft-priv-validator-key',
        address: upperHex(alice.address),
      });
      expect(description.notes.map(({ code }) => code)).toEqual(['told-by-name']);
    }
    for (const name of [undefined, 'node_key.json', 'priv_validator/node_key.json']) {
      expect(await recogniseKeyFile(fileOf(nodeKey(alice)), name)).toMatchObject({
        type: 'cometbft-node-key',
      });
    }
  });

  it('a validator key is one under any name', async () => {
    const description = await recogniseKeyFile(fileOf(validatorKey(alice)), 'node_key.json');
    expect(description.type).toBe('cometbft-priv-validator-key');
  });

  it.each([[{}], [{ last_height: 46, last_round: 0 }], [{ last_signature: null, last_signbytes: '' }]])(
    'a legacy file carries its state inside (%j)',
    async (last) => {
      const description = await recogniseKeyFile(fileOf(legacyKey(alice, last)));
      expect(description).toMatchObject({
        type: 'cometbft-priv-validator-legacy',
        algorithm: 'ed25519',
        fingerprint: hex(sha256(alice.spki)),
        address: upperHex(alice.address),
      });
      const [note] = description.notes;
      expect(note?.code).toBe('state-inside');
      expect(note?.text).toContain(`height ${'last_height' in last ? 46 : 5}, round 0, step 3`);
    },
  );

  it('a signing state has no public half', async () => {
    expect(await recogniseKeyFile(fileOf(signingState()))).toEqual({
      type: 'cometbft-priv-validator-state',
      algorithm: null,
      publicKey: null,
      fingerprint: null,
      address: null,
      notes: [],
      isPrivate: true,
      facts: [{ label: 'signed up to', value: 'height 118204, round 0, step 3' }],
    });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['random', sha256(Buffer.from('r'))],
    ['other JSON', fileOf({ name: 'validator', port: 26656 })],
    ['a JSON list', fileOf([1, 2])],
    ['text', bytesOf('The keys are in the safe.\n-----BEGIN\n')],
    ['JSON that holds a state further down', fileOf({ result: { height: '5', round: 0, step: 3 } })],
  ])('%s is opaque, and nothing is said of it', async (_, bytes) => {
    expect(await recogniseKeyFile(new Uint8Array(bytes), 'some.file')).toEqual({
      type: 'opaque',
      algorithm: null,
      publicKey: null,
      fingerprint: null,
      address: null,
      notes: [],
      isPrivate: true,
    });
  });
});

describe('the folder that another program made', () => {
  it('holds a validator key that is recognised as its manifest says', async () => {
    const vectors = new URL('../../vectors/folders/', import.meta.url);
    const { cards } = JSON.parse(readFileSync(new URL('rich.json', vectors), 'utf8')) as { cards: string[] };
    const manifest = JSON.parse(readFileSync(new URL('rich/manifest.json', vectors), 'utf8'));
    const quorum = new UntrustedQuorum();
    for (const card of cards.slice(0, 3)) quorum.add(readQrText(card));
    const passphrase = passphraseBytes((await quorum.combine()).secret);
    const bundle = readBundle(new Uint8Array(readFileSync(new URL('rich/bundle.quorate', vectors))));
    const { files } = unpackArchive((await openBundle(bundle, passphrase, nodePrimitives)).plaintext);
    for (const entry of manifest.keys) {
      const file = files.find(({ path }) => path === entry.path || path === `keys/${entry.path}`);
      const { type, algorithm, publicKey, fingerprint, address } = entry;
      const known = { type, algorithm, publicKey, fingerprint, address };
      // Its maker called everything else opaque; formats still to come may know better.
      if (type === 'opaque') continue;
      expect(await recogniseKeyFile(file?.content as Uint8Array, entry.path)).toMatchObject(known);
    }
    expect(manifest.keys.some(({ type }: { type: string }) => type !== 'opaque')).toBe(true);
  });
});

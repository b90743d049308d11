import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  ed25519Key,
  fileOf,
  legacyKey,
  nodeKey,
  signingState,
  validatorKey,
} from './cometbft-files.ts';

const key = ed25519Key('broken');
const valid = JSON.stringify(validatorKey(key), null, 2);
const name = 'priv_validator_key.json';
const privateKey = (value: unknown, type: unknown = 'tendermint/PrivKeyEd25519') =>
  fileOf(validatorKey(key, { priv_key: { type, value } }));
const base64 = (bytes: Buffer) => bytes.toString('base64');
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const secp256k1 = 'tendermint/PrivKeySecp256k1';
const bls = 'cometbft/PrivKeyBls12_381';
const orderOfBls = Buffer.from('73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001', 'hex');

const cases: [string, Uint8Array, string][] = [
  ['cut off in the middle', bytesOf(valid.slice(0, 200)), 'not-json'],
  ['cut off by one byte', bytesOf(valid.slice(0, -1)), 'not-json'],
  ['with something after it', bytesOf(`${valid}x`), 'not-json'],
  ['twice in one file', bytesOf(valid + valid), 'not-json'],
  ['empty', new Uint8Array(), 'not-json'],
  ['zeros of a lost block', new Uint8Array(512), 'not-json'],
  ['with a comma too many', bytesOf(valid.replace(/\n}$/, ',\n}')), 'not-json'],
  ['with single quotes', bytesOf(valid.replaceAll('"', "'")), 'not-json'],
  ['with a line feed in a string', bytesOf(valid.replace('tendermint', 'tender\nmint')), 'not-json'],
  ['with an escape that is none', bytesOf(valid.replace('tendermint', 'tender\\mint')), 'not-json'],
  ['with half an escape', bytesOf(valid.replace('tendermint', '\\u00')), 'not-json'],
  ['with a byte order mark', bytesOf(`\ufeff${valid}`), 'byte-order-mark'],
  ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${valid}`, 'utf16le')), 'byte-order-mark'],
  ['with a member twice', bytesOf(valid.replace('{', '{"address":"",')), 'duplicate-member'],
  [
    'with a member twice, once escaped',
    bytesOf(valid.replace('{', '{"\\u0061ddress":"",')),
    'duplicate-member',
  ],
  ['with a type twice', bytesOf(valid.replace('{\n    "type"', '{"type":"x","type"')), 'duplicate-member'],
  ['nested deep', bytesOf(valid.replace('{', `{"x":${nested(5000)},`)), 'too-deep'],
  ['nested without end', bytesOf('{"priv_key":'.repeat(50_000)), 'too-deep'],
  ['with the seed alone', privateKey(base64(key.secret.subarray(0, 32))), 'private-key-length'],
  ['with 63 bytes', privateKey(base64(key.secret.subarray(0, 63))), 'private-key-length'],
  ['with 65 bytes', privateKey(base64(Buffer.concat([key.secret, Buffer.of(0)]))), 'private-key-length'],
  ['with no bytes', privateKey(''), 'private-key-length'],
  ['with a private value in hex', privateKey(`${key.secret.toString('hex')}!`), 'private-key-unreadable'],
  ['without padding', privateKey(base64(key.secret).replace(/=/g, '')), 'private-key-unreadable'],
  ['with too much padding', privateKey(`${base64(key.secret)}=`), 'private-key-unreadable'],
  [
    'one symbol short of a byte',
    privateKey(`${base64(key.secret).slice(0, 85)}===`),
    'private-key-unreadable',
  ],
  ['with an escape beyond ASCII', bytesOf(valid.replace('==', '\\u003d\\u013d')), 'private-key-unreadable'],
  ['in the URL alphabet', privateKey(`-_${base64(key.secret).slice(2)}`), 'private-key-unreadable'],
  ['with a private value that is a number', privateKey(12), 'unknown-shape'],
  ['with a private value that is null', privateKey(null), 'unknown-shape'],
  ['with a type that is a number', privateKey(base64(key.secret), 5), 'unknown-shape'],
  ['with a private key that is text', fileOf(validatorKey(key, { priv_key: 'x' })), 'unknown-shape'],
  ['without a private key', fileOf(validatorKey(key, { priv_key: undefined })), 'unknown-shape'],
  ['as a list', bytesOf(`[${valid}]`), 'unknown-shape'],
  ['with a scalar of zero', privateKey(base64(Buffer.alloc(32)), secp256k1), 'private-key-range'],
  ['with a scalar over the order', privateKey(base64(Buffer.alloc(32, 255)), secp256k1), 'private-key-range'],
  ['as BLS of zero', privateKey(base64(Buffer.alloc(32)), bls), 'private-key-range'],
  ['as BLS of the order', privateKey(base64(orderOfBls), bls), 'private-key-range'],
  ['as BLS of 31 bytes', privateKey(base64(Buffer.alloc(31)), bls), 'private-key-length'],
];

describe('a broken validator key', () => {
  it.each(cases)('%s is opaque and says why', async (_, bytes, code) => {
    const { notes, ...rest } = await recogniseKeyFile(bytes, name);
    expect(notes.map((note) => note.code)).toEqual([code]);
    expect(rest).toEqual({
      type: 'opaque',
      algorithm: null,
      publicKey: null,
      fingerprint: null,
      address: null,
      isPrivate: true,
    });
  });

  it('is known by its words where its name says nothing', async () => {
    for (const text of [valid.slice(0, -1), valid.slice(180)]) {
      expect((await recogniseKeyFile(bytesOf(text), 'x')).notes).toHaveLength(1);
    }
  });

  it('with the seed alone is told what it may be', async () => {
    const [note] = (await recogniseKeyFile(privateKey(base64(key.secret.subarray(0, 32))))).notes;
    expect(note?.text).toMatch(/32 bytes where ed25519 has 64.*seed alone/);
  });

  it('of a node is opaque too', async () => {
    const file = bytesOf(JSON.stringify(nodeKey(key)).slice(0, -1));
    expect(await recogniseKeyFile(file, 'node_key.json')).toMatchObject({
      type: 'opaque',
      notes: [{ code: 'not-json' }],
    });
  });
});

describe('a signing state that cannot be read', () => {
  it.each([
    [{ height: 5 }],
    [{ height: '05' }],
    [{ height: '-1' }],
    [{ height: '9223372036854775808' }],
    [{ round: '00' }],
    [{ round: true }],
    [{ step: 4 }],
    [{ signature: '!' }],
  ])('is opaque and says why: %j', async (changes) => {
    const { type, notes } = await recogniseKeyFile(fileOf(signingState(changes)));
    expect([type, ...notes.map(({ code }) => code)]).toEqual(['opaque', 'signing-state-unreadable']);
  });

  it('is known by its words when it was cut off', async () => {
    const text = JSON.stringify(signingState(), null, 2).slice(0, 70);
    expect(await recogniseKeyFile(bytesOf(text))).toMatchObject({
      type: 'opaque',
      notes: [{ code: 'not-json' }],
    });
  });

  it('makes a legacy file opaque', async () => {
    for (const last of [
      { last_height: -1 },
      { last_round: undefined },
      { last_step: '3' },
      { last_height: 1.5 },
    ]) {
      const { type, notes } = await recogniseKeyFile(fileOf(legacyKey(key, last)));
      expect([type, notes[0]?.code]).toEqual(['opaque', 'signing-state-unreadable']);
    }
  });
});

describe('a file too large to look into', () => {
  const padded = (length: number) => bytesOf(valid + ' '.repeat(length - valid.length));

  it('is opaque above 1 MiB, and recognised at it', async () => {
    expect(await recogniseKeyFile(padded(1024 * 1024))).toMatchObject({
      type: 'cometbft-priv-validator-key',
    });
    expect(await recogniseKeyFile(padded(1024 * 1024 + 1))).toMatchObject({
      type: 'opaque',
      notes: [{ code: 'too-large' }],
    });
  });

  it('is opaque at once, whatever it holds', async () => {
    const huge = new Uint8Array(200 * 1024 * 1024);
    const started = process.cpuUsage();
    await recogniseKeyFile(huge);
    expect(process.cpuUsage(started).user).toBeLessThan(100_000);
  });
});

describe('hostile content of the largest size', () => {
  const mebibyte = 1024 * 1024;
  const fill = (head: string, part: string, tail = '') =>
    bytesOf(head + part.repeat((mebibyte - head.length - tail.length) / part.length) + tail);

  it.each([
    ['one number', fill('{"height":', '9', ',"round":0,"step":0}')],
    ['one string', fill('{"height":"', '9', '","round":0,"step":0}')],
    ['quotes', fill('', '"')],
    ['backslashes', fill('"', '\\\\', '"')],
    ['openings', fill('', '[')],
    ['a private value', fill('{"priv_key":{"type":"tendermint/PrivKeyEd25519","value":"', 'A', '"}}')],
    ['words that look like one', fill('', '"priv_ke ')],
  ])('is answered in good time: %s', async (_, bytes) => {
    const started = process.cpuUsage();
    expect((await recogniseKeyFile(bytes, name)).type).toBe('opaque');
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

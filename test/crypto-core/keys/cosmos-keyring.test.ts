import { createECDH, createHash } from 'node:crypto';
import { readPasswordJwe } from '@quorate/crypto-core/keys/jwe';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { describe, expect, it } from 'vitest';
import { ed25519Key, secp256k1Key, sha256 } from './cometbft-files.ts';
import { item, jwe, record } from './cosmos-files.ts';
import { codesOf, fact } from './foreign-files.ts';

const key = secp256k1Key(sha256(Buffer.from('cosmos')));
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const secp256k1 = 'cosmos.crypto.secp256k1';
const info = item('alice.info', record('alice', secp256k1, key.stored, key.secret));

describe('an item of keyring-file', () => {
  it('is recognised, and nothing is said of the key in it', async () => {
    for (const text of [jwe(info, 'correct horse'), `${jwe(info, 'correct horse')}\n`]) {
      const description = await recogniseKeyFile(bytes(text), 'alice.info');
      expect(description).toMatchObject({
        type: 'cosmos-keyring-item',
        algorithm: null,
        publicKey: null,
        address: null,
      });
      expect(codesOf(description)).toEqual(['encrypted']);
      expect(fact(description, 'encrypted with')).toBe('PBES2 (8192 iterations), AES-256-GCM');
      expect(fact(description, 'keyring item')).toBe('a key');
    }
  });

  it('may be the index from address to name', async () => {
    const text = jwe(
      item(`${key.address.toString('hex')}.address`, Buffer.from('alice.info')),
      'correct horse',
    );
    const description = await recogniseKeyFile(bytes(text), `${key.address.toString('hex')}.address`);
    expect(fact(description, 'keyring item')).toBe('the name of a key, by its address');
  });

  it('is opened as its algorithms say: RFC 7517, C gives the parts', () => {
    // The example of the RFC has another content encryption; its header is refused for that alone.
    const header = Buffer.from(
      '{"alg":"PBES2-HS256+A128KW","p2s":"2WCTcJZ1Rvd_CJuJripQ1w","p2c":4096,"enc":"A128CBC-HS256","cty":"jwk+json"}',
    );
    const parts = jwe('x', 'y').split('.');
    expect(readPasswordJwe(bytes([header.toString('base64url'), ...parts.slice(1)].join('.')))).toBeNull();
  });

  it.each([
    ['compressed', { header: { zip: 'DEF' } }],
    ['of another algorithm', { header: { alg: 'dir' } }],
    ['of another encryption', { header: { enc: 'A128GCM' } }],
    ['of a negative count', { header: { p2c: -1 } }],
    ['of a count as text', { header: { p2c: '8192' } }],
  ])('that is %s is opaque', async (_, options) => {
    expect((await recogniseKeyFile(bytes(jwe(info, 'test', options)), 'alice.info')).type).toBe('opaque');
  });

  it('that asks for more work than any keyring is not tried', async () => {
    const started = process.cpuUsage();
    const text = jwe(info, 'test', { header: { p2c: 2_000_000_000 } });
    expect(codesOf(await recogniseKeyFile(bytes(text), 'alice.info'))).toEqual(['encrypted']);
    expect(process.cpuUsage(started).user).toBeLessThan(200_000);
  });
});

describe('an item of keyring-test', () => {
  it('is warned about, with the key that everybody can read', async () => {
    const description = await recogniseKeyFile(bytes(jwe(info, 'test')), 'alice.info');
    expect(description).toMatchObject({
      type: 'cosmos-keyring-item',
      algorithm: 'secp256k1',
      publicKey: key.spki.toString('base64'),
      fingerprint: sha256(key.spki).toString('hex'),
      address: key.address.toString('hex'),
    });
    expect(codesOf(description)).toEqual(['plaintext']);
    expect(fact(description, 'keyring item')).toBe('alice.info');
  });

  it('may hold ed25519, and keys of Ethermint with their own address', async () => {
    const ed25519 = ed25519Key('cosmos');
    const item1 = item('a.info', record('a', 'cosmos.crypto.ed25519', ed25519.stored, ed25519.secret));
    expect(await recogniseKeyFile(bytes(jwe(item1, 'test')))).toMatchObject({
      publicKey: ed25519.stored.toString('base64'),
      address: ed25519.address.toString('hex'),
    });
    // Ethereum's first example key: private key 1 has a well-known address.
    const one = Buffer.alloc(32);
    one[31] = 1;
    const point = createECDH('secp256k1');
    point.setPrivateKey(one);
    const item2 = item(
      'b.info',
      record('b', 'ethermint.crypto.v1.ethsecp256k1', point.getPublicKey(null, 'compressed'), one),
    );
    const { address } = await recogniseKeyFile(bytes(jwe(item2, 'test')));
    expect(address).toBe('7e5f4552091a69125d5dfcb7b8c2659029395bdf');
  });

  it.each([
    ['on a Ledger', record('a', secp256k1, key.stored, null), 'no-secret'],
    ['of another type', record('a', 'x.y', key.stored, key.secret), 'public-key-not-derived'],
    ['of SDK before 0.46', createHash('sha512').update('amino').digest(), 'public-key-not-derived'],
    ['of another length', record('a', secp256k1, key.stored, key.secret.subarray(1)), 'private-key-range'],
  ])('that is %s has no public half', async (_, data, code) => {
    const description = await recogniseKeyFile(bytes(jwe(item('a.info', data), 'test')));
    expect([description.publicKey, ...codesOf(description)]).toEqual([null, 'plaintext', code]);
  });
});

describe('what lies beside', () => {
  const hash = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

  it('keyhash is recognised by name and form, and not shown', async () => {
    const description = await recogniseKeyFile(bytes(hash), '/keyring-file/keyhash');
    expect(description).toMatchObject({ type: 'cosmos-keyring-item', publicKey: null });
    expect(JSON.stringify(description)).not.toContain(hash.slice(7, 20));
    expect((await recogniseKeyFile(bytes(hash), 'other')).type).toBe('opaque');
    expect((await recogniseKeyFile(bytes('hunter2'), 'keyhash')).type).toBe('opaque');
  });

  const armour = (headers: string, body = Buffer.alloc(80, 1).toString('base64')) =>
    `-----BEGIN TENDERMINT PRIVATE KEY-----\n${headers}\n\n${body}\n=abcd\n-----END TENDERMINT PRIVATE KEY-----\n`;

  it.each([
    ['kdf: bcrypt\nsalt: 00FF\ntype: secp256k1', 'secp256k1', 'bcrypt, XSalsa20-Poly1305'],
    ['kdf: argon2\nsalt: 00FF\ntype: eth_secp256k1', 'secp256k1', 'argon2, XSalsa20-Poly1305'],
    [
      'kdf: scrypt\nkdfparams: n=32768,r=8,p=1,dklen=32\nsalt: 00FF\ntype: secp256k1',
      'secp256k1',
      'scrypt, XSalsa20-Poly1305',
    ],
    ['kdf: bcrypt\nsalt: 00FF', 'secp256k1', 'bcrypt, XSalsa20-Poly1305'],
    ['kdf: somethingelse\ntype: hunter2', null, 'XSalsa20-Poly1305'],
  ])('an armoured export says how it is encrypted: %j', async (headers, algorithm, how) => {
    const description = await recogniseKeyFile(bytes(armour(headers)));
    expect(description).toMatchObject({ type: 'cosmos-keyring-item', algorithm, publicKey: null });
    expect(fact(description, 'encrypted with')).toBe(how);
    expect(JSON.stringify(description)).not.toContain('hunter2');
  });

  it('an armoured export that was cut off is opaque', async () => {
    for (const text of [armour('kdf: bcrypt').slice(0, -20), armour('kdf: bcrypt', 'AAAA')]) {
      expect(codesOf(await recogniseKeyFile(bytes(text)))).toEqual(['private-key-unreadable']);
    }
  });
});

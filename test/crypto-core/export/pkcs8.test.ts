import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@quorate/crypto-core/encoding';
import { exportKeyFile } from '@quorate/crypto-core/export/key-file';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireTool, run } from '../../tools.ts';

// Keys that openssl and ssh-keygen made, in every form they have, and what openssl itself makes of them as PKCS #8.

const tools = ['openssl', 'ssh-keygen', 'sha256sum'].map(requireTool).every(Boolean);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'quorate-export-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function made(program: string, words: readonly string[], input?: string): Uint8Array {
  const path = join(root, `made-${++count}`);
  const outcome = run(program, [...words, path], input === undefined ? {} : { input });
  if (outcome.code !== 0) throw new Error(`${program} ${words.join(' ')}: ${outcome.stderr}`);
  return Uint8Array.from(readFileSync(path));
}
function stored(bytes: Uint8Array): string {
  const path = join(root, `stored-${++count}`);
  writeFileSync(path, bytes, { mode: 0o600 });
  return path;
}
const openssl = (...words: string[]) => made('openssl', words);
/** As openssl writes it; `genpkey` and `pkey` write the old form where there is one. */
const pkcs8Of = (path: string) =>
  openssl('pkcs8', '-topk8', '-nocrypt', '-in', path, '-outform', 'DER', '-out');

const algorithms: readonly (readonly [string, readonly string[]])[] = [
  ['secp256k1', ['EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1']],
  ['p256', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['p384', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ['p521', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-521']],
  ['ed25519', ['ed25519']],
  ['x25519', ['x25519']],
  ['ed448', ['ed448']],
  ['rsa-2048', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ['rsa-pss-2048', ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048']],
];

/** Every form in which openssl writes a key; the old ones only where there are any. */
function forms(words: readonly string[]): [string, Uint8Array][] {
  const pem = openssl('genpkey', '-quiet', '-algorithm', ...words, '-out');
  const from = ['pkey', '-in', stored(pem)];
  const isOld = words[0] === 'EC' || words[0] === 'RSA';
  return [
    ['PKCS #8 in PEM', pem],
    ['PKCS #8 in DER', pkcs8Of(stored(pem))],
    ...(isOld
      ? ([
          ['the old form in PEM', openssl(...from, '-traditional', '-out')],
          ['the old form in DER', openssl(...from, '-traditional', '-outform', 'DER', '-out')],
        ] as [string, Uint8Array][])
      : []),
  ];
}

describe.skipIf(!tools)('a key that openssl made', () => {
  it.each(algorithms)(
    '%s comes out as openssl itself writes it, whatever form it was in',
    async (algorithm, words) => {
      const all = forms(words);
      for (const [form, bytes] of all) {
        const before = toHex(bytes);
        const path = stored(bytes);
        const expected = pkcs8Of(path);
        const exported = await exportKeyFile(bytes, 'pem-private-key');
        expect([form, exported.der === null ? exported.why : toHex(exported.der)]).toEqual([
          form,
          toHex(expected),
        ]);
        expect(toHex(bytes)).toBe(before);
        const publicDer = openssl('pkey', '-in', path, '-pubout', '-outform', 'DER', '-out');
        const fingerprint = run('sha256sum', [stored(publicDer)]).stdout.slice(0, 64);
        expect(exported).toMatchObject({ algorithm, fingerprint });
      }
      expect(all.length).toBeGreaterThan(1);
    },
  );

  it('with a compressed point comes out with the whole one: some tokens take no other', async () => {
    const key = openssl(
      'ecparam',
      '-genkey',
      '-noout',
      '-name',
      'secp256k1',
      '-conv_form',
      'compressed',
      '-out',
    );
    const exported = await exportKeyFile(key, 'pem-private-key');
    const whole = openssl('ec', '-in', stored(key), '-conv_form', 'uncompressed', '-out');
    const expected = pkcs8Of(stored(whole));
    expect(toHex(exported.der ?? new Uint8Array())).toBe(toHex(expected));
  });
});

describe.skipIf(!tools)('a key that ssh-keygen made', () => {
  it.each([
    ['ed25519', []],
    ['ecdsa', ['-b', '256']],
    ['ecdsa', ['-b', '384']],
    ['ecdsa', ['-b', '521']],
    ['rsa', ['-b', '2048']],
  ])('%s %s: ssh-keygen says the same of both', async (type, bits) => {
    const key = made('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', '', '-f']);
    const { der } = await exportKeyFile(key, 'openssh-private-key');
    const pkcs8 = createPrivateKey({ key: Buffer.from(der ?? []), format: 'der', type: 'pkcs8' });
    const again = run('ssh-keygen', ['-y', '-f', stored(key)])
      .stdout.trim()
      .split(' ')
      .slice(0, 2)
      .join(' ');
    // ssh-keygen imports the public half that another program derives from what was exported.
    const spki = createPublicKey(pkcs8).export({ format: 'pem', type: 'spki' }) as string;
    const imported =
      type === 'ed25519'
        ? `ssh-ed25519 ${Buffer.concat([Buffer.from('0000000b7373682d6564323535313900000020', 'hex'), createPublicKey(pkcs8).export({ format: 'der', type: 'spki' }).subarray(-32)]).toString('base64')}`
        : run('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', stored(Buffer.from(spki))]).stdout.trim();
    expect(imported).toBe(again);
    // And the private half as ssh-keygen itself rewrites it; of ed25519 it knows only its own form.
    if (type === 'ed25519') return;
    const rewritten = stored(key);
    expect(run('ssh-keygen', ['-q', '-p', '-m', 'PKCS8', '-P', '', '-N', '', '-f', rewritten]).code).toBe(0);
    expect(toHex(der ?? new Uint8Array())).toBe(toHex(pkcs8Of(rewritten)));
  });

  it('under a passphrase stays where it is', async () => {
    const key = made('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret', '-f']);
    expect(await exportKeyFile(key, 'openssh-private-key')).toMatchObject({ der: null, isKey: true });
  });
});

describe('keys of CometBFT and tmkms', () => {
  it('come out with the public key that their manifest has', async () => {
    for (const { path, bytes } of sampleHome().slice(0, 2)) {
      const { publicKey, fingerprint, type } = await recogniseKeyFile(bytes, path);
      expect(await exportKeyFile(bytes, type)).toMatchObject({
        algorithm: 'ed25519',
        publicKey,
        fingerprint,
      });
    }
  });

  it('of secp256k1 come out as the scalar that stands in the file', async () => {
    const { d = '' } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({
      format: 'jwk',
    });
    const value = Buffer.from(d, 'base64url').toString('base64');
    const file = Buffer.from(JSON.stringify({ priv_key: { type: 'tendermint/PrivKeySecp256k1', value } }));
    const { der } = await exportKeyFile(file, 'cometbft-node-key');
    const again = createPrivateKey({ key: Buffer.from(der ?? []), format: 'der', type: 'pkcs8' });
    expect(again.export({ format: 'jwk' })).toMatchObject({ crv: 'secp256k1', d });
  });

  it('as a seed only where the file was recognised as one: any 32 bytes could be another secret', async () => {
    const seed = Buffer.from(sampleSeed(), 'base64');
    for (const bytes of [seed, Buffer.from(`${seed.toString('base64')}\n`)]) {
      const { der } = await exportKeyFile(Uint8Array.from(bytes), 'cometbft-priv-validator-key');
      expect(Buffer.from(der ?? []).subarray(-32)).toEqual(seed);
      expect(await exportKeyFile(Uint8Array.from(bytes), 'opaque')).toMatchObject({
        der: null,
        isKey: false,
      });
    }
  });

  it('of a type that tokens do not know, or damaged, are named and not written', async () => {
    for (const [type, bytes] of [
      ['cometbft/PrivKeyBls12_381', 32],
      ['tendermint/PrivKeyEd25519', 32],
      ['tendermint/PrivKeySecp256k1', 32],
    ] as const) {
      const value = Buffer.alloc(bytes).toString('base64');
      const file = Buffer.from(JSON.stringify({ priv_key: { type, value } }));
      expect(await exportKeyFile(file, 'cometbft-priv-validator-key')).toMatchObject({
        der: null,
        isKey: true,
      });
    }
  });
});

function sampleSeed(): string {
  const { d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return Buffer.from(d, 'base64url').toString('base64');
}

describe.skipIf(!tools)('what is not written', () => {
  it('an encrypted key of either form, two keys in one file, a damaged one: each is told as a key', async () => {
    const plain = openssl(
      'genpkey',
      '-quiet',
      '-algorithm',
      'RSA',
      '-pkeyopt',
      'rsa_keygen_bits:1024',
      '-out',
    );
    const path = stored(plain);
    const under = ['-aes256', '-passout', 'pass:x', '-out'];
    const twice = Uint8Array.from(Buffer.concat([plain, plain]));
    const cut = plain.slice(0, plain.length / 2);
    const all = [
      openssl('pkey', '-in', path, ...under),
      openssl('rsa', '-traditional', '-in', path, ...under),
    ];
    for (const bytes of [...all, twice, cut])
      expect(await exportKeyFile(bytes, 'pem-private-key')).toMatchObject({ der: null, isKey: true });
    const whys = await Promise.all([...all, twice, cut].map((bytes) => exportKeyFile(bytes, 'opaque')));
    expect(whys.map((one) => (one.der === null ? one.why.split(' ').slice(0, 4).join(' ') : ''))).toEqual([
      'it is encrypted under',
      'it is encrypted under',
      'it holds 2 private',
      'its private key was',
    ]);
  });

  it('a certificate, a public key, a configuration: nobody misses a key', async () => {
    const key = stored(openssl('genpkey', '-quiet', '-algorithm', 'ed25519', '-out'));
    const certificate = openssl('req', '-x509', '-key', key, '-subj', '/CN=x', '-days', '1', '-out');
    const publicKey = openssl('pkey', '-in', key, '-pubout', '-out');
    for (const bytes of [certificate, publicKey, Buffer.from('a = 1\n'), Buffer.from('{"a":1}')])
      expect(await exportKeyFile(Uint8Array.from(bytes), 'opaque')).toMatchObject({
        der: null,
        isKey: false,
      });
  });

  it('anything else, however it is altered: an answer, never a crash, and never another key unnoticed', async () => {
    const pem = openssl(
      'genpkey',
      '-quiet',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-out',
    );
    const plain = pkcs8Of(stored(pem));
    const { fingerprint } = (await exportKeyFile(plain, 'pem-private-key')) as { fingerprint: string };
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = plain.slice();
        bytes[at] = (bytes[at] as number) ^ change;
        const exported = await exportKeyFile(bytes, 'pem-private-key');
        if (exported.der === null) return;
        const described = await exportKeyFile(exported.der, 'pem-private-key');
        expect(described).toMatchObject({ fingerprint: exported.fingerprint });
        // The scalar of 32 bytes stands 36 bytes in; the rest cannot make another key of it.
        if (at < 36 || at >= 68) expect(exported.fingerprint).toBe(fingerprint);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});

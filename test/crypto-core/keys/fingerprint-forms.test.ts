import { createHash, createPublicKey } from 'node:crypto';
import { isFingerprintOf } from '@quorate/crypto-core/keys/fingerprint-forms';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { bech32 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519Key, fileOf, upperHex, validatorKey } from './cometbft-files.ts';
import { ForeignFiles } from './foreign-files.ts';

const files = new ForeignFiles();
beforeAll(() => {
  files.make(`
    openssl ecparam -name prime256v1 -genkey -noout -out ec.pem
    openssl ec -in ec.pem -conv_form compressed -out compressed.pem
    openssl genrsa -out rsa.pem 2048
    ssh-keygen -q -t ed25519 -N '' -f ed25519
    ssh-keygen -q -t ecdsa -N '' -f ecdsa
    cp rsa.pem rsa && chmod 600 rsa && ssh-keygen -y -f rsa > rsa.pub`);
});
afterAll(() => files.remove());

/** Whether each value is the key's, as written and with its last digit altered. */
async function expectForms(name: string, values: readonly string[]) {
  const key = await files.describe(name);
  for (const value of values) {
    expect([value, isFingerprintOf(value, key)]).toEqual([value, true]);
    const altered = value.replace(/[0-9a-zA-Z](?=[^0-9a-zA-Z]*$)/, (last) => (last === '1' ? '2' : '1'));
    expect([altered, isFingerprintOf(altered, key)]).toEqual([altered, false]);
  }
}

describe('an expected fingerprint', () => {
  it('may be what the runbooks print', async () => {
    await expectForms('ec.pem', [
      files.ask('openssl pkey -in ec.pem -pubout -outform DER | sha256sum | cut -c1-64'),
      files.ask('openssl ec -in ec.pem -pubout | sha256sum | cut -c1-64'),
      files.ask('openssl pkey -in compressed.pem -pubout -outform DER | sha256sum | cut -c1-64'),
      files.ask('openssl ec -in compressed.pem -pubout | sha256sum | cut -c1-64'),
    ]);
    expect(
      isFingerprintOf(files.ask('openssl ec -in ec.pem -pubout | sha256sum'), await files.describe('ec.pem')),
    ).toBe(true);
    const dgst = files.ask('openssl pkey -in rsa.pem -pubout -outform DER | openssl dgst -sha256 -c');
    expect(isFingerprintOf(dgst, await files.describe('rsa.pem'))).toBe(true);
  });

  it('may be what ssh-keygen prints', async () => {
    for (const name of ['ed25519', 'ecdsa', 'rsa']) {
      await expectForms(name, [files.ask(`ssh-keygen -lf ${name}.pub | cut -d' ' -f2`)]);
    }
  });

  it('may be a point in hex or base64', async () => {
    const point = files.ask('openssl pkey -in ec.pem -pubout -outform DER | tail -c 65 | base64 -w0');
    const bytes = Buffer.from(point, 'base64');
    await expectForms('ec.pem', [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]);
    const key = await files.describe('ec.pem');
    expect(isFingerprintOf(point, key)).toBe(true);
    const compressed = Buffer.concat([Buffer.of(2 + ((bytes[64] as number) & 1)), bytes.subarray(1, 33)]);
    expect(isFingerprintOf(compressed.toString('base64'), key)).toBe(true);
  });

  const key = ed25519Key('expected');
  const bare = upperHex(key.address);

  it.each([
    ['an address', bare],
    ['a node id', bare.toLowerCase()],
    ['with colons', bare.replace(/..(?=.)/g, '$&:')],
    ['in groups', bare.replace(/.{4}(?=.)/g, '$& ')],
    ['with dashes', bare.replace(/.{8}(?=.)/g, '$&-')],
    ['with 0x', `0x${bare.toLowerCase()}`],
    ['with blanks around', `  ${bare}\n`],
    ['bech32', bech32.encode('cosmosvalcons', bech32.toWords(new Uint8Array(key.address)))],
    [
      'bech32 in capitals',
      bech32.encode('akashvalcons', bech32.toWords(new Uint8Array(key.address))).toUpperCase(),
    ],
    [
      'bech32 of the public key',
      bech32.encode(
        'cosmosvalconspub',
        bech32.toWords(Uint8Array.from([0x16, 0x24, 0xde, 0x64, 0x20, ...key.stored])),
        200,
      ),
    ],
    ['the public key', key.stored.toString('base64')],
    ['the public key without padding', key.stored.toString('base64').replace(/=+$/, '')],
    ['the public key in hex', key.stored.toString('hex')],
    ['the hash of its SubjectPublicKeyInfo', createHash('sha256').update(key.spki).digest('hex')],
    [
      'the hash of its PEM',
      createHash('sha256')
        .update(createPublicKey(key.privateKey).export({ format: 'pem', type: 'spki' }))
        .digest('hex'),
    ],
  ])('of a validator may be %s', async (_, value) => {
    const description = await recogniseKeyFile(fileOf(validatorKey(key)));
    expect(isFingerprintOf(value, description)).toBe(true);
    const other = await recogniseKeyFile(fileOf(validatorKey(ed25519Key('other'))));
    expect(isFingerprintOf(value, other)).toBe(false);
  });

  it('of BLS12-381 may be the point, compressed or not, its hash, or the address', async () => {
    const priv_key = {
      type: 'cometbft/PrivKeyBls12_381',
      value: Buffer.from('25295f0d1d592a90b333e26e85149708208e9f8e8bc18f6c77bd62f8ad7a6866', 'hex').toString(
        'base64',
      ),
    };
    const description = await recogniseKeyFile(fileOf({ address: '', priv_key }));
    const point = Buffer.from(description.publicKey as string, 'base64');
    // As Ethereum writes the first of its interop validators.
    const compressed =
      'a99a76ed7796f7be22d5b7e85deeb7c5677e88e511e0b337618f8c4eb61349b4bf2d153f649f7b53359fe8b94a38e44c';
    const hash = createHash('sha256').update(point).digest('hex');
    for (const value of [
      compressed,
      `0x${compressed.toUpperCase()}`,
      Buffer.from(compressed, 'hex').toString('base64'),
      point.toString('hex'),
      point.toString('base64'),
      hash,
      hash.slice(0, 40).replace(/..(?=.)/g, '$&:'),
    ])
      expect([value, isFingerprintOf(value, description)]).toEqual([value, true]);
    expect(isFingerprintOf(compressed.replace('c5', 'c6'), description)).toBe(false);
  });

  it('is no other text: base64 keeps its case, a part is not the whole', async () => {
    const description = await recogniseKeyFile(fileOf(validatorKey(key)));
    const publicKey = key.stored.toString('base64');
    for (const value of [
      '',
      ' ',
      '-',
      '0x',
      bare.slice(0, 16),
      `${bare}00`,
      publicKey.toLowerCase(),
      'x'.repeat(5000),
    ]) {
      expect([value, isFingerprintOf(value, description)]).toEqual([value, false]);
    }
    expect(isFingerprintOf(bare, { publicKey: null, fingerprint: null, address: null })).toBe(false);
  });
});

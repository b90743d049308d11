import { createCipheriv, pbkdf2Sync } from 'node:crypto';

// What the keyring of the Cosmos SDK writes, made with Node's own OpenSSL by RFC 7516 and RFC 7518 (PBES2-HS256+A128KW,
// A256GCM) and the field numbers of cosmos/crypto/keyring/v1/record.proto; nothing here comes from the product.

const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** A JWE in compact form, its randomness fixed by `seed`. */
export function jwe(
  plaintext: string,
  password: string,
  { iterations = 8192, seed = 7, header = {} } = {},
): string {
  const salt = Buffer.alloc(12, seed);
  const members = {
    alg: 'PBES2-HS256+A128KW',
    created: '2026-01-01 00:00:00 +0000 UTC',
    enc: 'A256GCM',
    p2c: iterations,
    p2s: url(salt),
    ...header,
  };
  const first = url(Buffer.from(JSON.stringify(members)));
  const saltInput = Buffer.concat([Buffer.from('PBES2-HS256+A128KW\0'), salt]);
  const wrapping = createCipheriv(
    'id-aes128-wrap',
    pbkdf2Sync(password, saltInput, iterations, 16, 'sha256'),
    Buffer.alloc(8, 0xa6),
  );
  const key = Buffer.alloc(32, seed + 1);
  const wrapped = Buffer.concat([wrapping.update(key), wrapping.final()]);
  const iv = Buffer.alloc(12, seed + 2);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(first));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [first, url(wrapped), url(iv), url(sealed), url(cipher.getAuthTag())].join('.');
}

function field(number: number, bytes: Uint8Array): Buffer {
  if (bytes.length > 127) throw new Error('one length byte here');
  return Buffer.concat([Buffer.of(number * 8 + 2, bytes.length), bytes]);
}

function any(type: string, key: Uint8Array): Buffer {
  return Buffer.concat([field(1, Buffer.from(`/${type}`)), field(2, field(1, key))]);
}

/** A Record of a local key, or of one without a secret. */
export function record(name: string, type: string, publicKey: Uint8Array, secret: Uint8Array | null): Buffer {
  const last =
    secret === null ? field(4, Buffer.alloc(0)) : field(3, field(1, any(`${type}.PrivKey`, secret)));
  return Buffer.concat([field(1, Buffer.from(name)), field(2, any(`${type}.PubKey`, publicKey)), last]);
}

/** keyring.Item as 99designs/keyring writes it. */
export function item(key: string, data: Uint8Array): string {
  return JSON.stringify({
    Key: key,
    Data: Buffer.from(data).toString('base64'),
    Label: '',
    Description: '',
    KeychainNotTrustApplication: false,
    KeychainNotSynchronizable: false,
  });
}

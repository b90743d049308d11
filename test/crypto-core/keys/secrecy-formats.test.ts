import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isFingerprintOf } from '@quorate/crypto-core/keys/fingerprint-forms';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { readSigningState } from '@quorate/crypto-core/keys/signing-state';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ed25519Key,
  fileOf,
  legacyKey,
  nodeKey,
  secp256k1Key,
  sha256,
  validatorKey,
} from './cometbft-files.ts';
import { item, jwe, record } from './cosmos-files.ts';

/** A file with the secret that is in it. */
interface Sample {
  readonly name: string;
  readonly file: Uint8Array;
  readonly secret: Buffer;
}

const bytes = (text: string | Buffer) => new Uint8Array(Buffer.from(text));
const pem = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1') =>
  key.export({ format: 'pem', type } as never) as string;

/** One file of every format around a secret of 32 bytes. */
function samples(secret: Buffer): Sample[] {
  const ed25519 = ed25519Key(secret.toString('latin1'));
  const seed = ed25519.secret.subarray(0, 32);
  const point = secp256k1Key(secret);
  const cosmos = item('a.info', record('a', 'cosmos.crypto.secp256k1', point.stored, secret));
  const words = entropyToMnemonic(new Uint8Array(secret), wordlist);
  const base64 = secret.toString('base64');
  const der = ed25519.privateKey.export({ format: 'der', type: 'pkcs8' });
  const of = (name: string, file: Uint8Array, mine = secret): Sample => ({ name, file, secret: mine });
  return [
    of('priv_validator_key.json', fileOf(validatorKey(ed25519)), seed),
    of('node_key.json', fileOf(nodeKey(ed25519)), seed),
    of('priv_validator.json', fileOf(legacyKey(ed25519)), seed),
    of('priv_validator_key.json', fileOf(validatorKey(point, {}, 'Secp256k1'))),
    of('pkcs8.pem', bytes(pem(ed25519.privateKey, 'pkcs8')), seed),
    of('pkcs8.der', new Uint8Array(der), seed),
    of('sec1.pem', bytes(pem(point.privateKey, 'sec1'))),
    of('pkcs8-ec.pem', bytes(pem(point.privateKey, 'pkcs8').replace(/\n/g, '\r\n'))),
    of('a.info', bytes(jwe(cosmos, 'test', { iterations: 2 }))),
    of('a.info', bytes(jwe(cosmos, base64, { iterations: 2 }))),
    of('chain_shard.json', fileOf({ pubKey: 'AAAA', privateShard: base64, id: 1 })),
    of('ecies_keys.json', fileOf({ eciesKey: base64, eciesPubs: [], id: 1 })),
    of('chain-consensus.key', bytes(base64)),
    of('chain-consensus.key', new Uint8Array(secret)),
    of('any.key', bytes(base64)),
    of('any.hex', bytes(`${secret.toString('hex')}\n`)),
    of('.env', bytes(`A=1\nTOKEN=${base64}\nHEX=${secret.toString('hex')}\nSEED="${words}"\n${base64}\n`)),
    of('.env', bytes(`export K='${base64.slice(0, 20)}\n${base64.slice(20)}\n'\n${words}\n`)),
    of('secrets.yaml', bytes(`a:\n  token: ${base64}\n  words: |\n    ${words}\n  - ${base64}\n${base64}\n`)),
    of('secrets.yaml', bytes(`${base64}: x\nb: "${base64.slice(0, 20)}\n  ${base64.slice(20)}"\n`)),
    of('secrets.yaml', bytes(`a: 1\nx${secret.toString('hex').slice(0, 60)}: x\n`)),
    of('.env', bytes(`A=1\nx${secret.toString('hex').slice(0, 60)}=x\n`)),
    of('words.txt', bytes(words)),
  ];
}

function windows(text: string, size: number): string[] {
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, i) => text.slice(i, i + size));
}

/** Every run of 8 bytes raw and in hex, of 10 symbols of base64 at any offset, and of three words. */
function traces(secret: Buffer): string[] {
  const base64 = [0, 1, 2].flatMap((skip) =>
    windows(secret.subarray(skip).toString('base64').replace(/=+$/, '').slice(0, -1), 10),
  );
  const words = entropyToMnemonic(new Uint8Array(secret), wordlist).split(' ');
  return [
    ...windows(secret.toString('latin1'), 8),
    ...windows(secret.toString('hex'), 16),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ...words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')),
  ].map((trace) => trace.toLowerCase());
}

/** Everything that comes out when a file is recognised, read as a state, and compared. */
async function outputs(file: Uint8Array, name: string): Promise<string> {
  const description = await recogniseKeyFile(file, name);
  const said = [JSON.stringify(description), String(isFingerprintOf(name, description))];
  try {
    readSigningState(file);
  } catch (error) {
    expect(error).toBeInstanceOf(QuorateError);
    const { message, hint, stack } = error as QuorateError;
    said.push(message, hint ?? '', stack ?? '');
  }
  return said.join('\n').toLowerCase();
}

const scalar = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((random) => {
  const secret = sha256(random);
  secret[0] = (secret[0] as number) & 0x7f;
  return secret;
});

describe('no secret', () => {
  it('is in any output for a file of any format, whole, cut off or altered', async () => {
    await fc.assert(
      fc.asyncProperty(scalar, fc.double({ min: 0, max: 1, noNaN: true }), async (secret, where) => {
        for (const { name, file, secret: mine } of samples(secret)) {
          const at = Math.floor(where * (file.length - 1));
          const altered = file.slice();
          altered[at] = (altered[at] as number) ^ 1;
          const needles = traces(mine);
          for (const spelled of [file, file.slice(0, at), altered, bytes(`\ufeff${Buffer.from(file)}`)]) {
            for (const called of [name, 'x']) {
              const text = await outputs(spelled, called);
              const found = needles.filter((needle) => text.includes(needle));
              expect([name, called, found]).toEqual([name, called, []]);
            }
          }
        }
      }),
      { seed: 6, numRuns: 12 },
    );
  });

  it('is in the description of an RSA key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { d = '', p = '', q = '' } = privateKey.export({ format: 'jwk' });
    for (const type of ['pkcs8', 'pkcs1'] as const) {
      const text = await outputs(bytes(pem(privateKey, type)), 'server.key');
      for (const part of [d, p, q]) {
        const needles = traces(Buffer.from(part, 'base64url').subarray(0, 32));
        expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
      }
    }
  });

  it('would be found: the search sees what is there', async () => {
    const [first] = samples(sha256(Buffer.from('seen')));
    const { secret, file } = first as Sample;
    const shown = JSON.stringify({ text: Buffer.from(file).toString() }).toLowerCase();
    expect(traces(secret).some((needle) => shown.includes(needle))).toBe(true);
  });
});

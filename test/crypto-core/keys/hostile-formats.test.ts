import { generateKeyPairSync } from 'node:crypto';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Seeded } from '../cards/seeded.ts';
import { bytesOf, ed25519Key, fileOf, secp256k1Key, sha256 } from './cometbft-files.ts';
import { item, jwe, record } from './cosmos-files.ts';
import { ForeignFiles } from './foreign-files.ts';
import { mutate } from './mutate.ts';
import { Slowest } from './slowest.ts';

// Most mutations leave the private value alone: the curve answers the same question once.
const once = vi.hoisted(
  () =>
    <Curve extends { getPublicKey: (secret: Uint8Array, compressed?: boolean) => Uint8Array }>(
      curve: Curve,
    ): Curve => {
      const answers = new Map<string, Uint8Array>();
      const getPublicKey = (secret: Uint8Array, compressed?: boolean) => {
        const question = `${Buffer.from(secret).toString('latin1')} ${compressed}`;
        const answer = answers.get(question) ?? curve.getPublicKey(secret, compressed);
        answers.set(question, answer);
        return answer.slice();
      };
      return { ...curve, getPublicKey };
    },
);
vi.mock('@noble/curves/ed25519.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/ed25519.js')>();
  return { ...original, ed25519: once(original.ed25519) };
});
vi.mock('@noble/curves/secp256k1.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/secp256k1.js')>();
  return { ...original, secp256k1: once(original.secp256k1) };
});
vi.mock('@noble/curves/nist.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('@noble/curves/nist.js')>();
  return { ...original, p256: once(original.p256) };
});

const mutations = 20_000;
const files = new ForeignFiles();
beforeAll(() => {
  files.make(`
    openssl ecparam -name prime256v1 -genkey -noout -out sec1.pem
    openssl pkcs8 -topk8 -nocrypt -in sec1.pem -out p256.pem
    openssl pkcs8 -topk8 -nocrypt -in sec1.pem -outform DER -out p256.der
    openssl ec -in sec1.pem -outform DER -out sec1.der
    openssl genpkey -algorithm ed25519 -outform DER -out ed25519.der
    openssl pkcs8 -topk8 -in sec1.pem -passout pass:x -out encrypted.pem
    openssl pkcs8 -topk8 -in sec1.pem -passout pass:x -outform DER -out encrypted.der
    openssl req -x509 -key p256.pem -days 30 -subj '/CN=a/O=b' -addext 'subjectAltName=DNS:h,IP:10.0.0.1' -out server.crt
    openssl x509 -in server.crt -outform DER -out server.der
    openssl pkcs12 -export -inkey p256.pem -in server.crt -passout pass:x -out store.p12
    cat p256.pem server.crt > both.pem
    ssh-keygen -q -t ed25519 -N '' -f ssh
    ssh-keygen -q -t ecdsa -N '' -f ecdsa
    ssh-keygen -q -t ed25519 -N 'xxxxx' -f locked
    echo hello | age -p -o x.age 2>/dev/null || true
    age-keygen -o identity 2>/dev/null
    echo hello | age -a -r $(age-keygen -y identity) -o armoured.age
    echo hello | age -r $(age-keygen -y identity) -o binary.age
    gpg -q --batch --pinentry-mode loopback --passphrase '' --quick-gen-key a@b ed25519 sign never 2>/dev/null
    gpg --batch --export-secret-keys > key.gpg
    gpg --batch --export-secret-keys -a > key.asc
    echo hello | gpg -q --batch --pinentry-mode loopback --passphrase x -c > message.gpg`);
});
afterAll(() => files.remove());

// Taking stack traces of thousands of refusals would be half the time of this test.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

const pieces = [
  ...['\n', '\r\n', '=', ':', '-', '.', '"', "'", '|', '\0', 'é', '\ufeff', '-----BEGIN PRIVATE KEY-----\n'],
  ...[
    '-----END PRIVATE KEY-----\n',
    '-----BEGIN CERTIFICATE-----\n',
    'Proc-Type: 4,ENCRYPTED\n',
    '{"',
    '9'.repeat(30),
  ],
  ...['-rf', '../', 'A'.repeat(64)],
].map(bytesOf);
const derPieces = [
  '30',
  '3080',
  '0000',
  '02',
  '0201',
  '84ffffffff',
  '30820100',
  'a0',
  'a1',
  '04',
  '06',
  '0500',
  'ff',
  '8180',
].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));

const read = (...names: string[]) => names.map((name) => files.read(name));
const key = ed25519Key('hostile');
const point = secp256k1Key(sha256(Buffer.from('hostile')));
const cosmos = item('a.info', record('a', 'cosmos.crypto.secp256k1', point.stored, point.secret));
const rsa = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey;

const formats: [string, string, () => Uint8Array[], string[]][] = [
  [
    'PEM',
    'server.key',
    () => read('sec1.pem', 'p256.pem', 'encrypted.pem', 'both.pem'),
    ['pem-private-key', 'x509-certificate'],
  ],
  ['certificates', 'server.crt', () => read('server.crt', 'server.der'), ['x509-certificate']],
  [
    'DER',
    'key.der',
    () => [
      ...read('p256.der', 'sec1.der', 'ed25519.der', 'encrypted.der', 'store.p12'),
      new Uint8Array(rsa.export({ format: 'der', type: 'pkcs1' })),
    ],
    ['pem-private-key', 'encrypted-file'],
  ],
  ['OpenSSH', 'id', () => read('ssh', 'ecdsa', 'locked', 'ssh.pub'), ['openssh-private-key']],
  [
    'OpenPGP',
    'key.gpg',
    () => read('key.gpg', 'key.asc', 'message.gpg'),
    ['openpgp-secret-key', 'encrypted-file'],
  ],
  ['age', 'x.age', () => read('armoured.age', 'binary.age', 'identity'), ['encrypted-file']],
  [
    'keyring',
    'a.info',
    () => [
      bytesOf(jwe(cosmos, 'test', { iterations: 1 })),
      bytesOf(jwe(cosmos, 'other', { iterations: 1 })),
      bytesOf(
        `-----BEGIN TENDERMINT PRIVATE KEY-----\nkdf: bcrypt\n\n${'A'.repeat(80)}\n=abcd\n-----END TENDERMINT PRIVATE KEY-----\n`,
      ),
    ],
    ['cosmos-keyring-item'],
  ],
  [
    'remote signers',
    'x-consensus.key',
    () => [
      fileOf({ pubKey: 'CiA=', privateShard: point.secret.toString('base64'), id: 1 }),
      fileOf({ eciesKey: point.secret.toString('base64'), eciesPubs: [], id: 1 }),
      bytesOf(key.secret.subarray(0, 32).toString('base64')),
      fileOf({ height: '5', round: '0', step: 6, block_id: null }),
      fileOf({ height: '5', round: '0', step: 3, signature: 'AA==' }),
    ],
    ['json-key', 'cometbft-priv-validator-key', 'cometbft-priv-validator-state'],
  ],
  [
    '.env',
    '.env',
    () => [bytesOf('A=1\nexport B_TOKEN="x\ny"\n# c\nURL=postgres://a:b@c\nS=\'x\'\n')],
    ['secrets-file'],
  ],
  [
    'YAML',
    'secrets.yaml',
    () => [bytesOf('a:\n  b: "x"\n  token: |\n    y\n  - c: z\n# d\ne: 1\n')],
    ['secrets-file'],
  ],
];

describe(`${mutations} mutations`, () => {
  it.each(formats)('of %s are always answered', async (_, name, originals, types) => {
    const random = new Seeded(7);
    const slowest = new Slowest();
    const seen = new Map<string, number>();
    const all = originals();
    for (let i = 0; i < mutations; i++) {
      const bytes = mutate(random, all, [...pieces, ...derPieces]);
      slowest.start();
      const { type, publicKey, fingerprint, facts, notes } = await recogniseKeyFile(bytes, name);
      slowest.stop(bytes);
      seen.set(type, (seen.get(type) ?? 0) + 1);
      if ((publicKey === null) !== (fingerprint === null)) expect.fail(`half a public half: ${i}`);
      if (type === 'opaque' && publicKey !== null) expect.fail(`opaque with a key: ${i}`);
      const shown = [...(facts ?? []).map(({ value }) => value), ...notes.map(({ text }) => text)];
      if (shown.some((text) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)))
        expect.fail(`not printable: ${i}`);
    }
    for (const type of types) expect([type, (seen.get(type) ?? 0) > 50]).toEqual([type, true]);
    expect(await slowest.again((bytes) => recogniseKeyFile(bytes, name))).toBeLessThan(2000);
  });
});

describe('hostile content of the largest size', () => {
  const mebibyte = 1024 * 1024;
  const fill = (part: string, head = '') =>
    bytesOf(head + part.repeat(Math.floor((mebibyte - head.length) / part.length)));

  it.each([
    ['begins of blocks', fill('-----BEGIN PRIVATE KEY-----\n')],
    ['blocks', fill('-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n')],
    ['one body', fill('A', '-----BEGIN PRIVATE KEY-----\n')],
    ['line feeds in a block', fill('\n', '-----BEGIN PRIVATE KEY-----\n')],
    ['headers', fill('a: b\n', '-----BEGIN PRIVATE KEY-----\n')],
    ['nested sequences', new Uint8Array(mebibyte).fill(0x30)],
    ['packets', new Uint8Array(mebibyte).map((_, i) => (i % 2 === 0 ? 0xc5 : 0))],
    ['assignments', fill('A_B=1\n')],
    ['quotes', fill('A="\n')],
    ['names in YAML', fill('a: b\n')],
    ['YAML in blocks', fill('a: |\n')],
    ['dots', fill('.', 'eyJ')],
    ['a long JWE', fill('A', 'eyJhbGciOiJ9.A.A.A.')],
  ])('is answered in good time: %s', async (_, bytes) => {
    for (const name of ['x', '.env', 'secrets.yaml', 'x-consensus.key']) {
      const started = process.cpuUsage();
      await recogniseKeyFile(bytes, name);
      expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
    }
  });
});

import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, ForeignFiles, fact } from './foreign-files.ts';

const files = new ForeignFiles();
const curves = { p256: 'prime256v1', p384: 'secp384r1', p521: 'secp521r1', secp256k1: 'secp256k1' };
const octetCurves = ['ed25519', 'x25519', 'ed448', 'x448'];

beforeAll(() => {
  for (const [name, curve] of Object.entries(curves)) {
    files.make(`
      openssl ecparam -name ${curve} -genkey -out ${name}.sec1.pem
      openssl pkcs8 -topk8 -nocrypt -in ${name}.sec1.pem -out ${name}.pem
      openssl ec -in ${name}.sec1.pem -outform DER -out ${name}.sec1.der
      openssl pkcs8 -topk8 -nocrypt -in ${name}.sec1.pem -outform DER -out ${name}.der`);
  }
  for (const name of octetCurves) files.make(`openssl genpkey -algorithm ${name} -out ${name}.pem`);
  files.make(`
    openssl genrsa -out rsa.pem 2048
    openssl rsa -in rsa.pem -traditional -out rsa.pkcs1.pem
    openssl rsa -in rsa.pem -traditional -outform DER -out rsa.pkcs1.der
    openssl genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha256 -out pss.pem
    openssl ec -in p256.pem -conv_form compressed -out compressed.pem
    openssl ecparam -name prime256v1 -param_enc explicit -genkey -noout -out explicit.pem
    openssl pkcs8 -topk8 -in p256.pem -passout pass:x -out encrypted.pem
    openssl pkcs8 -topk8 -in p256.pem -passout pass:x -scrypt -out scrypt.pem
    openssl pkcs8 -topk8 -in p256.pem -passout pass:x -outform DER -out encrypted.der
    openssl rsa -in rsa.pem -traditional -aes256 -passout pass:x -out encrypted.pkcs1.pem
    openssl pkey -in p256.pem -pubout -out public.pem
    openssl rsa -in rsa.pem -RSAPublicKey_out -out public.pkcs1.pem
    openssl req -x509 -key p256.pem -days 30 -set_serial 0x7f01 -out server.crt \\
      -subj '/CN=a,b/O=x=y' -addext 'subjectAltName=DNS:h.example,IP:10.0.0.1'
    openssl req -x509 -key rsa.pem -days 30 -subj '/CN=two' -out second.crt
    openssl x509 -in server.crt -outform DER -out server.der
    cat server.crt second.crt > chain.pem
    cat p256.pem server.crt > both.pem
    cat p256.pem second.crt > mixed.pem
    cat p256.pem ed25519.pem > keys.pem
    openssl pkcs12 -export -inkey p256.pem -in server.crt -passout pass:x -out store.p12`);
});
afterAll(() => files.remove());

const derHash = (name: string) => `openssl pkey -in ${name} -pubout -outform DER | sha256sum | cut -c1-64`;

describe('a private key', () => {
  const names: [string, string][] = [
    ...Object.keys(curves).flatMap((name): [string, string][] =>
      ['sec1.pem', 'pem', 'sec1.der', 'der'].map((form) => [`${name}.${form}`, name]),
    ),
    ...octetCurves.map((name): [string, string] => [`${name}.pem`, name]),
    ['rsa.pem', 'rsa-2048'],
    ['rsa.pkcs1.pem', 'rsa-2048'],
    ['rsa.pkcs1.der', 'rsa-2048'],
    ['pss.pem', 'rsa-pss-1024'],
  ];

  it.each(names)('has the fingerprint that openssl prints: %s', async (name, algorithm) => {
    const description = await files.describe(name);
    expect(description).toMatchObject({ type: 'pem-private-key', algorithm, address: null, isPrivate: true });
    expect(description.notes).toEqual([]);
    expect(description.fingerprint).toBe(files.ask(derHash(name)));
    const info = files.ask(`openssl pkey -in ${name} -pubout -outform DER | base64 -w0`);
    const isRaw = octetCurves.includes(algorithm);
    const raw = Buffer.from(info, 'base64').subarray(12).toString('base64');
    expect(description.publicKey).toBe(isRaw ? raw : info);
  });

  it('with a compressed point has the fingerprint of its key, and what openssl prints is shown beside', async () => {
    const description = await files.describe('compressed.pem');
    expect(description.fingerprint).toBe((await files.describe('p256.pem')).fingerprint);
    expect(description.facts).toEqual([
      {
        label: 'fingerprint as openssl prints it (compressed point)',
        value: files.ask(derHash('compressed.pem')),
      },
    ]);
    expect(description.facts?.[0]?.value).not.toBe(description.fingerprint);
  });

  it('on a curve given by its numbers is recognised without a public half', async () => {
    const description = await files.describe('explicit.pem');
    expect(description).toMatchObject({ type: 'pem-private-key', algorithm: null, fingerprint: null });
    expect(codesOf(description)).toEqual(['public-key-not-derived']);
  });

  it.each([
    ['encrypted.pem', null, 'PBES2, PBKDF2, AES-256-CBC'],
    ['scrypt.pem', null, 'PBES2, scrypt, AES-256-CBC'],
    ['encrypted.der', null, 'PBES2, PBKDF2, AES-256-CBC'],
    ['encrypted.pkcs1.pem', 'rsa', 'AES-256-CBC, MD5'],
  ])('under a passphrase is kept as it is, and said to be: %s', async (name, algorithm, how) => {
    const description = await files.describe(name);
    expect(description).toMatchObject({
      type: 'pem-private-key',
      algorithm,
      publicKey: null,
      fingerprint: null,
    });
    expect(codesOf(description)).toEqual(['encrypted']);
    expect(fact(description, 'encrypted with')).toBe(how);
  });

  it('is read with CR LF, with text around it, and after a byte order mark that openssl stumbles over', async () => {
    const want = await files.describe('p256.pem');
    const text = Buffer.from(files.read('p256.pem')).toString();
    for (const spelled of [
      text.replace(/\n/g, '\r\n'),
      `Bag Attributes\n  name: x\n${text}after`,
      text.trimEnd(),
    ]) {
      expect(await recogniseKeyFile(new Uint8Array(Buffer.from(spelled)))).toEqual(want);
    }
    const marked = await recogniseKeyFile(new Uint8Array(Buffer.from(`\ufeff${text}`)));
    expect(marked.fingerprint).toBe(want.fingerprint);
    expect(codesOf(marked)).toEqual(['byte-order-mark']);
  });

  it('that states a public key of another is shown with its own', async () => {
    const der = Buffer.from(files.read('p256.sec1.der'));
    const point = der.length - 64;
    const other = Buffer.from(files.read('p256.sec1.der'));
    other.set([(other[point] as number) ^ 1], point);
    const description = await recogniseKeyFile(new Uint8Array(other));
    expect(codesOf(description)).toEqual(['claimed-public-key-differs']);
    expect(description.fingerprint).toBe((await files.describe('p256.pem')).fingerprint);
  });

  it('of RSA whose numbers do not belong together has no public half', async () => {
    const der = Buffer.from(files.read('rsa.pkcs1.der'));
    for (const at of [40, 300, 600]) {
      const altered = Buffer.from(der);
      altered.set([(altered[at] as number) ^ 4], at);
      const description = await recogniseKeyFile(new Uint8Array(altered));
      expect([at, description.fingerprint, codesOf(description)]).toEqual([at, null, ['key-inconsistent']]);
    }
  });

  it.each([
    ['zero', '00'.repeat(32), 'private-key-range'],
    [
      'the order of the curve',
      'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
      'private-key-range',
    ],
    ['64 bytes', '11'.repeat(64), 'private-key-length'],
  ])('of a scalar that is none is told: %s', async (_, scalar, code) => {
    const length = (scalar.length / 2 + 17).toString(16).padStart(2, '0');
    const inner = `04${(scalar.length / 2).toString(16).padStart(2, '0')}${scalar}`;
    const der = `30${length}020101${inner}a00a06082a8648ce3d030107`;
    const description = await recogniseKeyFile(new Uint8Array(Buffer.from(der, 'hex')));
    expect([description.fingerprint, codesOf(description)]).toEqual([null, [code]]);
  });

  it.each(['p256.pem', 'rsa.pem', 'encrypted.pem', 'ed25519.pem'])(
    'cut off is opaque, and the person is told: %s',
    async (name) => {
      const whole = files.read(name);
      const end = Buffer.from(whole).indexOf('-----END');
      for (const length of [whole.length - 12, end, end - 30, 60]) {
        const description = await recogniseKeyFile(whole.slice(0, length), 'key.pem');
        expect([length, description.type, codesOf(description)]).toEqual([
          length,
          'opaque',
          ['private-key-unreadable'],
        ]);
      }
    },
  );

  it('is the first of several', async () => {
    const description = await files.describe('keys.pem');
    const [first, second] = [await files.describe('p256.pem'), await files.describe('ed25519.pem')];
    expect(description.fingerprint).toBe(first.fingerprint);
    expect(codesOf(description)).toEqual(['several-keys']);
    expect(fact(description, 'key 2')).toBe(second.fingerprint);
  });
});

describe('a certificate', () => {
  it('shows what openssl shows of it, and has the fingerprint of its key', async () => {
    for (const name of ['server.crt', 'server.der']) {
      const description = await files.describe(name);
      expect(description).toMatchObject({
        type: 'x509-certificate',
        algorithm: 'p256',
        fingerprint: files.ask(derHash('p256.pem')),
        isPrivate: false,
        notes: [],
      });
      expect(fact(description, 'subject')).toBe('CN=a\\,b, O=x\\=y');
      expect(fact(description, 'names')).toBe('h.example, 10.0.0.1');
      expect(fact(description, 'issuer')).toBe('itself');
      expect(fact(description, 'serial')).toBe('7f01');
      const end = new Date(files.ask('openssl x509 -in server.crt -noout -enddate | cut -d= -f2'));
      expect(description.expires).toBe(end.toISOString().replace('.000Z', 'Z'));
      const print = files.ask('openssl x509 -in server.crt -noout -fingerprint -sha256 | cut -d= -f2');
      expect(fact(description, 'certificate SHA-256')).toBe(print.replaceAll(':', '').toLowerCase());
    }
  });

  it('of a chain is the first, and the others are listed', async () => {
    const description = await files.describe('chain.pem');
    expect(description.fingerprint).toBe(files.ask(derHash('p256.pem')));
    expect(fact(description, 'certificate 2 of 2')).toMatch(
      /^CN=two, valid until .*Z, fingerprint [0-9a-f]{64}$/,
    );
    const cut = Buffer.from(files.read('chain.pem')).toString().slice(0, -200);
    expect(codesOf(await recogniseKeyFile(new Uint8Array(Buffer.from(cut))))).toEqual([
      'certificate-damaged',
    ]);
  });

  it('beside its key makes no public file, and beside another key is told', async () => {
    const both = await files.describe('both.pem');
    expect(both).toMatchObject({ type: 'pem-private-key', isPrivate: true, notes: [] });
    expect(both.expires).toBe((await files.describe('server.crt')).expires);
    expect(codesOf(await files.describe('mixed.pem'))).toEqual(['certificate-of-another-key']);
  });

  it('with a damaged key behind it is not taken for public', async () => {
    const text = `${Buffer.from(files.read('server.crt'))}-----BEGIN PRIVATE KEY-----\nMIGH\n`;
    const description = await recogniseKeyFile(new Uint8Array(Buffer.from(text)), 'server.crt');
    expect(description).toMatchObject({ type: 'opaque', isPrivate: true });
  });

  it('with a subject that tries to look like something else is shown escaped', async () => {
    files.make(
      `openssl req -x509 -key p256.pem -utf8 -days 1 -out odd.crt -subj $'/CN=a\\nb\\xe2\\x80\\xaec/O=-rf'`,
    );
    expect(fact(await files.describe('odd.crt'), 'subject')).toBe('CN=a\\u{a}b\\u{202e}c, O=-rf');
  });
});

describe('what is no private key', () => {
  it.each(['public.pem', 'public.pkcs1.pem'])(
    'a public key is opaque; its fingerprint is shown, not published: %s',
    async (name) => {
      const description = await files.describe(name);
      expect(description).toMatchObject({ type: 'opaque', fingerprint: null, publicKey: null });
      expect(codesOf(description)).toEqual(['public-key']);
      const key = name === 'public.pem' ? 'p256.pem' : 'rsa.pem';
      expect(fact(description, 'of fingerprint')).toBe(files.ask(derHash(key)));
    },
  );

  it('a PKCS #12 store is an encrypted file', async () => {
    expect(await files.describe('store.p12')).toMatchObject({ type: 'encrypted-file', publicKey: null });
  });

  it.each([
    ['nothing between', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n'],
    ['no base64', '-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n'],
    ['an end of another', '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END RSA PRIVATE KEY-----\n'],
    ['indefinite length', '-----BEGIN PRIVATE KEY-----\nMIACAQA=\n-----END PRIVATE KEY-----\n'],
  ])('a block with %s is opaque', async (_, text) => {
    const description = await recogniseKeyFile(new Uint8Array(Buffer.from(text)));
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['private-key-unreadable']]);
  });
});

import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, ForeignFiles, fact } from './foreign-files.ts';

const files = new ForeignFiles();
const kinds = { ed25519: 'ed25519', ecdsa: 'p256', ecdsa384: 'p384', ecdsa521: 'p521', rsa: 'rsa-2048' };

beforeAll(() => {
  const bits: Record<string, string> = { ecdsa384: '-b 384', ecdsa521: '-b 521', rsa: '-b 2048' };
  for (const kind of Object.keys(kinds)) {
    const type = kind.replace(/\d{3}$/, '');
    const name = kind === 'ed25519' ? kind : type;
    files.make(`ssh-keygen -q -t ${name} ${bits[kind] ?? ''} -N '' -C 'me@host' -f ${kind}`);
  }
  files.make(`cp ed25519 locked && ssh-keygen -q -p -f locked -P '' -N 'pass phrase'`);
});
afterAll(() => files.remove());

const printed = (name: string) => files.ask(`ssh-keygen -lf ${name}.pub | cut -d' ' -f2`);

describe('an OpenSSH private key', () => {
  it.each(Object.entries(kinds))(
    'has the fingerprints that ssh-keygen and openssl print: %s',
    async (name, algorithm) => {
      const description = await files.describe(name);
      expect(description).toMatchObject({
        type: 'openssh-private-key',
        algorithm,
        notes: [],
        isPrivate: true,
      });
      expect(fact(description, 'ssh fingerprint')).toBe(printed(name));
      // openssl reads SSH's own form no more: it gets the public key from ssh-keygen.
      if (algorithm === 'ed25519') {
        const raw = Buffer.from(files.ask(`cut -d' ' -f2 ${name}.pub`), 'base64').subarray(-32);
        expect(description.publicKey).toBe(raw.toString('base64'));
        return;
      }
      const command = `ssh-keygen -e -m PKCS8 -f ${name}.pub | openssl pkey -pubin -pubout -outform DER | sha256sum`;
      expect(description.fingerprint).toBe(files.ask(command).slice(0, 64));
    },
  );

  it('under a passphrase shows what the file states, and publishes nothing', async () => {
    const description = await files.describe('locked');
    expect(description).toMatchObject({ type: 'openssh-private-key', algorithm: 'ed25519', publicKey: null });
    expect(codesOf(description)).toEqual(['encrypted']);
    expect(fact(description, 'encrypted with')).toBe('aes256-ctr, bcrypt');
    expect(fact(description, 'ssh fingerprint, as the file states it')).toBe(printed('ed25519'));
  });

  it('that states another public key than its own is told', async () => {
    const text = Buffer.from(files.read('ed25519')).toString();
    const body = Buffer.from(text.replace(/-----.*-----/g, ''), 'base64');
    const first = body.indexOf(Buffer.from(files.ask(`cut -d' ' -f2 ed25519.pub`), 'base64').subarray(-32));
    const own = await files.describe('ed25519');
    // Outside, beside the seed, and behind it.
    for (const at of [first, body.indexOf(body.subarray(first, first + 32), first + 1)]) {
      const altered = Buffer.from(body);
      altered.set([(altered[at] as number) ^ 1], at);
      const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${altered.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
      const description = await recogniseKeyFile(new Uint8Array(Buffer.from(pem)));
      expect(description.publicKey).toBe(own.publicKey);
      expect(codesOf(description)).toEqual(['claimed-public-key-differs']);
    }
  });

  it('has a public key that restores nothing', async () => {
    const description = await files.describe('ed25519.pub');
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['public-key']]);
    expect(fact(description, 'ssh fingerprint')).toBe(printed('ed25519'));
  });
});

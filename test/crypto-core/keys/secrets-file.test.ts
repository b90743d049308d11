import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { describe, expect, it } from 'vitest';
import { codesOf, fact } from './foreign-files.ts';

const describeText = (text: string, name: string) =>
  recogniseKeyFile(new Uint8Array(Buffer.from(text)), name);

describe('.env', () => {
  const text = `# settings
export NODE_ENV=production
DATABASE_URL=postgres://app:hunter2@db.example/app
API_TOKEN="tok_5f2e"
EMPTY=
PORT=8080
DB_PASSWORD_FILE=/run/secrets/db
SIGNING_KEY="-----BEGIN PRIVATE KEY-----
TUlHSEFnRUFNQk1HQnlx
aGtpRzl3MEM9PQ==
-----END PRIVATE KEY-----"
AFTER=1
`;

  it('shows the names of its variables and which look like secrets, and no value', async () => {
    for (const spelled of [text, text.replace(/\n/g, '\r\n'), `\ufeff${text}`]) {
      const description = await describeText(spelled, '.env');
      expect(description).toMatchObject({ type: 'secrets-file', fingerprint: null, isPrivate: true });
      expect(codesOf(description)).toEqual(['plaintext']);
      expect(fact(description, 'names')).toBe(
        'NODE_ENV, DATABASE_URL, API_TOKEN, EMPTY, PORT, DB_PASSWORD_FILE, SIGNING_KEY, AFTER',
      );
      expect(fact(description, 'look like secrets')).toBe(
        'DATABASE_URL (line 3), API_TOKEN (line 4), SIGNING_KEY (line 8)',
      );
      for (const secret of ['hunter2', 'tok_5f2e', 'TUlHSEF', 'aGtpRzl']) {
        expect(JSON.stringify(description)).not.toContain(secret);
      }
    }
  });

  it.each(['.env', '.env.production', 'app.env', 'env', 'secrets', 'credentials.txt'])(
    'is known by its name: %s',
    async (name) => {
      expect((await describeText('a=b', name)).type).toBe('secrets-file');
    },
  );

  it('under another name must be nothing but assignments', async () => {
    expect((await describeText('DB_PASSWORD=x\nAPI_KEY=y\n', 'app.conf')).type).toBe('secrets-file');
    for (const other of ['hunter2=correct', 'A_B=x\nhunter2', 'A_B=x\nlower=x', 'A_B=x']) {
      expect((await describeText(other, 'password.txt')).type).toBe('opaque');
    }
  });

  // A piece of base64 or base32 that ends in padding looks like a name with an empty value.
  it.each(['c2VjcmV0IGtleSE=', 'JBSWY3DPEHPK3PXP====', 'JBSWY3DPEHPK3PXA=', 'ABCDEFGHIJ==', 'x'.repeat(70)])(
    'takes no padded secret for a name: %s',
    async (secret) => {
      const description = await describeText(`TOKEN=1\n${secret}\nKEY=2\n`, '.env');
      expect(fact(description, 'names')).toBe('TOKEN, KEY');
      expect(codesOf(description)).toEqual(['plaintext', 'line-unreadable']);
      expect(JSON.stringify(description)).not.toContain(secret.slice(0, 8));
    },
  );

  it('with a quote that is never closed still shows no value', async () => {
    const description = await describeText('A="one\ntwo three\nB=4\n', '.env');
    expect(fact(description, 'names')).toBe('A, B');
  });

  it('with thousands of names shows some', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `NAME_${i}=x`).join('\n');
    expect(fact(await describeText(many, '.env'), 'names')).toMatch(/^NAME_0, .*NAME_39, and 4960 more$/);
  });
});

describe('YAML', () => {
  const text = `---
# a comment: not a name
database:
  host: db.example
  "password": hunter2
tls:
  key: |
    -----BEGIN PRIVATE KEY-----
    password: not a name but a value
    -----END PRIVATE KEY-----
users:
  - name: alice
    token: >-
      folded: value
      more
  - name: bob
plain: one
  two: three
port: 1
`;

  it('shows its names at every depth, and no value', async () => {
    const description = await describeText(text, 'secrets.yaml');
    expect(description).toMatchObject({ type: 'secrets-file', fingerprint: null });
    expect(fact(description, 'names')).toBe(
      'database, host, password, tls, key, users, name, token, plain, port',
    );
    expect(fact(description, 'look like secrets')).toBe('password (line 5), key (line 7), token (line 13)');
    for (const secret of ['hunter2', 'BEGIN', 'folded', 'two']) {
      expect(JSON.stringify(description)).not.toContain(secret);
    }
  });

  it('is configuration where no name looks like a secret', async () => {
    const description = await describeText('host: x\nport: 1\nkeyFile: /etc/x\n', 'config.yaml');
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['configuration']]);
    expect((await describeText('host: x\n', 'app-secrets.yml')).type).toBe('secrets-file');
    expect((await describeText('password: x\n', 'config.yml')).type).toBe('secrets-file');
    expect((await describeText('password: x\n', 'notes.txt')).type).toBe('opaque');
  });
});

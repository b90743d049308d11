import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, ForeignFiles, fact } from './foreign-files.ts';

const files = new ForeignFiles();

beforeAll(() => {
  files.make(`
    age-keygen -o identity.txt 2>log
    ssh-keygen -q -t ed25519 -N '' -f ssh
    echo hello | age -r $(age-keygen -y identity.txt) -o one.age
    echo hello | age -a -r $(age-keygen -y identity.txt) -R ssh.pub -o two.age
    echo hello | openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -out openssl.enc
    echo hello | openssl enc -a -aes-256-cbc -pbkdf2 -pass pass:x -out openssl.b64`);
  files.write('scrypt.age', 'age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 18\nx\n--- y\n');
  files.write('vault.yml', '$ANSIBLE_VAULT;1.1;AES256\n6162\n');
});
afterAll(() => files.remove());

describe('a file that another program encrypted', () => {
  it.each([
    ['one.age', 'age, recipients of X25519'],
    ['two.age', 'age, recipients of X25519, ssh-ed25519'],
    ['scrypt.age', 'age, a passphrase'],
    ['openssl.enc', 'openssl enc'],
    ['openssl.b64', 'openssl enc, in base64'],
    ['vault.yml', 'Ansible Vault'],
  ])('is known by its first bytes: %s', async (name, how) => {
    for (const description of [await files.describe(name), await recogniseKeyFile(files.read(name), 'x')]) {
      expect(description).toMatchObject({
        type: 'encrypted-file',
        algorithm: null,
        publicKey: null,
        fingerprint: null,
      });
      expect(fact(description, 'encrypted with')).toBe(how);
    }
  });

  it('is not seen in bytes that only come near', async () => {
    for (const text of ['age-encryption.org/v2\n', 'Salted_', 'U2FsdGVkX', '$ANSIBLE_VAULT']) {
      expect((await recogniseKeyFile(new Uint8Array(Buffer.from(text)))).type).toBe('opaque');
    }
  });

  it('has an identity that is a private key', async () => {
    const description = await files.describe('identity.txt');
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['private-key']]);
    expect(JSON.stringify(description)).not.toContain('AGE-SECRET');
  });
});

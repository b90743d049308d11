import { readOpenpgpKey } from '@quorate/crypto-core/keys/openpgp-key';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, ForeignFiles, fact } from './foreign-files.ts';

const files = new ForeignFiles();
const gpg = 'gpg -q --batch --utf8-strings --pinentry-mode loopback --trust-model always --passphrase';

beforeAll(() => {
  files.make(`
    ${gpg} '' --quick-gen-key $'Al\\xe2\\x80\\xae <al@example>' ed25519 sign never 2>log
    ${gpg} pw --quick-gen-key 'Bo <bo@example>' rsa2048 sign never 2>>log
    ${gpg} pw --quick-add-key $(gpg --list-keys --with-colons bo@example | awk -F: '/^fpr/{print $10; exit}') cv25519 encr never 2>>log
    ${gpg} '' --quick-gen-key 'Cy <cy@example>' nistp384 sign never 2>>log
    gpg --batch --export-secret-keys al@example > al.gpg
    gpg --batch --export-secret-keys -a al@example > al.asc
    ${gpg} pw --export-secret-keys bo@example > bo.gpg
    ${gpg} pw --export-secret-subkeys bo@example > bo-subkeys.gpg
    ${gpg} pw --export-secret-keys > all.gpg
    gpg --batch --export -a bo@example > bo.asc
    gpg --batch --export-secret-keys cy@example > cy.gpg
    echo hello | ${gpg} pw -r bo@example -e > to-key.gpg
    echo hello | ${gpg} pw -c > to-passphrase.gpg
    echo hello | ${gpg} pw -a -c > to-passphrase.asc
    echo hello | ${gpg} pw -c -r bo@example -e > to-both.gpg`);
});
afterAll(() => files.remove());

const colons = (who: string, record: string, field: number) =>
  files.ask(`gpg --list-keys --with-colons ${who} | awk -F: '/^${record}/{print $${field}}'`).split('\n');

describe('a secret key', () => {
  it.each([
    ['al.gpg', 'al@example', 'ed25519', 'plaintext'],
    ['al.asc', 'al@example', 'ed25519', 'plaintext'],
    ['bo.gpg', 'bo@example', 'rsa-2048', 'encrypted'],
    ['cy.gpg', 'cy@example', 'p384', 'plaintext'],
  ])('has the fingerprint that gpg prints: %s', async (name, who, algorithm, note) => {
    const description = await files.describe(name);
    expect(description).toMatchObject({
      type: 'openpgp-secret-key',
      algorithm,
      publicKey: null,
      fingerprint: null,
    });
    expect(description.address).toBe(colons(who, 'fpr', 10)[0]);
    expect(codesOf(description)).toEqual([note]);
    const created = Number(colons(who, 'pub', 6)[0]);
    expect(fact(description, 'created')).toBe(new Date(created * 1000).toISOString().replace('.000Z', 'Z'));
  });

  it('shows its user id escaped, and its subkeys', async () => {
    expect(fact(await files.describe('al.gpg'), 'user id')).toBe('Al\\u{202e} <al@example>');
    const subkey = colons('bo@example', 'fpr', 10)[1];
    expect(fact(await files.describe('bo.gpg'), 'subkey')).toBe(`${subkey} (x25519)`);
  });

  it('without its primary secret is told', async () => {
    const description = await files.describe('bo-subkeys.gpg');
    expect(description.address).toBe(colons('bo@example', 'fpr', 10)[0]);
    expect(codesOf(description)).toEqual(['encrypted', 'no-secret']);
  });

  it('among several is the first, and the others are listed', async () => {
    const description = await files.describe('all.gpg');
    const others = (description.facts ?? []).filter(({ label }) => label === 'another key');
    expect(codesOf(description)).toContain('several-keys');
    const found = [description.address, ...others.map(({ value }) => value)].sort();
    const all = files.ask(
      `gpg --list-keys --with-colons | awk -F: '/^pub/{p=1} /^fpr/{if(p)print $10; p=0}'`,
    );
    expect(found).toEqual(all.split('\n').sort());
  });

  it('of version 6 has the fingerprint of RFC 9580, A.4', () => {
    const hex =
      'c54b0663877fe31b00000020f94da7bb48d60a61e567706a6587d0331999bb9d891a08242ead84543df895a3001972817b12be707e8d5f586ce61361201d344eb266a2c82fde6835762b65b0b7';
    const key = readOpenpgpKey(new Uint8Array(Buffer.from(hex.slice(4), 'hex')), true);
    expect(key).toMatchObject({ algorithm: 'ed25519', secret: 'plain', created: '2022-11-30T16:08:03Z' });
    expect(key?.fingerprint).toBe('CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9');
  });

  it('cut off is opaque, and the person is told', async () => {
    for (const name of ['al.asc', 'bo.gpg']) {
      const whole = files.read(name);
      const cut = await recogniseKeyFile(whole.slice(0, name === 'al.asc' ? 300 : whole.length - 20));
      expect([name, cut.type, cut.address]).toEqual([name, 'opaque', null]);
      if (name === 'al.asc') expect(codesOf(cut)).toEqual(['private-key-unreadable']);
    }
  });
});

describe('other files of OpenPGP', () => {
  it('a public key restores nothing', async () => {
    const description = await files.describe('bo.asc');
    expect([description.type, codesOf(description)]).toEqual(['opaque', ['public-key']]);
    expect(fact(description, 'public key of fingerprint')).toBe(colons('bo@example', 'fpr', 10)[0]);
  });

  it.each([
    ['to-key.gpg', 'OpenPGP, public keys'],
    ['to-passphrase.gpg', 'OpenPGP, a passphrase'],
    ['to-passphrase.asc', 'OpenPGP, a passphrase'],
    ['to-both.gpg', 'OpenPGP, a passphrase'],
  ])('a message says who can open it: %s', async (name, how) => {
    const description = await files.describe(name);
    expect(description).toMatchObject({ type: 'encrypted-file', publicKey: null });
    expect(fact(description, 'encrypted with')).toBe(how);
    const recipient = colons('bo@example', 'sub', 5)[0];
    expect(fact(description, 'for keys')).toBe(name.startsWith('to-passphrase') ? undefined : recipient);
  });
});

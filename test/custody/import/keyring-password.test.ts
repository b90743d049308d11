import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { Vault } from '@quorate/custody/ceremony/vault';
import { typedPassword } from '@quorate/custody/import/keyring-password';
import { expect, it } from 'vitest';
import { jwe } from '../../crypto-core/keys/cosmos-files.ts';
import { refusalOf } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';

function home(...more: [string, string][]): string {
  const path = temporaryFolder();
  mkdirSync(join(path, 'keyring-file'));
  const item = jwe('{}', 'correct horse', { iterations: 10 });
  for (const [name, text] of [['keyring-file/alice.info', item], ['zz', 'z'], ...more] as [string, string][])
    writeFileSync(join(path, name), text);
  return path;
}
const typed = (text: string, name = 'v') => [typedPassword(name, toUtf8(text))];

it('a typed password goes along as a file of its source, in its place among the others, and is left to its owner', async () => {
  const vault = new Vault();
  const passwords = typed('correct horse');
  const { keys } = await vault.import([{ name: 'v', path: home() }], passwords);
  expect(keys.map(({ path, mode, bytes, description: { type } }) => [path, mode, bytes, type])).toEqual([
    ['v/keyring-file/alice.info', 0o644, expect.any(Number), 'cosmos-keyring-item'],
    ['v/keyring-password.txt', 0o600, 512, 'secrets-file'],
    ['v/zz', 0o644, 1, 'opaque'],
  ]);
  expect(JSON.stringify(keys)).not.toContain('horse');
  passwords[0]?.file.fill(0);
  vault.wipe();
  vault.assertWiped();
});

it.each([
  ['opens nothing', typed('correct hors'), 'expectation-unmet', /opens no item of its keyring/],
  ['is for a source without a keyring', typed('correct horse', 'w'), 'expectation-unmet', /no keyring item/],
])('a typed password that %s is refused, and nothing is held', async (_, passwords, code, message) => {
  const vault = new Vault();
  const other = temporaryFolder();
  writeFileSync(join(other, 'a'), 'x');
  const sources = [
    { name: 'v', path: home() },
    { name: 'w', path: other },
  ];
  const refused = await refusalOf(() => vault.import(sources, passwords));
  expect(refused).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(refused.message + refused.hint).not.toContain('horse');
  expect(vault.fileCount).toBe(0);
  vault.assertWiped();
});

it('a typed password never takes the place of a file', async () => {
  const path = home(['keyring-password.txt', 'correct horse\n']);
  const refused = await refusalOf(() => new Vault().import([{ name: 'v', path }], typed('correct horse')));
  expect(refused.code).toBe('source-name');
});

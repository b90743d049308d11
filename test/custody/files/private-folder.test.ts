import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '@quorate/custody/files/private-folder';
import { expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { requireRoot, temporaryFolder } from '../../tools.ts';

/** A folder of this user's alone, in a folder of its own. */
function made(): { above: string; folder: string } {
  const above = temporaryFolder();
  const folder = join(above, 'cards');
  mkdirSync(folder, { mode: 0o700 });
  return { above, folder };
}

it("a folder of this user's alone is taken by its real path", () => {
  const { above, folder } = made();
  expect(privateFolder(folder)).toBe(folder);
  expect(privateFolder(`${folder}/`)).toBe(folder);
  // A link further up is no matter: the path that comes back has none.
  symlinkSync(above, `${above}/up`);
  expect(privateFolder(`${above}/up/cards`)).toBe(folder);
  chmodSync(above, 0o1777);
  expect(privateFolder(folder)).toBe(folder);
});

it.each<[string, string, (folder: string, above: string) => void, RegExp]>([
  ['open to others', 'cards', (folder) => chmodSync(folder, 0o755), /open to other users \(mode 755\)/],
  ['open to its group', 'cards', (folder) => chmodSync(folder, 0o710), /mode 710/],
  ['a link', 'link', (folder, above) => symlinkSync(folder, `${above}/link`), /is a link/],
  ['a link with a slash', 'link/', (folder, above) => symlinkSync(folder, `${above}/link`), /is a link/],
  ['a file', 'file', (_, above) => writeFileSync(`${above}/file`, '', { mode: 0o600 }), /is not a folder/],
  ['where others write', 'cards', (_, above) => chmodSync(above, 0o777), /others may write to/],
])('refused: %s', (_, name, prepare, message) => {
  const { above, folder } = made();
  prepare(folder, above);
  const refused = refusal(() => privateFolder(`${above}/${name}`));
  expect(refused).toMatchObject({ code: 'cards-not-private', group: 'guard' });
  expect(refused.message).toMatch(message);
  expect(refused.hint).toBe('mkdir -m 700 a new folder of your own in /dev/shm');
});

it.skipIf(!requireRoot('folders of another user'))("refused: another user's, or below another user's", () => {
  const { above, folder } = made();
  chownSync(folder, 65534, 65534);
  expect(refusal(() => privateFolder(folder)).message).toMatch(/belongs to another user$/);
  chownSync(folder, 0, 0);
  chownSync(above, 65534, 65534);
  expect(refusal(() => privateFolder(folder)).message).toMatch(/who can put another folder in its place/);
});

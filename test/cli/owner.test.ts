import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample, validatorHome } from '../custody/folder/sample-folder.ts';
import { requireRoot } from '../tools.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// --owner: the recovery runs as root, and the files are the daemon's.

describe.skipIf(!requireRoot('giving files away'))('--owner', () => {
  let root: string;
  let ceremony: CeremonyOnStick;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-owner-'));
    ceremony = await onStick(
      await sealSample({ ...validatorHome(), 'app/.env': Buffer.from('A=1\n') }),
      root,
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const settled = ['--original-stopped', '--min-height', '9999999'];
  const wordsFor = (to: string, owner: string, folder = ceremony.folder) => [
    'recover',
    folder,
    '--to',
    to,
    '--json',
    ...ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]),
    ...settled,
    '--owner',
    owner,
  ];
  /** Whom everything below a folder belongs to, the folder itself included, with modes. */
  function ownersIn(folder: string): Record<string, string> {
    const entries = ['', ...(readdirSync(folder, { recursive: true }) as string[])];
    return Object.fromEntries(
      entries.map((path) => {
        const { uid, gid, mode } = lstatSync(join(folder, path));
        return [path, `${uid}:${gid} ${(mode & 0o777).toString(8)}`];
      }),
    );
  }

  it.each([
    ['by number', '1234:4321', '1234:4321'],
    ['by name', 'nobody:daemon', '65534:1'],
  ])('gives every file and every folder that was made away, signing states too: %s', (_, owner, ids) => {
    const place = mkdtempSync(join(root, 'place-'));
    const to = join(place, 'home');
    expect(quorate(wordsFor(to, owner)).code).toBe(0);
    const folders = ['', 'app', 'validator', 'validator/config', 'validator/data'];
    const files = [
      'app/.env',
      'config/node_key.json',
      'config/priv_validator_key.json',
      'data/priv_validator_state.json',
    ];
    expect(ownersIn(to)).toEqual(
      Object.fromEntries([
        ...folders.map((path) => [path, `${ids} 700`]),
        ...files.map((path) => [path.replace(/^(config|data)/, 'validator/$1'), `${ids} 600`]),
      ]),
    );
    // What was there before stays whose it was.
    expect(lstatSync(place).uid).toBe(process.getuid?.());
  });

  it.each(['nobody', 'nobody:', ':daemon', 'a:b:c', 'no-such-user:daemon', 'nobody:no-such-group'])(
    'refuses %j before a card is read',
    (owner) => {
      const to = join(root, 'never');
      const outcome = quorate(wordsFor(to, owner).filter((word) => !/^--share$|card/.test(word)));
      expect(errorOf(outcome).code).toBe('owner-unknown');
      expect(existsSync(to)).toBe(false);
    },
  );

  it('leaves nothing where a person who is not root may not give files away', () => {
    const place = mkdtempSync('/dev/shm/quorate-owner-');
    try {
      chmodSync(place, 0o777);
      const folder = join(place, 'folder');
      cpSync(ceremony.folder, folder, { recursive: true });
      const cards = join(place, 'cards');
      mkdirSync(cards);
      for (const [index, card] of ceremony.cards.entries()) cpSync(card, join(cards, `${index}`));
      const words = wordsFor(join(place, 'home'), '1234:4321', folder);
      let card = 0;
      const own = words.map((word) => (ceremony.cards.includes(word) ? join(cards, `${card++}`) : word));
      const outcome = quorate(own, { as: 65534, cwd: place });
      expect([errorOf(outcome).code, outcome.code]).toEqual(['file-permission', 6]);
      expect(errorOf(outcome).message).toContain(join(place, 'home/'));
      expect(existsSync(join(place, 'home'))).toBe(false);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

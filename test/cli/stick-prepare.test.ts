import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '@quorate/custody/drives/shell-word';
import { ejectStick } from '@quorate/custody/sticks/eject';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Arguments } from '../../cli/command.ts';
import type { Io } from '../../cli/io.ts';
import { prepareNewStick } from '../../cli/stick/prepare.ts';
import { refusalOf } from '../refusal.ts';
import { repository, requireRoot, temporaryFolder } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

// Making a stick, at a terminal, with the system's programs: test/sticks/prepare.lab.ts.

const onLinux = process.platform === 'linux';
const prepare = (...words: string[]) => quorate(['stick', 'prepare', ...words, '--json']);

describe('quorate stick prepare', () => {
  it.each([
    [['/dev/x', '--file-system', 'ntfs'], /takes luks or exfat/],
    [['/dev/x', '--file-system', 'exfat', '--phrase-of-another-stick'], /not encrypted and has no phrase/],
    [['/dev/x', '--label', 'much too long a name'], /--label takes up to 11/],
    [['/dev/x', '--label', '.x'], /--label/],
    [[], /quorate stick knows/],
    [['/dev/x', '/dev/y'], /quorate stick knows/],
  ])('%j is no use of it', (words, says) => {
    const outcome = prepare(...words);
    expect([outcome.code, errorOf(outcome).message]).toEqual([2, expect.stringMatching(says)]);
  });

  it.skipIf(!onLinux || !requireRoot('another user'))(
    'without root gives the line to type, and does nothing',
    () => {
      const outcome = quorate(['stick', 'prepare', "/dev/it's", '--json'], { as: 65534 });
      const { code, hint } = errorOf(outcome);
      expect([outcome.code, code]).toEqual([5, 'root-needed']);
      expect(hint).toMatch(/^sudo \S*node \S*quorate\.mjs stick prepare '\/dev\/it'\\''s' \(or pkexec/);
    },
  );

  it.skipIf(!onLinux || !requireRoot('preparing'))(
    'takes no file, no terminal and no missing device for a stick',
    () => {
      const file = join(temporaryFolder(), 'image');
      writeFileSync(file, 'not a stick');
      for (const [given, code] of [
        [file, 'stick-unfit'],
        ['/dev/tty', 'stick-unfit'],
        ['/dev/no-such-stick', 'file-not-found'],
      ] as const) {
        const { code: told, message, hint } = errorOf(prepare(given));
        expect([told, message, hint]).toEqual([code, expect.stringContaining(given), expect.any(String)]);
      }
      expect(readFileSync(file, 'utf8')).toBe('not a stick');
    },
  );

  const disk = ['/dev/vda', '/dev/sda', '/dev/nvme0n1'].find(
    (path) => existsSync(path) && statSync(path).isBlockDevice(),
  );
  it.skipIf(disk === undefined || !requireRoot('looking at disks'))("refuses this machine's own disk", () => {
    const outcome = prepare(disk as string);
    expect([outcome.code, errorOf(outcome).message]).toEqual([5, expect.stringContaining(disk as string)]);
  });
});

describe('on another system', () => {
  const here = process.platform;
  beforeEach(() => void Object.defineProperty(process, 'platform', { value: 'darwin' }));
  afterEach(() => void Object.defineProperty(process, 'platform', { value: here }));

  it('no stick is prepared, and the page is named that says what to do', async () => {
    const args = { text: () => undefined, flag: () => false } as unknown as Arguments;
    const error = await refusalOf(() => prepareNewStick('/dev/disk4', args, {} as Io));
    expect([error.code, error.hint]).toEqual(['system-other', expect.stringContaining('docs/sticks.md')]);
  });

  it('a stick is ejected by hand', async () => {
    expect(await ejectStick('/Volumes/KEYS')).toEqual({
      achieved: 'by-hand',
      words: 'eject /Volumes/KEYS in the Finder, then take it out',
    });
  });
});

describe('quorate stick eject', () => {
  it.skipIf(!onLinux)('refuses what is no stick', () => {
    const outcome = quorate(['stick', 'eject', '/', '--json']);
    expect([outcome.code, errorOf(outcome).code]).toEqual([5, 'stick-unfit']);
  });
});

it.each([
  ['/dev/sdb', '/dev/sdb'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(x)', "'$(x)'"],
])('%j is %s to a shell', (word, text) => {
  expect(quoted(word)).toBe(text);
});

it('the page on sticks names the packages that the programs come from', () => {
  const page = readFileSync(join(repository, 'docs/sticks.md'), 'utf8');
  const source = readFileSync(join(repository, 'custody/sticks/prepare/programs.ts'), 'utf8');
  const packages = [...source.matchAll(/: \['\/usr\/s?bin\/[\w.]+', '([\w-]+)'\]/g)].map(
    ([, name]) => name as string,
  );
  expect(packages).toHaveLength(9);
  for (const name of packages.filter((one) => one !== 'udisks2')) expect(page).toContain(name);
});

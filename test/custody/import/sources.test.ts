import { appendFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findKeyFiles } from '@quorate/custody/import/home';
import { importFiles, sizesOf } from '@quorate/custody/import/sources';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';

function twoFiles() {
  const path = temporaryFolder();
  writeFileSync(join(path, 'a'), 'the first secret');
  writeFileSync(join(path, 'b'), 'the second', { mode: 0o640 });
  const found = findKeyFiles([{ name: 'keys', path }]).taken;
  return { found, second: join(path, 'b'), places: sizesOf(found).map((size) => new Uint8Array(size)) };
}

describe('reading key files', () => {
  it('puts each where it is wanted, or into an array of its own', () => {
    const { found, places } = twoFiles();
    const files = importFiles(found, places);
    expect(files.map(({ content }, index) => content === places[index])).toEqual([true, true]);
    expect(files.map(({ content }) => Buffer.from(content).toString())).toEqual([
      'the first secret',
      'the second',
    ]);
    expect(files.map(({ path, mode }) => [path, mode & 0o700])).toEqual([
      ['keys/a', 0o600],
      ['keys/b', 0o600],
    ]);
    expect(importFiles(found).map(({ content }) => content)).toEqual(places);
  });

  it.each([
    ['grew', 'file-changed', (path: string) => appendFileSync(path, '!')],
    ['shrank', 'file-changed', (path: string) => truncateSync(path, 3)],
    ['was emptied', 'file-changed', (path: string) => truncateSync(path, 0)],
    ['is gone', 'file-not-found', (path: string) => renameSync(path, `${path}.old`)],
    [
      'is a link now',
      'file-is-link',
      (path: string) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
    ],
  ])('refuses a file that %s since it was measured, and zeroes all it has read', (_, code, change) => {
    const { found, second, places } = twoFiles();
    change(second);
    const refused = refusal(() => importFiles(found, places));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(second);
    expect(places.every((place) => place.every((byte) => byte === 0))).toBe(true);
  });

  it('takes what was typed as a file of its own, as a copy', () => {
    const { found } = twoFiles();
    const typed = new Uint8Array([1, 2, 3]);
    const all = [...found, { name: 'keys', path: 'keys/c', location: 'keys/c', typed }];
    const files = importFiles(all);
    typed.fill(0);
    expect(sizesOf(all)).toEqual([16, 10, 3]);
    expect(files[2]).toMatchObject({ path: 'keys/c', mode: 0o600, content: new Uint8Array([1, 2, 3]) });
    expect(files.some((file) => 'typed' in file)).toBe(false);
  });

  it('measures before it reads, and takes no more than a bundle holds', () => {
    const path = temporaryFolder();
    for (const name of ['a', 'b']) {
      writeFileSync(join(path, name), 'x');
      // A hole: it takes no room on the disk.
      truncateSync(join(path, name), 150 * 2 ** 20);
    }
    const found = ['a', 'b'].flatMap((name) => findKeyFiles([{ name, path: join(path, name) }]).taken);
    expect(refusal(() => sizesOf(found))).toMatchObject({ code: 'source-too-large' });
    expect(sizesOf(found.slice(1))).toEqual([150 * 2 ** 20]);
  });
});

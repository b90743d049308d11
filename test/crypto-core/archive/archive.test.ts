import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOfName, foldedName } from '@quorate/crypto-core/archive/names';
import { archiveBytes, type KeyFile, modeInArchive, packArchive } from '@quorate/crypto-core/archive/pack';
import { unpackArchive } from '@quorate/crypto-core/archive/unpack';
import { equalBytes, toUtf8 } from '@quorate/crypto-core/encoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedMutations } from '../../mutations.ts';
import { expectRefusal, refusalOf } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { readVectors } from '../../vectors.ts';

const vectors = readVectors<{ invalid: { why: string; tar: string }[] }>('archives.json');
const file = (path: string, content = 'x', mode = 0o600): KeyFile => ({
  path,
  mode,
  isPublic: false,
  content: toUtf8(content),
});
const seconds = 1_763_640_000;

describe('archives', () => {
  it.each(vectors.invalid)('refuses: $why', async ({ tar }) => {
    const refusal = await refusalOf(() => unpackArchive(new Uint8Array(Buffer.from(tar, 'base64'))));
    expect(refusal.code).toMatch(/^archive-/);
  });

  it('come back as they went in', () => {
    const name = fc.stringMatching(/^[a-zé中]{1,20}[0-9]{1,3}$/).filter((text) => faultOfName(text) === null);
    const paths = fc.uniqueArray(
      fc.tuple(fc.constant('source'), name, name).map((parts) => parts.join('/')),
      { selector: foldedName, maxLength: 12 },
    );
    fc.assert(
      fc.property(paths, fc.uint8Array({ maxLength: 2000 }), (list, content) => {
        const files = list.map((path) => ({ ...file(path), content }));
        const { manifest, files: back } = unpackArchive(packArchive(toUtf8('{}'), files, seconds));
        expect(Buffer.from(manifest).toString()).toBe('{}');
        expect(back.map(({ path }) => path)).toEqual(list);
        expect(back.every((entry) => equalBytes(entry.content, content) && entry.mode === 0o600)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('are read by tar, long names included', () => {
    const long = `validator/${'n'.repeat(60)}/${'m'.repeat(60)}/keystore/6772616e${'ab'.repeat(32)}`;
    const archive = packArchive(toUtf8('{}\n'), [file('tls/café'), file(long, 'key')], seconds);
    const path = join(temporaryFolder(), 'archive.tar');
    writeFileSync(path, archive);
    const listed = execFileSync('tar', ['-tvf', path], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    });
    expect(listed).toContain(`keys/${long}`);
    expect(listed).toMatch(/^-rw------- 0\/0 +3 2025-11-20 12:00 manifest.json$/m);
  });

  it.each([
    ['a stick that knows no modes', 0o777, false, 0o600],
    ['read-only stays read-only', 0o400, false, 0o400],
    ['execute and group are taken off', 0o750, false, 0o600],
    ['unreadable would come back useless', 0o000, false, 0o600],
    ['a certificate may be read by anyone', 0o600, true, 0o644],
  ])('modes: %s', (_, mode, isPublic, expected) => {
    expect(modeInArchive({ mode, isPublic })).toBe(expected);
  });

  it.each([
    ['two alike but for case', ['s/A', 's/a'], /"keys\/s\/A".*"keys\/s\/a"|told apart/],
    ['two alike but for ß', ['s/straße', 's/STRASSE'], /told apart/],
    ['two alike after NFC', ['s/caf\u00e9', 's/cafe\u0301'], /told apart/],
    ['a file that is a folder', ['s/a', 's/a/b'], /file and as a folder/],
    ['a device of Windows', ['s/Com1.txt'], /device on Windows/],
    ['a part that is too long for ustar', [`s/${'x'.repeat(101)}`], /too long/],
  ])('refuses to write %s', async (_, paths, message) => {
    await expectRefusal(
      () =>
        packArchive(
          toUtf8('{}'),
          paths.map((path) => file(path)),
          seconds,
        ),
      'archive-name',
      message,
    );
  });

  it('are packed where they are wanted, and nowhere else', () => {
    const files = [file('s/a', 'x'.repeat(513)), file('s/b')];
    const room = new Uint8Array(archiveBytes(toUtf8('{}'), files));
    expect(packArchive(toUtf8('{}'), files, seconds, room)).toBe(room);
    expect(equalBytes(room, packArchive(toUtf8('{}'), files, seconds))).toBe(true);
    const larger = new Uint8Array(room.length + 512);
    expect(() => packArchive(toUtf8('{}'), files, seconds, larger)).toThrow('does not take');
  });

  it('are packed around contents that stand in their places already, and refuse another place', () => {
    const files = [file('s/a', 'x'.repeat(513)), file('s/b', 'second')];
    const expected = packArchive(toUtf8('{}'), files, seconds);
    const room = new Uint8Array(expected.length);
    // After the manifest's two blocks: a header and two blocks, a header and one.
    const starts = [3 * 512, 6 * 512];
    const standing = files.map((one, index) => {
      const content = room.subarray(starts[index], (starts[index] as number) + one.content.length);
      content.set(one.content);
      return { ...one, content };
    });
    expect(equalBytes(packArchive(toUtf8('{}'), standing, seconds, room), expected)).toBe(true);
    const swapped = [standing[1] as KeyFile, standing[0] as KeyFile];
    expect(() => packArchive(toUtf8('{}'), swapped, seconds, room)).toThrow('not in its place');
    expect(room.every((byte) => byte === 0)).toBe(true);
  });

  it('leave nothing behind when a later name does not fit', async () => {
    const files = [file('s/a', 'secret'), file(`s/${'x'.repeat(101)}`)];
    const room = new Uint8Array(archiveBytes(toUtf8('{}'), files));
    await expectRefusal(() => packArchive(toUtf8('{}'), files, seconds, room), 'archive-name', /too long/);
    expect(room.every((byte) => byte === 0)).toBe(true);
  });

  it('answers 100 000 mutated archives with a typed error or safe names', () => {
    const archive = packArchive(toUtf8('{"a":1}\n'), [file('s/a'), file('s/b/c', 'content', 0o400)], seconds);
    const result = feedMutations([archive], 100_000, 2, unpackArchive, ({ files }) =>
      files.every(({ path, mode }) => faultOfName(path) === null && mode <= 0o644),
    );
    expect(result.refused).toBeGreaterThan(10_000);
    expect(result.slowest).toBeLessThan(2000);
  });
});

describe('folded names', () => {
  it('are equal exactly where full case folding and NFC make them equal, for every code point', () => {
    const script =
      'import json,sys,unicodedata as u\n' +
      'n=lambda s:u.normalize("NFC",s)\n' +
      'json.dump([[c,n(n(chr(c)).casefold())] for c in range(0x110000) if not 0xd800<=c<=0xdfff and u.category(chr(c))!="Cn"],sys.stdout)';
    const folds = JSON.parse(
      execFileSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
    ) as [number, string][];
    const theirsByOurs = new Map<string, string>();
    const oursByTheirs = new Map<string, string>();
    const differing = folds.filter(([point, theirs]) => {
      const ours = foldedName(String.fromCodePoint(point));
      const firstTheirs = theirsByOurs.get(ours) ?? theirs;
      const firstOurs = oursByTheirs.get(theirs) ?? ours;
      theirsByOurs.set(ours, firstTheirs);
      oursByTheirs.set(theirs, firstOurs);
      return firstTheirs !== theirs || firstOurs !== ours;
    });
    expect(folds.length).toBeGreaterThan(200_000);
    expect(differing).toEqual([]);
  });
});

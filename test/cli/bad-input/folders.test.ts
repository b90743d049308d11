import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@quorate/crypto-core/documents/manifest';
import { describe, expect, it } from 'vitest';
import { copyOf, edit, makeConsistent, writeSumsAgain } from '../ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from '../program.ts';
import {
  good,
  makeCeremonies,
  newDestination,
  other,
  refusedRecovery,
  root,
  settled,
  twoCards,
} from './ceremonies.ts';

// What a person or an attacker does wrong with folders, and the one answer each gets.

makeCeremonies();

describe('folders', () => {
  const tampered: [string, (folder: string) => void, RegExp][] = [
    [
      'a bundle with a flipped bit',
      (f) => edit(f, 'bundle.quorate', (b) => b.fill((b[900] as number) ^ 1, 900, 901)),
      /bundle.quorate was changed/,
    ],
    ['a truncated bundle', (f) => truncateSync(join(f, 'bundle.quorate'), 500), /bundle.quorate was changed/],
    ['a missing RECOVERY.txt', (f) => rmSync(join(f, 'RECOVERY.txt')), /RECOVERY.txt does not exist/],
    ['a missing journal', (f) => rmSync(join(f, 'journal.jsonl')), /journal.jsonl does not exist/],
    ['a missing SHA256SUMS', (f) => rmSync(join(f, 'SHA256SUMS')), /SHA256SUMS does not exist/],
    [
      'two files swapped',
      (f) => {
        const [a, b] = [readFileSync(join(f, 'journal.jsonl')), readFileSync(join(f, 'RECOVERY.txt'))];
        writeFileSync(join(f, 'journal.jsonl'), b);
        writeFileSync(join(f, 'RECOVERY.txt'), a);
      },
      /was changed/,
    ],
    [
      'a file replaced by a link',
      (f) => {
        rmSync(join(f, 'RECOVERY.txt'));
        symlinkSync('/etc/hostname', join(f, 'RECOVERY.txt'));
      },
      /RECOVERY.txt is a link/,
    ],
    [
      'the bundle of another ceremony',
      (f) => writeFileSync(join(f, 'bundle.quorate'), readFileSync(join(other.folder, 'bundle.quorate'))),
      /bundle.quorate was changed/,
    ],
    [
      'a changed kit program',
      (f) => edit(f, 'recover/words.txt', () => 'trojan'),
      /recover\/words.txt was changed/,
    ],
    [
      'a damaged closing record',
      (f) => edit(f, 'records/closing.jsonl', (b) => `${b.toString()}x`),
      /closing.jsonl/,
    ],
  ];
  it.each(tampered)('%s: verify and recover say so and stop', (_, damage, message) => {
    const folder = copyOf(good, root);
    damage(folder);
    const verified = quorate(['verify', folder]);
    expect(verified.code).toBe(3);
    expect(verified.stderr).toMatch(message);
    const refusal = refusedRecovery(folder, twoCards());
    expect(refusal.exit).toBe(3);
    expect(refusal.said).toMatch(message);
  });

  it('an added file: verify fails, a recovery only says so', () => {
    const folder = copyOf(good, root);
    writeFileSync(join(folder, 'README.exe'), 'x');
    expect(quorate(['verify', folder])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ADDED FILE: README.exe'),
    });
    const outcome = quorate(['recover', folder, '--to', newDestination(), ...settled, ...twoCards()]);
    expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining('README.exe is not listed') });
  });

  it('every member of the manifest changed: caught by SHA256SUMS, and rewritten consistently by the sealed copy', () => {
    const changes: [RegExp, (manifest: Manifest) => Manifest][] = [
      [/ceremony.label/, (m) => ({ ...m, ceremony: { ...m.ceremony, label: 'Other' } })],
      [/ceremony.purpose/, (m) => ({ ...m, ceremony: { ...m.ceremony, purpose: 'backup' } })],
      [/shareSet.threshold/, (m) => ({ ...m, shareSet: { ...m.shareSet, threshold: 3 } })],
      [
        /keys.0.path/,
        (m) => ({
          ...m,
          keys: m.keys.map((key, at) => (at === 0 ? { ...key, path: 'validator/config/a.json' } : key)),
        }),
      ],
      [
        /keys.1.address/,
        (m) => ({
          ...m,
          keys: m.keys.map((key, at) => (at === 1 ? { ...key, address: 'F'.repeat(40) } : key)),
        }),
      ],
      [/verification.restoreDays/, (m) => ({ ...m, verification: { ...m.verification, restoreDays: 900 } })],
      [/software.version/, (m) => ({ ...m, software: { ...m.software, version: '9' } })],
    ];
    for (const [member, change] of changes) {
      const folder = copyOf(good, root);
      makeConsistent(folder, change);
      // Nothing inside the folder contradicts the forgery …
      expect(quorate(['verify', folder]).code).toBe(0);
      // … but paper does, before any card is read,
      expect(refusedRecovery(folder, ['--folder-hash', good.folderHash, ...twoCards()])).toMatchObject({
        exit: 3,
        message: expect.stringContaining('folder hash is not the one on paper'),
      });
      // and so does the copy in the bundle once it is open.
      expect(refusedRecovery(folder, twoCards())).toMatchObject({
        code: 'folder-tampered',
        exit: 3,
        message: expect.stringMatching(member),
      });
    }
  });

  it('a trojan in the kit with a matching SHA256SUMS: caught by the folder hash', () => {
    const folder = copyOf(good, root);
    edit(folder, 'recover/words.txt', () => 'trojan');
    writeSumsAgain(folder);
    rmSync(join(folder, 'records'), { recursive: true });
    expect(quorate(['verify', folder]).code).toBe(0);
    expect(quorate(['verify', folder, '--folder-hash', good.folderHash])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is not the one on paper'),
    });
  });

  it('no manifest, bundle and cards good: recovered after a sentence typed in full, never without', () => {
    const folder = copyOf(good, root);
    rmSync(join(folder, 'manifest.json'));
    expect(refusedRecovery(folder, twoCards())).toMatchObject({ code: 'folder-tampered', exit: 3 });
    expect(refusedRecovery(folder, ['--despite-tampering', ...twoCards()])).toMatchObject({
      code: 'terminal-needed',
      exit: 5,
    });
    const to = newDestination();
    const words = ['recover', folder, '--to', to, ...settled, ...twoCards(), '--despite-tampering'];
    expect(quorateOnTerminal(words, [['type "go on despite', 'yes\r']])).toMatchObject({ code: 5 });
    expect(existsSync(to)).toBe(false);
    expect(quorateOnTerminal(words, [['type "go on despite', 'go on despite tampering\r']])).toMatchObject({
      code: 0,
    });
    expect(readdirSync(to)).toEqual(['validator']);
  });

  it('a missing closing record is told, no more', () => {
    const folder = copyOf(good, root);
    rmSync(join(folder, 'records'), { recursive: true });
    expect(quorate(['verify', folder])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('never seen after it was written'),
    });
  });

  it('a hostile header: refused in a moment, whatever it asks for', () => {
    const header = (change: (text: string) => string) => (bytes: Buffer) => {
      const length = bytes.readUInt32BE(17);
      const changed = Buffer.from(change(bytes.subarray(21, 21 + length).toString()));
      const size = Buffer.alloc(4);
      size.writeUInt32BE(changed.length);
      return Buffer.concat([bytes.subarray(0, 17), size, changed, bytes.subarray(21 + length)]);
    };
    const hostile: [RegExp, (bytes: Buffer) => Buffer][] = [
      [/kdf.N is above/, header((text) => text.replace('"N":1024', '"N":1073741824'))],
      [/__proto__ is unknown/, header((text) => text.replace('{', '{"__proto__":{"a":1},'))],
      [/extra is unknown/, header((text) => text.replace('{', '{"extra":1,'))],
      [
        /ends after|claims/,
        (bytes) =>
          Buffer.concat([bytes.subarray(0, 17), Buffer.from([0, 0, 15, 255]), bytes.subarray(21, 60)]),
      ],
    ];
    for (const [message, change] of hostile) {
      const folder = copyOf(good, root);
      edit(folder, 'bundle.quorate', change);
      const start = performance.now();
      const refusal = refusedRecovery(folder, twoCards());
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(refusal).toMatchObject({ exit: 3, message: expect.stringMatching(message) });
    }
  });

  it('a folder with nothing in it, a file, a path that is not there', () => {
    expect(errorOf(quorate(['verify', root, '--json'])).code).toBe('folder-not-found');
    expect(errorOf(quorate(['verify', good.cards[0] as string, '--json'])).code).toBe('folder-not-found');
    expect(errorOf(quorate(['verify', join(root, 'nowhere'), '--json'])).code).toBe('file-not-found');
  });

  it('two ceremonies on one stick: both are named', () => {
    const stick = join(root, 'two');
    mkdirSync(stick);
    execFileSync('cp', ['-r', good.folder, other.folder, `${stick}/`]);
    expect(errorOf(quorate(['verify', stick, '--json']))).toMatchObject({
      code: 'folder-several',
      hint: expect.stringContaining(stick),
    });
  });
});

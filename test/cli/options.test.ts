import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { safeJson } from '@quorate/custody/print/safe-json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseSecretAsName } from '../../cli/secrets-refused.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// What stands on the command line: nothing twice, nothing empty, no secret repeated.

let root: string;
let ceremony: CeremonyOnStick;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-options-'));
  ceremony = await onStick(await sealSample({ 'app/.env': Buffer.from('TOKEN=x\n') }), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('options', () => {
  it.each<[string[], string]>([
    [['--to', 'a', '--to', 'b'], '--to was given twice'],
    [['--to=a', '--min-height=5', '--min-height', '9'], '--min-height was given twice'],
    [['--original-stopped', '--original-stopped', '--to', 'a'], '--original-stopped was given twice'],
    [['--to', ''], '--to has an empty value'],
    [['--to='], '--to has an empty value'],
    [['--to', ' '], '--to has an empty value'],
    [['--to', 'a', '--state', ''], '--state has an empty value'],
    [['--to', 'a', '--share', 'b', '--share', ''], '--share has an empty value'],
  ])('%j: refused', (words, message) => {
    const before = readdirSync(root);
    const outcome = quorate(['recover', ceremony.folder, ...words, '--json'], { cwd: root });
    expect(outcome.code).toBe(2);
    expect(errorOf(outcome)).toMatchObject({ code: 'usage-option', message });
    expect(readdirSync(root)).toEqual(before);
  });

  it('an empty word is no folder', () => {
    expect(errorOf(quorate(['verify', '', '--json'], { cwd: ceremony.folder }))).toMatchObject({
      code: 'usage-arguments',
    });
  });

  it('what may stand several times may', () => {
    const cards = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
    expect(quorate(['recover', ceremony.folder, '--to', join(root, 'to'), ...cards]).code).toBe(0);
    expect(existsSync(join(root, 'to/app/.env'))).toBe(true);
  });

  it('counts in plain English', () => {
    expect(errorOf(quorate(['inspect', '--json'])).message).toContain('takes at least 1 argument, not 0');
    expect(errorOf(quorate(['verify', '--json'])).message).toContain('takes 1 argument, not 0');
    expect(errorOf(quorate(['plan', 'new', '--json'])).message).toContain('takes 2 arguments, not 1');
  });
});

describe('JSON', () => {
  it('escapes what acts on a terminal, and is the same JSON', () => {
    const nasty = ['\u007f', '\u0080', '\u009b', '\u009f', '\u061c', '\u200e', '\u200f', '\u202a', '\u202e']
      .concat(['\u2066', '\u2069', '\u001b', '\ud800', '"', '\\'])
      .join('x');
    const value = { [nasty]: [nasty, 'é✓😀'] };
    expect(safeJson(value)).toMatch(/^[\x20-\x7eé✓😀]+$/u);
    expect(safeJson('\u009b\u202e')).toBe('"\\u009b\\u202e"');
    expect(JSON.parse(safeJson(value))).toEqual(value);
  });

  it('is so for what a command and an error print', () => {
    const name = 'a\u202eb\u009bc';
    writeFileSync(join(root, name), 'TOKEN=x\n');
    for (const path of [name, `${name}-not-there`]) {
      const { stdout } = quorate(['inspect', `app=${join(root, path)}`, '--json'], { cwd: root });
      expect(stdout).not.toMatch(/[\u202e\u009b]/);
      expect(stdout).toContain('\\u202e');
      expect(() => JSON.parse(stdout)).not.toThrow();
    }
  });
});

describe('a card or passphrase where a file is due', () => {
  const text = () => ceremony.texts[0] as string;
  const words = 'toilet coach opera moral fat hole';
  const given: [string, () => string][] = [
    ['a card without its beginning', () => text().slice(3)],
    ['half a card', () => text().slice(20, 62)],
    ['a card under another beginning', () => `0S1${text().slice(3).toLowerCase()}`],
    ['a card behind share=', () => `share=${text()}`],
    ['a card behind 0x', () => `0x${text()}`],
    ['its groups without the beginning', () => (text().slice(4).match(/.{4}/g) ?? []).join(' ')],
    ['six words', () => words],
    ['six words with other marks between them', () => words.replace(/ /g, '_')],
    ['six words in capitals', () => words.toUpperCase()],
  ];
  it.each(given)('%s: refused and not repeated by any command that reads cards', (_, share) => {
    const value = share();
    for (const command of [
      ['combine'],
      ['roll-call', ceremony.folder],
      ['recover', ceremony.folder, '--to', join(root, 'x')],
    ]) {
      const outcome = quorate([...command, '--share', value, '--json']);
      // Without a terminal combine stops before it looks at its cards, and says nothing of them either.
      if (command[0] !== 'combine') expect(errorOf(outcome).code).toBe('secret-in-arguments');
      for (let at = 0; at + 12 <= value.length; at += 4) {
        expect(outcome.stdout + outcome.stderr).not.toContain(value.slice(at, at + 12));
      }
    }
  });

  it('names of files are none', () => {
    for (const name of [
      ceremony.cards[0] as string,
      `/media/stick/${ceremony.folderHash}.txt`,
      '/media/usb/quorate-20261120-the-great-unlucky-validators-c0ffee00/card-1.png',
      'scan of the card from the safe.jpg',
      '/home/ada/share cards for the next ceremony/card.txt',
      '-',
    ]) {
      expect(() => refuseSecretAsName(name)).not.toThrow();
    }
  });
});

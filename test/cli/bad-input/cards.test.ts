import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, makeConsistent, textOf, writeCard } from '../ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from '../program.ts';
import {
  card,
  good,
  makeCeremonies,
  newDestination,
  other,
  refusedRecovery,
  root,
  settled,
  shares,
} from './ceremonies.ts';

// What a person or an attacker does wrong with cards, and the one answer each gets.

makeCeremonies();

const typedWrong = (text: string, places: readonly number[]) =>
  [...text].map((letter, at) => (places.includes(at) ? (letter === 'Q' ? 'P' : 'Q') : letter)).join('');

describe('cards', () => {
  it('given as an argument: refused, not repeated, and the shell history named', () => {
    const text = good.texts[0] as string;
    for (const words of [
      ['combine', text],
      ['recover', good.folder, '--share', text.toLowerCase()],
      ['verify', `--share=${text}`],
      ['combine', ...(text.match(/.{1,4}/g) ?? [])],
    ]) {
      const outcome = quorate([...words, '--json']);
      expect(outcome.code).toBe(2);
      expect(errorOf(outcome)).toMatchObject({
        code: 'secret-in-arguments',
        hint: expect.stringContaining('history'),
      });
      expect(outcome.stdout + outcome.stderr).not.toContain(text.slice(10, 30));
    }
    const words = 'toilet coach opera moral fat hole baby because husband law clean patrol'.split(' ');
    expect(errorOf(quorate(['combine', '--json', ...words])).code).toBe('secret-in-arguments');
  });

  it('given in the environment: refused', () => {
    const outcome = quorate(['combine', '--json'], { env: { ...process.env, CARD: good.texts[0] } });
    expect(outcome.code).toBe(2);
    expect(errorOf(outcome)).toMatchObject({
      code: 'secret-in-environment',
      message: expect.stringContaining('CARD'),
    });
  });

  it.each<[string, () => string[], string, RegExp]>([
    [
      'one too few',
      () => shares(good.cards[0] as string),
      'cards-too-few',
      /1 of 2 cards read, 1 more needed/,
    ],
    [
      'the same card twice',
      () => shares(good.cards[0] as string, good.cards[0] as string),
      'card-twice',
      /card 1/,
    ],
    [
      'a card of another set',
      () => shares(good.cards[0] as string, other.cards[1] as string),
      'card-other-set',
      /card 2 belongs to set [0-9a-f]{8}; this stick needs set/,
    ],
    [
      'a card with five typos',
      () => shares(writeCard(root, 'five.txt', typedWrong(good.texts[0] as string, [10, 22, 40, 55, 70]))),
      'card-checksum',
      /five.txt/,
    ],
    [
      'a card cut short',
      () => shares(writeCard(root, 'short.txt', (good.texts[0] as string).slice(0, 80))),
      'card-text',
      /80 characters/,
    ],
    ['a web address', () => shares(writeCard(root, 'web.txt', 'https://example.org/')), 'card-text', /web/],
    ['a file that is not there', () => shares(join(root, 'nowhere.txt')), 'file-not-found', /nowhere.txt/],
  ])('%s', (_, words, code, message) => {
    const refusal = refusedRecovery(good.folder, words());
    expect(refusal).toMatchObject({
      code,
      exit: code.startsWith('file') ? 6 : 4,
      message: expect.stringMatching(message),
    });
  });

  it('whose x is 0: refused, though its checksum is right', () => {
    const vector = (
      JSON.parse(readFileSync(new URL('../../vectors/shares.json', import.meta.url), 'utf8')) as {
        invalid: { why: string; text: string }[];
      }
    ).invalid.find(({ why }) => why === 'x = 0');
    const refusal = refusedRecovery(good.folder, shares(writeCard(root, 'x0.txt', vector?.text ?? '')));
    expect(refusal).toMatchObject({ code: 'card-x-zero', exit: 4 });
  });

  it('altered with a valid checksum: named when more than K are there, refused by its digest else', () => {
    const altered = card(1);
    altered.share[3] = (altered.share[3] as number) ^ 0x40;
    const path = writeCard(root, 'altered.txt', textOf(altered));
    expect(refusedRecovery(good.folder, shares(good.cards[0] as string, path))).toMatchObject({
      code: 'card-unlisted',
      exit: 4,
      message: expect.stringContaining('card 2'),
    });
    const all = shares(good.cards[0] as string, path, good.cards[2] as string);
    const outcome = quorateOnTerminal(
      ['combine', ...all],
      [
        ['Operator', 'Ada\r'],
        ['Witness', 'Ben\r'],
      ],
    );
    expect(outcome.stdout).toMatch(/card 2 is the odd one/);
    expect(outcome.code).toBe(4);
  });

  it('of a superseded set: refused by the name of its ceremony', () => {
    const folder = copyOf(good, root);
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      supersededSets: [{ setId: other.setId, ceremonyId: '0badf00d', date: '2025-02-01T00:00:00Z' }],
    }));
    const refusal = refusedRecovery(folder, shares(other.cards[0] as string));
    expect(refusal).toMatchObject({
      code: 'card-other-set',
      exit: 4,
      message: expect.stringMatching(/superseded set .*0badf00d, 2025-02-01/),
    });
  });

  it.each<[string, (text: string) => string]>([
    ['four typos', (text) => typedWrong(text, [10, 22, 40, 55])],
    [
      'eight unreadable characters',
      (text) => text.replace(/^(.{5})(.)(.{8})(.)(.{6})(.{3})(.{11})(.{3})/, '$1?$3?$5???$7???'),
    ],
    [
      'lower case, spaces, dashes and line breaks',
      (text) => (text.toLowerCase().match(/.{1,4}/g) ?? []).join(' - ').replace(/ - (.{20})/g, '\n$1'),
    ],
    [
      'mixed case',
      (text) => text.replace(/[A-Z]/g, (letter, at) => (at % 2 ? letter.toLowerCase() : letter)),
    ],
  ])('typed with %s: read', (_, change) => {
    const typed = writeCard(root, `typed-${_.length}.txt`, change(good.texts[0] as string));
    const to = newDestination();
    const outcome = quorate([
      'recover',
      good.folder,
      '--to',
      to,
      ...settled,
      ...shares(typed, good.cards[1] as string),
      '--yes-correct',
    ]);
    expect(outcome.stderr + outcome.stdout).toContain('restored and read back');
    expect(outcome.code).toBe(0);
  });

  it('corrected without a yes: refused where nobody can be asked, accepted after a yes at a terminal', () => {
    const typed = writeCard(root, 'corrected.txt', typedWrong(good.texts[0] as string, [10, 22]));
    expect(refusedRecovery(good.folder, shares(typed, good.cards[1] as string))).toMatchObject({
      code: 'card-correction',
      exit: 4,
    });
    const to = newDestination();
    const words = ['recover', good.folder, '--to', to, ...settled, ...shares(typed, good.cards[1] as string)];
    expect(quorateOnTerminal(words, [['Type yes:', 'no\r']])).toMatchObject({ code: 4 });
    expect(existsSync(to)).toBe(false);
    expect(quorateOnTerminal(words, [['Type yes:', 'yes\r']])).toMatchObject({ code: 0 });
  });

  it('typed at a terminal, a wrong one among them: named, asked for again, cleared afterwards', () => {
    const to = newDestination();
    const outcome = quorateOnTerminal(
      ['recover', good.folder, '--to', to, ...settled],
      [
        ['the next card, ', `${good.texts[0]}\r`],
        ['next card (1 more), ', `${other.texts[1]}\r`],
        ['belongs to set', ''],
        ['next card (1 more), ', `${good.texts[2]}\r`],
      ],
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/not taken: card 2 belongs to set/);
    for (const text of [...good.texts, ...other.texts]) expect(outcome.stdout).not.toContain(text);
    expect(readdirSync(to)).toEqual(['validator']);
  });
});

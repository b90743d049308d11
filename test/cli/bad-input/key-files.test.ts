import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePayload, encodePayload } from '@quorate/crypto-core/cards/payload';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../sample-plan.ts';
import { errorOf, quorate } from '../program.ts';
import { card, good, makeCeremonies, refusedRecovery, root, shares } from './ceremonies.ts';

// What a person or an attacker does wrong with key files, and the one answer each gets.

makeCeremonies();

describe('key files', () => {
  let sticks = 0;
  const seal = (source: string) => {
    const plan = join(root, 'bad.plan.json');
    writeFileSync(plan, samplePlan());
    const [stickA, stickB, cards] = ['a', 'b', 'cards'].map((name) => join(root, `${name}-${++sticks}`)) as [
      string,
      string,
      string,
    ];
    mkdirSync(stickA);
    mkdirSync(stickB);
    const outcome = quorate([
      'seal',
      `validator=${source}`,
      '--plan',
      plan,
      '--to',
      stickA,
      '--to',
      stickB,
      '--cards',
      cards,
      '--json',
    ]);
    expect([...readdirSync(stickA), ...readdirSync(stickB)]).toEqual([]);
    return { ...errorOf(outcome), exit: outcome.code };
  };
  it.each<[string, (path: string) => void, string, RegExp]>([
    ['empty', (path) => writeFileSync(path, ''), 'file-empty', /is empty/],
    [
      'of 300 MB',
      (path) => {
        writeFileSync(path, '');
        truncateSync(path, 300e6);
      },
      'file-too-large',
      /300000000 bytes/,
    ],
    ['a FIFO', (path) => execFileSync('mkfifo', [path]), 'file-not-regular', /not a regular file/],
    ['a link', (path) => symlinkSync('/etc/hostname', path), 'file-is-link', /is a link/],
    ['a dangling link', (path) => symlinkSync('/nowhere', path), 'file-is-link', /is a link/],
    [
      'a folder with a link',
      (path) => {
        mkdirSync(path);
        symlinkSync('/etc/hostname', join(path, 'key'));
      },
      'file-empty',
      /left out: validator\/key \(a link/,
    ],
    ['an empty folder', (path) => mkdirSync(path), 'file-empty', /no file/],
    ['not there', () => {}, 'file-not-found', /does not exist/],
    [
      'with a name that cannot be archived',
      (path) => {
        mkdirSync(path);
        writeFileSync(join(path, 'a\nb'), 'x');
      },
      'archive-name',
      /control character/,
    ],
  ])('%s', (what, make, code, message) => {
    const path = join(root, `key-${what.replace(/\W/g, '')}`);
    make(path);
    const refusal = seal(path);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(refusal.exit).toBe(code === 'archive-name' ? 3 : 6);
  });
});

it('no refusal repeats a card', () => {
  const payload = encodePayload(card(0));
  expect(decodePayload(payload).number).toBe(1);
  const refusal = refusedRecovery(good.folder, shares(good.cards[0] as string));
  for (const secret of [
    good.texts[0],
    Buffer.from(payload).toString('hex'),
    Buffer.from(payload).toString('base64'),
  ]) {
    expect(refusal.said + refusal.message).not.toContain(secret);
  }
});

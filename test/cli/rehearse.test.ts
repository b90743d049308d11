import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

// `quorate rehearse` is a whole ceremony on the engine of the others: what lies on its sticks is the engine's journal.

it('holds a ceremony, proves every card and recovers; its journal is that of a ceremony', () => {
  const out = join(temporaryFolder(), 'rehearsal');
  const outcome = quorate(['rehearse', '--out', out, '--threshold', '2', '--shares', '3', '--json']);
  expect(outcome.code).toBe(0);
  const told = JSON.parse(outcome.stdout) as { stages: { stage: string }[] };
  expect(told).toMatchObject({ ok: true, threshold: 2, count: 3, folder: out });
  expect(told.stages.map(({ stage }) => stage)).toEqual([
    'sample keys',
    'plan',
    'seal',
    'verify stick 1',
    'verify stick 2',
    'roll call',
    'recover',
    'compare',
  ]);
  const onStick = (stick: string) => {
    const [name = ''] = readdirSync(join(out, stick));
    return ['journal.jsonl', 'records/closing.jsonl']
      .map((file) => readFileSync(join(out, stick, name, file), 'utf8'))
      .join('');
  };
  expect(onStick('stick-1')).toBe(onStick('stick-2'));
  const events = onStick('stick-1')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  expect([...new Set(events)]).toEqual([
    'ceremony.opened',
    'preflight.done',
    'preflight.passed',
    'plan.confirmed',
    'key.imported',
    'keys.confirmed',
    'bundle.sealed',
    'folder.sealed',
    'stick.written',
    'stick.verified',
    'sticks.finished',
    'card.printed',
    'card.proved',
    'cards.finished',
    'vault.wiped',
    'signed.off',
    'ceremony.closed',
  ]);
  expect(readdirSync(join(out, 'cards')).sort()).toEqual([
    ...[1, 2, 3].flatMap((card) => [`card-${card}.html`, `card-${card}.png`]),
    'receipt.html',
    'transcript.html',
  ]);
});

it.each([
  ['1', '3'],
  ['4', '3'],
])('refuses %s of %s cards before anything is written', (threshold, shares) => {
  const out = join(temporaryFolder(), 'rehearsal');
  const words = ['rehearse', '--out', out, '--threshold', threshold, '--shares', shares, '--json'];
  expect(errorOf(quorate(words)).code).toBe('split-parameters');
  expect(() => readdirSync(out)).toThrow();
});

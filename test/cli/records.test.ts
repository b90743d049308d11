import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, copyOf, edit, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// Records that need no card: check, handover, lost. Each lies on every stick that was given, chained to what was there.

let root: string;
let ceremony: CeremonyOnStick;
let sticks: string[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-records-'));
  ceremony = await onStick(await sealSample(), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  sticks = [copyOf(ceremony, root), copyOf(ceremony, root)];
});

const people = ['--operator', 'Emmy Noether', '--witness', 'Ada Lovelace'];
const records = (stick: string) => readdirSync(join(stick, 'records')).filter((name) => /^\d/.test(name));
const record = (stick: string, at: number) =>
  JSON.parse(readFileSync(join(stick, 'records', records(stick)[at] as string), 'utf8')) as Record<
    string,
    unknown
  >;

it('check: two sticks that are alike get the same record, and the next one names it', () => {
  const first = quorate(['check', ...sticks, ...people, '--folder-hash', ceremony.folderHash, '--json']);
  expect(first.code).toBe(0);
  const answer = JSON.parse(first.stdout) as { records: { sha256: string }[] };
  expect(answer).toMatchObject({ ok: true, authenticated: true });
  quorate(['check', sticks[0] as string, ...people]);
  expect(record(sticks[0] as string, 1)).toMatchObject({
    type: 'check',
    number: 2,
    previous: answer.records[0]?.sha256,
    people: ['Emmy Noether', 'Ada Lovelace'],
    data: { sticks: 1, authenticated: false, verdict: 'passed' },
    mac: null,
  });
  const verified = quorate(['verify', sticks[0] as string]);
  expect(verified.code).toBe(0);
  expect(verified.stdout).toMatch(/0002-check-.*not authenticated/);
});

describe('what is not as sealed gets no record', () => {
  it('a changed stick is named', () => {
    edit(sticks[1] as string, 'RECOVERY.txt', () => 'pay here');
    const outcome = quorate(['check', ...sticks, ...people]);
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toContain(`NOT AS THEY WERE SEALED: ${sticks[1]}`);
    expect(sticks.flatMap(records)).toEqual([]);
    const lost = quorate(['report-lost', sticks[1] as string, '--card', '1', ...people, '--json']);
    expect(errorOf(lost).code).toBe('folder-tampered');
    expect(records(sticks[1] as string)).toEqual([]);
  });

  it('sticks of two ceremonies are not compared', async () => {
    const other = await onStick(await sealSample(), root);
    const outcome = quorate(['check', sticks[0] as string, other.folder, ...people, '--json']);
    expect(errorOf(outcome).code).toBe('folder-hash-differs');
  });
});

it('handover: card and bags stand on the stick, names only on the screen, and what it does not do is said', () => {
  const words = [
    '--card',
    '2',
    '--from',
    'Di Prima',
    '--to',
    'Grace Hopper',
    '--bag',
    'A1187',
    '--new-bag',
    'A1201',
  ];
  const outcome = quorate(['handover', sticks[0] as string, ...words, ...people]);
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toMatch(/Card 2 went from Di Prima to Grace Hopper/);
  expect(outcome.stdout).toMatch(/Only a re-share takes the power from a card/);
  expect(record(sticks[0] as string, 0)).toMatchObject({
    type: 'handover',
    data: { card: 2, bag: 'A1187', newBag: 'A1201' },
  });
  expect(JSON.stringify(record(sticks[0] as string, 0))).not.toContain('Grace Hopper');
});

it('report-lost: says how many are left, counting earlier losses, and when it is time to hurry', () => {
  const [stick] = sticks as [string];
  const first = quorate(['report-lost', stick, '--card', '3', '--reason', 'bag found open', ...people]);
  expect(first.stdout).toMatch(/card 3 of 3 lost: exactly 2 are left, and no other may be lost/);
  expect(first.stdout).toMatch(/hold a re-share soon/);
  quorate(['report-lost', stick, '--card', '3', ...people]);
  const second = quorate(['report-lost', stick, '--card', '1', ...people, '--json']);
  expect(JSON.parse(second.stdout)).toMatchObject({ ok: true, card: 1, lostCards: [1, 3], cardsLeft: 1 });
  const last = quorate(['report-lost', stick, '--stick', '60A44C41', ...people]);
  expect(last.stdout).toMatch(/whoever finds 2 of the lost cards and a stick has the keys/);
  expect(last.stdout).toMatch(/make a new copy from another stick/);
  expect(records(stick)).toHaveLength(4);
});

it.each([
  ['no operator', ['--card', '1'], 'usage-arguments'],
  ['nothing lost', people, 'usage-arguments'],
  ['card and stick at once', ['--card', '1', '--stick', 'x', ...people], 'usage-arguments'],
  ['a card that is none', ['--card', '4', ...people], 'usage-option'],
  ['a card that is no number', ['--card', 'two', ...people], 'usage-option'],
])('report-lost with %s is refused', (_, words, code) => {
  const outcome = quorate(['report-lost', sticks[0] as string, ...words, '--json']);
  expect(outcome.code).toBe(2);
  expect(errorOf(outcome).code).toBe(code);
  expect(sticks.flatMap(records)).toEqual([]);
});

it.each<[string, string[], string]>([
  ['a reason that reads backwards', ['report-lost', '--card', '1', '--reason', 'a\u202eb'], '--reason holds'],
  [
    'an endless reason',
    ['report-lost', '--card', '1', '--reason', 'x'.repeat(100_000)],
    '--reason is longer',
  ],
  ['a stick with a tab', ['report-lost', '--stick', 'x\ty'], '--stick holds'],
  ['a bag over two lines', ['handover', '--card', '1', '--from', 'A', '--to', 'B', '--bag', 'a\nb'], '--bag'],
  [
    'a custodian of 300 letters',
    ['handover', '--card', '1', '--from', 'A', '--to', 'x'.repeat(300)],
    '--to is',
  ],
  [
    'one custodian',
    ['handover', '--card', '1', '--from', 'Di Prima', '--to', 'di  PRIMA'],
    '--from and --to',
  ],
  ['a witness of 300 letters', ['check', '--witness', 'x'.repeat(300)], '--witness is longer'],
  ['a witness who reads backwards', ['check', '--witness', 'a\u202eb'], '--witness holds'],
  ['the operator as witness', ['check', '--witness', 'emmy  noether'], '--witness names the operator'],
])('%s is refused before anything is written', (_, [command, ...words], message) => {
  const outcome = quorate([command as string, ...sticks, ...words, '--operator', 'Emmy Noether', '--json']);
  expect(outcome.code).toBe(2);
  expect(errorOf(outcome).message).toContain(message);
  expect(sticks.flatMap(records)).toEqual([]);
  expect(quorate(['verify', sticks[0] as string]).code).toBe(0);
});

it('one folder given twice is refused: it would be compared with itself', () => {
  const [stick] = sticks as [string];
  const again = join(root, 'again');
  symlinkSync(dirname(stick), again);
  for (const other of [stick, join(again, basename(stick)), dirname(stick)]) {
    const outcome = quorate(['check', stick, other, ...people, '--json']);
    expect(errorOf(outcome)).toMatchObject({ code: 'usage-arguments' });
    expect(errorOf(outcome).message).toContain('are one folder');
  }
  expect(records(stick)).toEqual([]);
});

it('a second stick that cannot take the record leaves the first without', () => {
  edit(sticks[1] as string, 'RECOVERY.txt', () => 'pay here');
  const outcome = quorate(['report-lost', ...sticks, '--card', '1', ...people, '--json']);
  expect(outcome.code).not.toBe(0);
  expect(sticks.flatMap(records)).toEqual([]);
});

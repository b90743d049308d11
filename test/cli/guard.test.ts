import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleHeight } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample, validatorHome } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from './program.ts';

// A validator key that comes back: never without a settled signing state, never over a newer one.

let root: string;
let ceremony: CeremonyOnStick;
const contents = validatorHome();
const backupState = () =>
  Buffer.from(contents['validator/data/priv_validator_state.json'] as Uint8Array).toString();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-guard-'));
  ceremony = await onStick(await sealSample({ ...contents, 'app/.env': Buffer.from('TOKEN=x\n') }), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const statePath = (to: string) => join(to, 'validator/data/priv_validator_state.json');
const keyPath = (to: string) => join(to, 'validator/config/priv_validator_key.json');
const state = (height: bigint | number, round = 0, step = 3) =>
  JSON.stringify({ height: String(height), round, step }, null, 2);

function recoverTo(to: string, words: readonly string[]) {
  const cards = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
  return quorate(['recover', ceremony.folder, '--to', to, ...cards, '--json', ...words]);
}
const newPlace = () => join(root, `to-${++count}`);
function placeWithState(text: string): string {
  const to = newPlace();
  mkdirSync(dirname(statePath(to)), { recursive: true });
  writeFileSync(statePath(to), text);
  return to;
}
function stateFile(text: string): string {
  const path = join(root, `state-${++count}.json`);
  writeFileSync(path, text);
  return path;
}

describe('refused, with nothing written', () => {
  it.each<[string, () => string[], string, RegExp]>([
    [
      'nobody says that the original is stopped',
      () => ['--min-height', '9999999'],
      'guard-original-running',
      /two nodes with one key/,
    ],
    [
      'nothing settles the state',
      () => ['--original-stopped'],
      'guard-state-unsettled',
      /equivocation: its stake is slashed/,
    ],
    [
      'the height is below what the backup has signed',
      () => ['--original-stopped', '--min-height', String(sampleHeight - 1n)],
      'guard-height-too-low',
      new RegExp(String(sampleHeight)),
    ],
    [
      'two ways to settle it at once',
      () => ['--original-stopped', '--min-height', '9999999', '--state', stateFile(state(5))],
      'signing-state-choice',
      /exclude one another/,
    ],
    [
      'the state file is none',
      () => ['--original-stopped', '--state', stateFile('{"height": 12}')],
      'signing-state',
      /height/,
    ],
    [
      'the backup state is to be accepted and nobody can type it',
      () => ['--original-stopped', '--accept-stale-state'],
      'terminal-needed',
      /accept height/,
    ],
    [
      'only the key is asked for',
      () => ['--only', 'validator'],
      'guard-original-running',
      /priv_validator_key/,
    ],
  ])('%s', (_, words, code, message) => {
    const to = newPlace();
    const outcome = recoverTo(to, words());
    expect(errorOf(outcome)).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(outcome.code).toBe({ 'signing-state-choice': 2, 'signing-state': 3 }[code] ?? 5);
    expect(existsSync(to)).toBe(false);
  });

  it('the state of a node that never signed is to be accepted: nobody is asked to', async () => {
    const place = join(root, 'fresh');
    mkdirSync(place);
    const fresh = { ...contents, 'validator/data/priv_validator_state.json': Buffer.from(state(0, 0, 0)) };
    const { folder, cards } = await onStick(await sealSample(fresh), place);
    const to = newPlace();
    const shares = cards.slice(0, 2).flatMap((card) => ['--share', card]);
    const words = ['--original-stopped', '--accept-stale-state', '--json'];
    const outcome = quorate(['recover', folder, '--to', to, ...shares, ...words]);
    expect(errorOf(outcome).code).toBe('guard-nothing-to-accept');
    expect(outcome.code).toBe(5);
    expect(existsSync(to)).toBe(false);
  });

  it('a state at the destination that cannot be read, or an older one', () => {
    for (const [text, code] of [
      ['not json', 'guard-destination-unreadable'],
      [state(1), 'guard-destination-older'],
    ] as const) {
      const to = placeWithState(text);
      expect(errorOf(recoverTo(to, ['--original-stopped', '--min-height', '9999999'])).code).toBe(code);
      expect(existsSync(keyPath(to))).toBe(false);
      expect(readFileSync(statePath(to), 'utf8')).toBe(text);
    }
  });
});

describe('settled', () => {
  it('by a height: a state that can sign nothing up to it, written with the key, both private', () => {
    const to = newPlace();
    const outcome = recoverTo(to, ['--original-stopped', '--min-height', '9999999']);
    expect(outcome.code).toBe(0);
    expect(JSON.parse(readFileSync(statePath(to), 'utf8'))).toEqual({
      height: '10000000',
      round: 0,
      step: 0,
    });
    expect(readFileSync(keyPath(to))).toEqual(
      Buffer.from(contents['validator/config/priv_validator_key.json'] as Uint8Array),
    );
    for (const path of [statePath(to), keyPath(to)]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(keyPath(to))).mode & 0o777).toBe(0o700);
  });

  it('by a newer state at the destination, which stays', () => {
    const newer = state(sampleHeight + 5n, 1, 2);
    const to = placeWithState(newer);
    expect(recoverTo(to, ['--original-stopped']).code).toBe(0);
    expect(readFileSync(statePath(to), 'utf8')).toBe(newer);
    expect(existsSync(keyPath(to))).toBe(true);
  });

  it.each([
    ['newer than the backup', sampleHeight + 10n, true],
    ['older than the backup', sampleHeight - 10n, false],
  ])('by a state file %s: the newer of the two', (_, height, givenWins) => {
    const given = state(height);
    const to = newPlace();
    expect(recoverTo(to, ['--original-stopped', '--state', stateFile(given)]).code).toBe(0);
    expect(readFileSync(statePath(to), 'utf8')).toBe(givenWins ? given : backupState());
  });

  it('by the backup, after its height was typed in full', () => {
    const words = [
      'recover',
      ceremony.folder,
      '--original-stopped',
      '--accept-stale-state',
      '--share',
      ceremony.cards[0] as string,
      '--share',
      ceremony.cards[2] as string,
    ];
    const refused = newPlace();
    expect(quorateOnTerminal([...words, '--to', refused], [['type "accept height', 'yes\r']]).code).toBe(5);
    expect(existsSync(refused)).toBe(false);
    const to = newPlace();
    const outcome = quorateOnTerminal(
      [...words, '--to', to],
      [[`type "accept height ${sampleHeight}"`, `accept height ${sampleHeight}\r`]],
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/\d+ days ago, at height 4711042/);
    expect(readFileSync(statePath(to), 'utf8')).toBe(backupState());
  });

  it('not at all where no consensus key is wanted', () => {
    const to = newPlace();
    expect(recoverTo(to, ['--only', 'app']).code).toBe(0);
    expect(readFileSync(join(to, 'app/.env'), 'utf8')).toBe('TOKEN=x\n');
    expect(existsSync(join(to, 'validator'))).toBe(false);
  });
});

it('leaves a chained record of every attempt that read a card, refused ones too', () => {
  const outcome = quorate(['verify', ceremony.folder, '--json']);
  expect(outcome.code).toBe(0);
  const { records } = JSON.parse(outcome.stdout) as { records: { file: string }[] };
  expect(records.length).toBeGreaterThan(5);
  const told = records.map(
    ({ file }) =>
      JSON.parse(readFileSync(join(ceremony.folder, 'records', file), 'utf8')) as {
        mac: string | null;
        data: { outcome: string; signing?: unknown };
      },
  );
  expect(told.every(({ mac }) => mac !== null)).toBe(true);
  expect(new Set(told.map(({ data }) => data.outcome))).toEqual(new Set(['restored', 'refused']));
  expect(JSON.stringify(told)).toContain('"basis":"min-height"');
});

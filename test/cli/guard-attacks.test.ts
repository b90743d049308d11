import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleContents, sealSample } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// Ways around the double-sign guard that were tried on it, each closed by a rule; see also guard.test.ts.

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'quorate-attacks-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const [keyFile, nodeKeyFile] = sampleHome().map(({ bytes }) => Buffer.from(bytes).toString()) as [
  string,
  string,
];
const otherKey = Buffer.from(sampleHome()[0]?.bytes ?? []).toString();
const state = (height: number, more = '') => `{"height":"${height}","round":0,"step":3${more}}`;
const stopped = ['--original-stopped'];

async function sealed(files: Record<string, string>): Promise<CeremonyOnStick> {
  const contents: SampleContents = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]),
  );
  return await onStick(await sealSample(contents), root);
}

let count = 0;
function recover(ceremony: CeremonyOnStick, words: readonly string[], to = join(root, `to-${++count}`)) {
  const cards = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
  const outcome = quorate(['recover', ceremony.folder, '--to', to, '--json', ...cards, ...words]);
  return { to, outcome };
}

function expectRefused(ceremony: CeremonyOnStick, words: readonly string[], code: string): void {
  const { to, outcome } = recover(ceremony, words);
  expect(errorOf(outcome).code).toBe(code);
  expect(outcome.code).toBe(5);
  expect(existsSync(to)).toBe(false);
}

describe('a file that a node would load as a validator key is guarded, whatever we make of it', () => {
  it.each<[string, string, string]>([
    ['a member twice', 'priv_validator_key.json', keyFile.replace('{', '{"address":"00",')],
    [
      'nested too deep for us',
      'priv_validator_key.json',
      keyFile.replace('{', `{"x":${'['.repeat(40)}${']'.repeat(40)},`),
    ],
    ['cut short', 'priv_validator_key.json', keyFile.slice(0, -20)],
    ['larger than any key', 'key.json', keyFile + ' '.repeat(1_100_000)],
    ['a last height that is no number', 'validator.json', keyFile.replace('{', '{"last_height":"abc",')],
    ['a type in another case', 'validator.json', keyFile.replaceAll('"type"', '"Type"')],
    ['only its private half, under another name', 'validator.json', nodeKeyFile],
  ])('%s', async (_, name, text) => {
    expectRefused(await sealed({ [`val/${name}`]: text }), [], 'guard-original-running');
  });
});

it('a state in a source that is not restored still counts', async () => {
  const ceremony = await sealed({
    'config/config/priv_validator_key.json': keyFile,
    'data/priv_validator_state.json': state(1_000_000),
  });
  expectRefused(ceremony, [...stopped, '--min-height', '5', '--only', 'config'], 'guard-height-too-low');
});

it('a file that calls itself a key cannot stand where the state belongs', async () => {
  const ceremony = await sealed({
    'val/config/priv_validator_key.json': keyFile,
    'val/data/priv_validator_state.json': state(10, ',"priv_key":{"type":"x","value":"y"}'),
  });
  const { to, outcome } = recover(ceremony, [...stopped, '--min-height', '5000']);
  expect(outcome.code).toBe(0);
  expect(JSON.parse(readFileSync(join(to, 'val/data/priv_validator_state.json'), 'utf8'))).toEqual({
    height: '5001',
    round: 0,
    step: 0,
  });
});

it('a state that nobody can read cannot stand where the state belongs', async () => {
  const ceremony = await sealed({
    'val/config/a.json': keyFile,
    'val/config/b.json': otherKey,
    'val/data/priv_validator_state.json': state(10).replace('0,', '"0",'),
  });
  const { to, outcome } = recover(ceremony, [...stopped, '--min-height', '5000']);
  expect(outcome.code).toBe(5);
  expect(existsSync(to)).toBe(false);
});

it('one key in two places does not come back at two heights', async () => {
  const ceremony = await sealed({
    'a/config/priv_validator_key.json': keyFile,
    'a/data/priv_validator_state.json': state(1_000_000),
    'b/config/priv_validator_key.json': keyFile,
    'b/data/priv_validator_state.json': state(5),
  });
  const newer = join(root, 'newer.json');
  writeFileSync(newer, state(900_000));
  expectRefused(ceremony, [...stopped, '--min-height', '900000'], 'guard-height-too-low');
  expectRefused(ceremony, [...stopped, '--state', newer], 'guard-same-key');
});

it('one height does not settle two keys', async () => {
  const ceremony = await sealed({
    'a/config/priv_validator_key.json': keyFile,
    'b/config/priv_validator_key.json': otherKey,
  });
  expectRefused(ceremony, [...stopped, '--min-height', '2000'], 'guard-several-keys');
  expect(recover(ceremony, [...stopped, '--min-height', '2000', '--only', 'a']).outcome.code).toBe(0);
});

it('a state inside a key file of today counts, and the file gets a state of its own', async () => {
  const ceremony = await sealed({
    'val/config/priv_validator_key.json': keyFile.replace(
      '{',
      '{"last_height":"4711","last_round":"0","last_step":3,',
    ),
  });
  expectRefused(ceremony, [...stopped, '--min-height', '5'], 'guard-height-too-low');
  const { to, outcome } = recover(ceremony, [...stopped, '--min-height', '5000']);
  expect(outcome.code).toBe(0);
  expect(existsSync(join(to, 'val/data/priv_validator_state.json'))).toBe(true);
});

it('no way leads onto the stick', async () => {
  const ceremony = await sealed({ 'app/.env': 'A=1\n' });
  const stick = join(ceremony.folder, '..');
  const cards = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
  for (const [from, to] of [
    [ceremony.folder, join(ceremony.folder, '..keys')],
    [stick, join(stick, 'plain')],
  ] as const) {
    const outcome = quorate(['recover', from, '--to', to, '--json', ...cards]);
    expect(errorOf(outcome).code).toBe('restore-onto-stick');
  }
});

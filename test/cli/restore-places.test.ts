import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleHeight } from '@quorate/custody/rehearsal/sample-keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample, validatorHome } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate, quorateOnTerminal } from './program.ts';

// Where restored files lie, and what becomes of those that were there before.

let root: string;
let ceremony: CeremonyOnStick;
let twoHosts: CeremonyOnStick;
const home = validatorHome();
const key = Buffer.from(home['validator/config/priv_validator_key.json'] as Uint8Array).toString();
const settled = ['--original-stopped', '--min-height', '9999999'];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-places-'));
  ceremony = await onStick(await sealSample({ ...home, 'app/.env': Buffer.from('TOKEN=x\n') }), root);
  const [one, other] = [validatorHome(), validatorHome()].map((files, index) =>
    Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path.replace('validator', `host${index}`), bytes]),
    ),
  );
  twoHosts = await onStick(await sealSample({ ...one, ...other }), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const newPlace = () => join(root, `to-${++count}`);
const wordsFor = ({ folder, cards }: CeremonyOnStick, to: string, words: readonly string[]) => [
  'recover',
  folder,
  '--to',
  to,
  ...cards.slice(0, 2).flatMap((card) => ['--share', card]),
  ...words,
];
const recover = (to: string, words: readonly string[], from = ceremony) =>
  quorate([...wordsFor(from, to, words), '--json']);
const state = (height: bigint | number) =>
  JSON.stringify({ height: String(height), round: 0, step: 3 }, null, 2);
/** A folder with files in it. */
function placeWith(files: Readonly<Record<string, string>>): string {
  const to = newPlace();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), text, { mode: 0o600 });
  }
  return to;
}
const oldOf = (folder: string) => readdirSync(folder).filter((name) => name.includes('.old-'));
const read = (...parts: string[]) => readFileSync(join(...parts), 'utf8');
const keyPath = 'validator/config/priv_validator_key.json';
const statePath = 'validator/data/priv_validator_state.json';

describe('--layout flat', () => {
  it('puts all files in one folder, with the same modes, the state beside the key', () => {
    const to = newPlace();
    expect(recover(to, [...settled, '--layout', 'flat']).code).toBe(0);
    expect(readdirSync(to).sort()).toEqual([
      '.env',
      'node_key.json',
      'priv_validator_key.json',
      'priv_validator_state.json',
    ]);
    expect(read(to, 'priv_validator_key.json')).toBe(key);
    expect(JSON.parse(read(to, 'priv_validator_state.json'))).toMatchObject({ height: '10000000' });
    for (const name of readdirSync(to)) expect(statSync(join(to, name)).mode & 0o777).toBe(0o600);
    expect(statSync(to).mode & 0o777).toBe(0o700);
  });

  it('reads the newer state that stands there, and keeps it', () => {
    const to = placeWith({ 'priv_validator_state.json': state(20_000_000) });
    expect(recover(to, ['--original-stopped', '--layout', 'flat']).code).toBe(0);
    expect(read(to, 'priv_validator_state.json')).toBe(state(20_000_000));
    expect(read(to, 'priv_validator_key.json')).toBe(key);
  });

  it('refuses two files of one name before a card is read; one source of them comes back', () => {
    const words = ['--original-stopped', '--accept-stale-state', '--layout', 'flat'];
    const to = newPlace();
    const outcome = quorate(['recover', twoHosts.folder, '--to', to, '--json', ...words]);
    expect(errorOf(outcome)).toMatchObject({
      code: 'restore-layout',
      message: expect.stringContaining('host1/config'),
    });
    expect(outcome.code).toBe(2);
    expect(existsSync(to)).toBe(false);
    expect(recover(to, [...settled, '--layout', 'flat', '--only', 'host1'], twoHosts).code).toBe(0);
  });

  it('refuses a folder config: a node would look for the state in ../data', () => {
    const to = join(newPlace(), 'config');
    mkdirSync(dirname(to));
    const outcome = recover(to, [...settled, '--layout', 'flat']);
    expect(errorOf(outcome).code).toBe('guard-state-elsewhere');
    expect(existsSync(to)).toBe(false);
  });

  it('is as-imported or flat, nothing else', () => {
    expect(errorOf(recover(newPlace(), ['--layout', 'tidy'])).code).toBe('usage-option');
  });
});

describe('--only', () => {
  it('takes the path of one file', () => {
    const to = newPlace();
    expect(recover(to, ['--only', 'app/.env']).code).toBe(0);
    expect(readdirSync(to)).toEqual(['app']);
  });

  it('of a validator key brings the settled state along, and never the key alone', () => {
    const to = newPlace();
    expect(errorOf(recover(to, ['--only', keyPath])).code).toBe('guard-original-running');
    expect(recover(to, [...settled, '--only', keyPath]).code).toBe(0);
    expect(JSON.parse(read(to, statePath))).toMatchObject({ height: '10000000' });
    expect(existsSync(join(to, 'validator/config/node_key.json'))).toBe(false);
  });
});

describe('files that are there already', () => {
  it('are refused as ever without --move-existing', () => {
    const to = placeWith({ 'app/.env': 'TOKEN=old\n' });
    expect(errorOf(recover(to, settled)).code).toBe('restore-conflict');
    expect(read(to, 'app/.env')).toBe('TOKEN=old\n');
    expect(errorOf(recover(to, [...settled, '--yes-move'])).code).toBe('usage-option');
  });

  it('are moved after a typed yes, and record and report say so', () => {
    const to = placeWith({ 'app/.env': 'TOKEN=old\n' });
    const words = wordsFor(ceremony, to, ['--only', 'app', '--move-existing']);
    expect(errorOf(quorate([...words, '--json'])).code).toBe('terminal-needed');
    expect(quorateOnTerminal(words, [['type "move 1 file"', 'yes\r']]).code).toBe(5);
    expect(read(to, 'app/.env')).toBe('TOKEN=old\n');
    const moved = quorateOnTerminal(words, [['type "move 1 file"', 'move 1 file\r']]);
    expect(moved.code).toBe(0);
    expect(read(to, 'app/.env')).toBe('TOKEN=x\n');
    const [old = ''] = oldOf(join(to, 'app'));
    expect(old).toMatch(/^\.env\.old-\d{8}T\d{6}Z$/);
    expect(read(to, 'app', old)).toBe('TOKEN=old\n');
    expect(moved.stdout.replaceAll('\r', '')).toContain(
      `moved ${join(to, 'app/.env')} to ${join(to, 'app', old)}`,
    );
    const records = readdirSync(join(ceremony.folder, 'records')).filter((name) => name.includes('recovery'));
    const last = records.sort().at(-1) as string;
    expect(JSON.parse(read(ceremony.folder, 'records', last))).toMatchObject({
      data: { outcome: 'restored', moved: [{ from: join(to, 'app/.env'), to: join(to, 'app', old) }] },
    });
  });

  it('--yes-move is a yes for scripts, but not where a key or a signing state stands', () => {
    const plain = placeWith({ 'app/.env': 'TOKEN=old\n' });
    expect(recover(plain, ['--only', 'app', '--move-existing', '--yes-move']).code).toBe(0);
    expect(oldOf(join(plain, 'app')).length).toBe(1);
    for (const path of [keyPath, statePath]) {
      const text = path === keyPath ? '{}' : state(5);
      const to = placeWith({ [path]: text });
      const outcome = recover(to, [...settled, '--move-existing', '--yes-move']);
      expect(errorOf(outcome).code).toBe('terminal-needed');
      expect(read(to, path)).toBe(text);
      expect(existsSync(join(to, 'app'))).toBe(false);
    }
  });

  it('an older signing state is read first, then moved with the key; a newer one stays, and counts', () => {
    const older = placeWith({ [statePath]: state(9_000_000), [keyPath]: '{"old":1}' });
    const words = [...settled, '--move-existing', '--only', 'validator'];
    const yes = [['type "move 2 files"', 'move 2 files\r']] as const;
    expect(quorateOnTerminal(wordsFor(ceremony, older, words), yes).code).toBe(0);
    expect(JSON.parse(read(older, statePath))).toMatchObject({ height: '10000000' });
    expect(read(older, dirname(statePath), oldOf(join(older, dirname(statePath)))[0] as string)).toBe(
      state(9_000_000),
    );
    expect(read(older, keyPath)).toBe(key);
    // Whatever may be moved: what is above all else stays.
    const higher = placeWith({ [statePath]: state(9_999_999_999) });
    expect(recover(higher, words).code).toBe(0);
    expect(read(higher, statePath)).toBe(state(9_999_999_999));
    const newer = placeWith({ [statePath]: state(sampleHeight + 9n), [keyPath]: '{"old":1}' });
    const keep = ['--original-stopped', '--move-existing', '--only', 'validator'];
    const one = [['type "move 1 file"', 'move 1 file\r']] as const;
    expect(quorateOnTerminal(wordsFor(ceremony, newer, keep), one).code).toBe(0);
    expect(read(newer, statePath)).toBe(state(sampleHeight + 9n));
    expect(oldOf(join(newer, dirname(statePath)))).toEqual([]);
  });

  it('a state that cannot be read stays where it is: it may be the newest', () => {
    const to = placeWith({ [statePath]: 'not json' });
    expect(errorOf(recover(to, [...settled, '--move-existing'])).code).toBe('guard-destination-unreadable');
    expect(read(to, statePath)).toBe('not json');
  });

  it('a link or a folder in the way is never moved', () => {
    const to = newPlace();
    mkdirSync(join(to, 'app'), { recursive: true });
    symlinkSync('/etc/hostname', join(to, 'app/.env'));
    const words = ['--only', 'app', '--move-existing', '--yes-move'];
    expect(errorOf(recover(to, words)).code).toBe('file-is-link');
    rmSync(join(to, 'app/.env'));
    mkdirSync(join(to, 'app/.env'));
    expect(errorOf(recover(to, words)).code).toBe('file-not-regular');
  });
});

describe('a refusal of the guard', () => {
  it.each([
    [[], 'guard-original-running'],
    [['--original-stopped'], 'guard-state-unsettled'],
    [['--original-stopped', '--min-height', '1'], 'guard-height-too-low'],
  ])('%j explains equivocation in two sentences and says what to check first', (words, code) => {
    const outcome = recover(newPlace(), words);
    expect(errorOf(outcome).code).toBe(code);
    const [sentences = ''] = outcome.stderr
      .split('\n')
      .filter((line) => line.includes('commits equivocation:'));
    expect(sentences.match(/\. |\.$/g)?.length).toBe(2);
    const list = outcome.stderr.slice(outcome.stderr.indexOf('Check first:'));
    for (const word of [
      '1. the original machine is off',
      '2. no standby',
      '3. the newest',
      '4. what other nodes',
    ])
      expect(list).toContain(word);
  });

  it('and no other refusal does', () => {
    const outcome = recover(newPlace(), ['--only', 'nothing', ...settled]);
    expect(errorOf(outcome).code).toBe('restore-nothing');
    expect(outcome.stderr).not.toContain('equivocation');
  });
});

it('a key that only the plan knows to sign, and a shard of horcrux, leave no other way than through the guard', async () => {
  const place = join(root, 'marked');
  mkdirSync(place);
  const shard = JSON.stringify({ pubKey: 'eA==', privateShard: 'eA==', id: 1 });
  const contents = { 'pq/keys.bin': Buffer.from('opaque'), 'h/c_shard.json': Buffer.from(shard) };
  const sources = ['h', 'pq'].map((name) => {
    const role = name === 'pq' ? 'validator' : null;
    return { name, role, host: null, created: null, expect: [] };
  });
  const marked = await onStick(await sealSample(contents, { sources }), place);
  for (const [name, states] of [
    ['pq', ['keys.bin', 'priv_validator_state.json']],
    ['h', ['c_shard.json', 'state']],
  ] as const) {
    const to = newPlace();
    expect(errorOf(recover(to, ['--only', name], marked)).code).toBe('guard-original-running');
    expect(existsSync(to)).toBe(false);
    expect(recover(to, [...settled, '--only', name], marked).code).toBe(0);
    expect(readdirSync(join(to, name)).sort()).toEqual(states);
  }
});

describe('what was written', () => {
  it('is read back, its public keys derived again and told; --expect holds for them in any spelling', () => {
    const to = newPlace();
    const shown = JSON.parse(recover(to, [...settled, '--only', keyPath]).stdout) as {
      keys: { path: string; address: string; fingerprint: string }[];
    };
    const [{ address, fingerprint } = { address: '', fingerprint: '' }] = shown.keys;
    expect(shown.keys.map(({ path }) => path)).toEqual([keyPath]);
    const spelt = [address.toLowerCase(), (fingerprint.match(/../g) ?? []).join(':').toUpperCase()];
    const expected = spelt.flatMap((value) => ['--expect', value]);
    expect(recover(newPlace(), [...settled, ...expected]).code).toBe(0);
    const other = `${address.slice(0, -1)}${address.endsWith('0') ? '1' : '0'}`;
    const never = newPlace();
    const refused = recover(never, [...settled, '--expect', other]);
    expect(errorOf(refused).code).toBe('expectation-unmet');
    expect(existsSync(never)).toBe(false);
  });
});

describe('--as pkcs8-der', () => {
  it('of a validator key: guarded all the same, and its state beside it', () => {
    const to = newPlace();
    expect(errorOf(recover(to, ['--as', 'pkcs8-der', '--only', 'validator'])).code).toBe(
      'guard-original-running',
    );
    expect(errorOf(recover(to, ['--as', 'pkcs8-der', '--original-stopped'])).code).toBe(
      'guard-state-unsettled',
    );
    const outcome = recover(to, [...settled, '--as', 'pkcs8-der', '--only', 'validator']);
    expect(outcome.code).toBe(0);
    expect(readdirSync(join(to, 'validator/config')).sort()).toEqual([
      'node_key.pkcs8.der',
      'priv_validator_key.pkcs8.der',
    ]);
    expect(JSON.parse(read(to, statePath))).toMatchObject({ height: '10000000' });
    const seed = Buffer.from(
      (JSON.parse(key) as { priv_key: { value: string } }).priv_key.value,
      'base64',
    ).subarray(0, 32);
    const der = readFileSync(join(to, 'validator/config/priv_validator_key.pkcs8.der'));
    expect(der.toString('hex')).toBe(`302e020100300506032b657004220420${seed.toString('hex')}`);
  });

  it('of a key with its state inside: the state gets a file of its own', async () => {
    const legacy = key.replace('{', `{"last_height":"${sampleHeight}","last_round":"0","last_step":3,`);
    const place = join(root, 'legacy');
    mkdirSync(place);
    const old = await onStick(await sealSample({ 'val/priv_validator.json': Buffer.from(legacy) }), place);
    const to = newPlace();
    const tooLow = ['--original-stopped', '--min-height', '5', '--as', 'pkcs8-der'];
    expect(errorOf(recover(to, tooLow, old)).code).toBe('guard-height-too-low');
    expect(recover(to, [...settled, '--as', 'pkcs8-der'], old).code).toBe(0);
    expect(readdirSync(join(to, 'val')).sort()).toEqual([
      'priv_validator.pkcs8.der',
      'priv_validator_state.json',
    ]);
  });

  it('of files without a key: nothing is written', () => {
    const to = newPlace();
    expect(errorOf(recover(to, ['--as', 'pkcs8-der', '--only', 'app'])).code).toBe('restore-nothing');
    expect(errorOf(recover(to, ['--as', 'pem'])).code).toBe('usage-option');
    expect(existsSync(to)).toBe(false);
  });
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { neverSigns } from '@quorate/custody/drill/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePlan } from '../sample-plan.ts';
import { type Outcome, run } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

// Keys that no recogniser can tell for what they are, and that the plan marks as a validator's: from a real ceremony
// to every way out. Beside them a source of another role, which nobody guards.

const files: Readonly<Record<string, string>> = {
  'quantum/validator_keys.json': JSON.stringify({
    algorithm: 'ML-DSA-65',
    public_key: 'AA',
    secret_key: 'BB',
  }),
  'sealed/node.bin': '\u0001\u0002 of unknown kind',
  'app/settings.bin': '\u0001\u0002 of unknown kind',
};
const marked = ['quantum', 'sealed'];
const roles: Readonly<Record<string, string>> = { quantum: 'validator', sealed: 'Signer', app: 'secrets' };

describe('keys that the plan marks as signing', () => {
  let root: string;
  let folder: string;
  const at = (...parts: string[]) => join(root, ...parts);
  const cards = () => [1, 2].flatMap((card) => ['--share', at(`card-${card}.txt`)]);

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'quorate-marked-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(at(path, '..'), { recursive: true });
      writeFileSync(at(path), text, { mode: 0o600 });
    }
    for (const stick of ['a', 'b']) mkdirSync(at(stick));
    const sources = Object.entries(roles).map(([name, role]) => ({
      name,
      role,
      host: null,
      created: null,
      expect: [],
    }));
    writeFileSync(at('plan.json'), samplePlan({ sources }));
    const homes = Object.keys(roles).map((name) => `${name}=${at(name)}`);
    const to = ['--to', at('a'), '--to', at('b'), '--cards', at('cards')];
    expect(quorate(['seal', ...homes, '--plan', at('plan.json'), ...to]).code).toBe(0);
    folder = at('a', readdirSync(at('a'))[0] as string);
    for (const card of [1, 2]) {
      const picture = new Uint8Array(readFileSync(at('cards', `card-${card}.png`)));
      writeFileSync(at(`card-${card}.txt`), readCardImage(picture, 'card'));
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  let places = 0;
  function recover(...words: string[]): { to: string; outcome: Outcome } {
    const to = at(`to-${++places}`);
    return { to, outcome: quorate(['recover', folder, '--to', to, '--json', ...cards(), ...words]) };
  }
  const settled = ['--original-stopped', '--min-height', '41'];
  const stateAt = (to: string, name: string) => join(to, name, 'priv_validator_state.json');
  const refusing = { height: '42', round: 0, step: 0 };

  it('stand in the manifest with their role, and without anything that could be a guess’s oracle', () => {
    const { keys } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    for (const key of keys) {
      expect(key).toMatchObject({ role: roles[key.name], type: 'opaque', fingerprint: null, sha256: null });
    }
  });

  it('are refused without a settled state, by name and in one with all, and nothing is written', () => {
    for (const words of [[], ['--only', 'quantum'], ['--only', 'sealed/node.bin']]) {
      const { to, outcome } = recover(...words);
      expect([words, errorOf(outcome).code, outcome.code]).toEqual([words, 'guard-original-running', 5]);
      expect(existsSync(to)).toBe(false);
    }
  });

  it('are in no form that a token takes: nothing leaves that way', () => {
    const { to, outcome } = recover('--as', 'pkcs8-der');
    expect([errorOf(outcome).code, existsSync(to)]).toEqual(['restore-nothing', false]);
  });

  it.each(marked)('come back with a state that refuses the height: %s', (name) => {
    const { to, outcome } = recover('--only', name, ...settled);
    expect(outcome.code).toBe(0);
    const [path, text] = Object.entries(files).find(([file]) => file.startsWith(name)) as [string, string];
    expect(readFileSync(join(to, path), 'utf8')).toBe(text);
    expect(JSON.parse(readFileSync(stateAt(to, name), 'utf8'))).toEqual(refusing);
    const settledBy = [expect.objectContaining({ basis: 'min-height', height: '42' })];
    const { signing } = JSON.parse(outcome.stdout);
    expect([JSON.stringify(signing).includes(path), signing]).toEqual([true, settledBy]);
    const record = readdirSync(join(folder, 'records')).sort().at(-2) as string;
    const { data } = JSON.parse(readFileSync(join(folder, 'records', record), 'utf8'));
    expect([data.outcome, data.signing]).toEqual(['restored', settledBy]);
  });

  it('leave another role alone', () => {
    const { to, outcome } = recover('--only', 'app');
    expect([outcome.code, readdirSync(join(to, 'app'))]).toEqual([0, ['settings.bin']]);
  });

  it('lie in a sandbox of a full drill with a state that refuses every height', () => {
    const place = mkdtempSync('/dev/shm/quorate-marked-');
    try {
      const sandbox = join(place, 'keys');
      const words = ['--kind', 'full', '--sandbox', sandbox, '--json', ...cards()];
      expect(quorate(['drill', folder, ...words]).code).toBe(0);
      for (const name of marked) {
        expect(JSON.parse(readFileSync(stateAt(sandbox, name), 'utf8'))).toMatchObject({
          height: String(neverSigns.height),
        });
      }
      expect(readdirSync(join(sandbox, 'app'))).toEqual(['settings.bin']);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it('are guarded by the program in Python on the stick too', () => {
    const python = (to: string, ...words: string[]) =>
      run('python3', [join(folder, 'recover/recover.py'), folder, '--to', to, ...cards(), ...words]);
    for (const name of marked) {
      const refused = python(at('never'), '--only', name, '--min-height', '41');
      expect([refused.code, existsSync(at('never'))]).toEqual([5, false]);
      expect(refused.stderr).toContain('equivocation');
    }
    expect(python(at('python'), '--only', 'quantum', ...settled).code).toBe(0);
    expect(JSON.parse(readFileSync(stateAt(at('python'), 'quantum'), 'utf8'))).toEqual(refusing);
    expect(python(at('python-app'), '--only', 'app').code).toBe(0);
  });
});

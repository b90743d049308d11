import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, onStick } from '../cli/ceremony-folder.ts';
import { sealSample, validatorHome } from '../custody/folder/sample-folder.ts';
import { repository, run } from '../tools.ts';
import { readVectors, vectorPath } from '../vectors.ts';

// The kit on every stick: two programs, written apart, that must bring back the same bytes from the same folders.

const kit = join(repository, 'cli/dist/kit');
const oldestNode = join(repository, 'test/oldest-node/node_modules/.bin/node');
const programs: Record<string, readonly string[]> = {
  'recover.py': ['python3', join(kit, 'recover.py')],
  'recover.mjs on Node 24': [process.execPath, join(kit, 'recover.mjs'), 'recover'],
  'recover.mjs on Node 18': [oldestNode, join(kit, 'recover.mjs'), 'recover'],
};
const guard = ['--original-stopped', '--min-height', '5000000'];

let root: string;
let ours: CeremonyOnStick;
const contents = {
  ...validatorHome(),
  'app/.env': Buffer.from('A=1\n'),
  'app/deep/er/é.bin': new Uint8Array(100_000).fill(9),
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-kit-'));
  ours = await onStick(await sealSample(contents), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Path → mode and SHA-256 of every file below a folder. */
function treeOf(folder: string, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const [path, name] = [join(folder, entry.name), `${prefix}${entry.name}`];
      if (entry.isDirectory()) return treeOf(path, `${name}/`);
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      return { [name]: `${(statSync(path).mode & 0o777).toString(8)} ${hash}` };
    }),
  );
}

let recoveries = 0;
function recoverWith(program: string, folder: string, cards: readonly string[]): Record<string, string> {
  const to = join(root, `recovered-${++recoveries}`);
  const [command, ...words] = programs[program] as [string, ...string[]];
  const outcome = run(command, [
    ...words,
    folder,
    '--to',
    to,
    ...guard,
    ...cards.flatMap((card) => ['--share', card]),
  ]);
  if (outcome.code !== 0) throw new Error(`${program}: ${outcome.stderr}`);
  return treeOf(to);
}

describe('both programs', () => {
  const expected = () => {
    const state = createHash('sha256')
      .update('{\n  "height": "5000001",\n  "round": 0,\n  "step": 0\n}')
      .digest('hex');
    const files = Object.entries(contents).map(([path, bytes]) => [
      path,
      `600 ${createHash('sha256').update(bytes).digest('hex')}`,
    ]);
    return { ...Object.fromEntries(files), 'validator/data/priv_validator_state.json': `600 ${state}` };
  };

  it.each(Object.keys(programs))('%s restores what we seal', (program) => {
    expect(recoverWith(program, ours.folder, [ours.cards[1] as string, ours.cards[2] as string])).toEqual(
      expected(),
    );
  });

  it.each(['foreign', 'rich'])('restore the foreign folder %s to the same bytes', (name) => {
    const vector = readVectors<{ cards: string[]; files: string[] }>(`folders/${name}.json`);
    const cards = [0, 2, 4].map((index) => {
      const path = join(root, `${name}-${index}.txt`);
      writeFileSync(path, vector.cards[index] as string);
      return path;
    });
    const folder = join(root, name);
    cpSync(vectorPath(`folders/${name}`), folder, { recursive: true });
    const trees = Object.keys(programs).map((program) => recoverWith(program, folder, cards));
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
    const hashes = Object.values(trees[0] as Record<string, string>).map((line) => line.split(' ')[1]);
    for (const hash of vector.files) expect(hashes).toContain(hash);
  });

  it.each(Object.keys(programs))('%s refuses a validator key that nobody says is stopped', (program) => {
    const [command, ...words] = programs[program] as [string, ...string[]];
    const to = join(root, 'never');
    const cards = ours.cards.slice(0, 2).flatMap((card) => ['--share', card]);
    const outcome = run(command, [...words, ours.folder, '--to', to, '--min-height', '5000000', ...cards]);
    expect(outcome.code).toBe(5);
    expect(outcome.stderr).toContain('--original-stopped');
    expect(existsSync(to)).toBe(false);
  });
});

describe('the kit as it is shipped', () => {
  it('is built to the same bytes twice', () => {
    const before = treeOf(kit);
    execFileSync(process.execPath, [join(repository, 'build/bundle.ts')], { cwd: tmpdir() });
    expect(treeOf(kit)).toEqual(before);
  });

  it('names no path of the machine it was built on', () => {
    for (const name of readdirSync(kit))
      expect(readFileSync(join(kit, name), 'utf8')).not.toContain(repository);
  });

  it('has the word list of BIP-39 and the format page', () => {
    expect(
      createHash('sha256')
        .update(readFileSync(join(kit, 'words.txt')))
        .digest('hex'),
    ).toBe('2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda');
    expect(readFileSync(join(kit, 'FORMATS.txt'))).toEqual(readFileSync(join(repository, 'docs/formats.md')));
  });

  it('imports nothing but what Node and Python bring along', () => {
    const script = readFileSync(join(kit, 'recover.mjs'), 'utf8');
    const imports = [
      ...script.matchAll(/^import .* from ["']([^"']+)["'];/gm),
      ...script.matchAll(/(?:import|require)\(["']([^"'$]+)["']\)/g),
    ].map(([, name]) => name as string);
    expect(new Set(imports).size).toBeGreaterThan(6);
    expect(
      imports.filter(
        (name) =>
          !/^(node:)?(fs|path|crypto|util|url|tty|readline|module|zlib|os|assert|buffer|stream)$/.test(name),
      ),
    ).toEqual([]);
    const check =
      'import ast,sys\nt=ast.parse(open(sys.argv[1]).read(),feature_version=(3,9))\nm={a.name.split(".")[0] for n in ast.walk(t) if isinstance(n,ast.Import) for a in n.names}|{n.module.split(".")[0] for n in ast.walk(t) if isinstance(n,ast.ImportFrom)}\nprint(*sorted(m-set(sys.stdlib_module_names)))';
    expect(run('python3', ['-c', check, join(kit, 'recover.py')])).toMatchObject({ code: 0, stdout: '\n' });
  });

  it('has a recover.py that a person can read in an evening: at most 465 lines of at most 110 characters', () => {
    const lines = readFileSync(join(kit, 'recover.py'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(465);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('runs on Node 18', () => {
    expect(run(oldestNode, ['--version']).stdout).toMatch(/^v18\./);
    expect(run(oldestNode, [join(kit, 'recover.mjs'), 'verify', ours.folder]).code).toBe(0);
  });

  it('has a format page whose worked examples are right', () => {
    expect(run('python3', [join(repository, 'test/kit/formats_page_check.py')])).toMatchObject({ code: 0 });
  });

  it('has a recover.py that passes its own tests against the vectors', () => {
    const outcome = run('python3', [join(repository, 'test/kit/recover_py_selftest.py')]);
    if (outcome.code !== 0) throw new Error(outcome.stderr.slice(-4000));
  });
});

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration } from '../../build/package/configuration.ts';
import { newFolder, type Outcome, repository, run } from '../tools.ts';
import { builtApp, type Packed, pack } from './packing.ts';

// The commands of the pages on releases and on installing, in their order, on a packing with a stand-in for Electron.
// A block that is marked needs a network, Electron or root: its commands are looked at only.

interface Command {
  readonly page: string;
  /** Empty when it can be run here. */
  readonly needs: string;
  readonly line: string;
}

const pages = ['release', 'offline-install'];
const text = Object.fromEntries(
  pages.map((page) => [page, readFileSync(join(repository, `docs/${page}.md`), 'utf8')]),
);
const commands: Command[] = pages.flatMap((page) =>
  [...(text[page] ?? '').matchAll(/^```console ?(.*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, needs = '', block = '']) =>
      block
        .trim()
        .split('\n')
        .map((line) => ({ page, needs, line })),
  ),
);
const runnable = commands.filter(({ needs }) => needs === '');
const marked = commands.filter(({ needs }) => needs !== '');
const deb = 'Quorate-0.1.0-amd64.deb';

let root: string;
let packed: Packed;
beforeAll(async () => {
  root = newFolder();
  await builtApp(join(root, 'app'));
  mkdirSync(join(root, 'dist'));
  packed = await pack(join(root, 'dist'), join(root, 'app'));
  for (const folder of ['stick', 'laptop', 'carry/debian'])
    mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(packed.output, deb), join(root, 'carry', deb));
  copyFileSync(join(packed.output, 'SHA256SUMS'), join(root, 'carry/SHA256SUMS'));
  writeFileSync(join(root, 'carry/debian/libnss3_2%3a3.110-1_amd64.deb'), 'from Debian');
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a command printed, run where its page supposes it to be. */
function outcomeOf(line: string): Outcome {
  // The stick is where the first machine left it.
  if (line.includes('/media/STICK')) run('cp', ['-r', join(root, 'carry'), join(root, 'stick')]);
  const places: Readonly<Record<string, string>> = {
    '/media/STICK': join(root, 'stick'),
    '/tmp': join(root, 'laptop'),
    'npx ': `${join(repository, 'node_modules/.bin')}/`,
  };
  const here = line.replace(/\/media\/STICK|\/tmp(?=\/)|npx /g, (word) => places[word] ?? word);
  return run('bash', ['-euo', 'pipefail', '-c', here], { cwd: root });
}

const said = new Map<string, string>();

describe('what can be run of the pages passes as it stands there', () => {
  it('and there is some', () => {
    expect(packed.outcome.code).toBe(0);
    expect(runnable.map(({ page }) => page)).toEqual([
      ...Array<string>(4).fill('release'),
      ...Array<string>(11).fill('offline-install'),
    ]);
  });

  it.each(runnable)('$page: $line', ({ page, line }) => {
    const outcome = outcomeOf(line);
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
    if (line.includes('--check')) expect(outcome.stdout).toMatch(/^([^\n]+: OK\n)+$/);
    said.set(`${page}: ${line}`, outcome.stdout);
  });

  it('the fuses read back are those of the page', () => {
    const shown =
      said.get('release: npx electron-fuses read --app dist/packages/linux-unpacked/quorate') ?? '';
    const wanted = /^```text\n([\s\S]*?)^```$/m.exec(text['release'] ?? '')?.[1] ?? 'nothing';
    expect(shown.endsWith(wanted)).toBe(true);
    expect(wanted.split('\n').length).toBe(10);
  });

  it('the archive lists what the page says', () => {
    const shown = said.get('release: npx asar list dist/packages/linux-unpacked/resources/app.asar') ?? '';
    const top = shown.split('\n').filter((path) => /^\/[^/]+$/.test(path));
    const named = [
      'main.mjs',
      'package.json',
      'pages',
      'preload.cjs',
      'resources',
      'watcher.mjs',
      'worker.mjs',
    ];
    expect(top.map((path) => path.slice(1)).sort()).toEqual(named);
    for (const name of named) expect(text['release']).toContain(`\`${name}\``);
  });

  it('the hash that is written on paper is the same on both machines and on the laptop', () => {
    const hashes = [...said].flatMap(([key, output]) =>
      /: sha256sum \S*carry\/CARRIED$/.test(key) ? [output.slice(0, 64)] : [],
    );
    expect(hashes.length).toBeGreaterThan(1);
    expect(new Set(hashes).size).toBe(1);
  });

  it('a file that was changed on the way is found on the laptop', () => {
    writeFileSync(join(root, 'laptop/carry/debian/libnss3_2%3a3.110-1_amd64.deb'), 'from elsewhere');
    const outcome = outcomeOf('cd /tmp/carry && sha256sum --check --strict CARRIED');
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('libnss3_2%3a3.110-1_amd64.deb: FAILED');
  });
});

describe('what cannot be run here', () => {
  it('says what it needs', () => {
    expect(new Set(marked.map(({ needs }) => needs))).toEqual(
      new Set(['network', 'electron', 'root network', 'root']),
    );
  });

  it.each(marked)('$page: $line', ({ line }) => {
    expect(run('bash', ['-n', '-c', line])).toMatchObject({ code: 0, stderr: '' });
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const [program = '', word = '', script = ''] = line.replace(/^(\w+=\S+ )+/, '').split(' ');
    if (program === 'npm' && word === 'run') expect(Object.keys(scripts)).toContain(script);
    else if (program === 'npx') expect(existsSync(join(repository, 'node_modules/.bin', word))).toBe(true);
    else if (program.startsWith('dist/packages/')) {
      expect(existsSync(join(packed.output, program.slice('dist/packages/'.length)))).toBe(true);
    } else {
      expect(['apt-get', 'cd', 'find', 'git', 'gpg', 'mkdir', 'npm', 'quorate', 'rm']).toContain(program);
    }
  });
});

it('the libraries that the page names are those that the package asks for', () => {
  const named = [configuration.deb?.depends ?? []].flat().flatMap((one) => one.split(' | '));
  for (const name of named) expect(text['offline-install']).toContain(`\`${name}\``);
});

it('the packages have the names of the pages', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(deb).toBe(`Quorate-${version}-amd64.deb`);
  expect(text['release']).toContain(`\`Quorate-${version}-x86_64.AppImage\``);
});

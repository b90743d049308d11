import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findElectron, NoElectron, neededDownload } from '../../build/package/electron.ts';
import { reducedEnvironment } from '../../build/start.ts';
import { type Outcome, repository, requireTool, run, temporaryFolder } from '../tools.ts';
import { silentServer } from './silent-server.ts';

const nowhere = 'http://127.0.0.1:9/';
const program = `#!/bin/sh
printf '%s\\n' "$@" > "$TMPDIR/words"
env > "$TMPDIR/environment"
exit 7
`;

/** Starts an app in a process of its own, as `npm start` does. */
function start(folder: string, env: NodeJS.ProcessEnv, electron: object = {}): Outcome {
  const app = join(folder, 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'main.mjs'), '');
  const module = pathToFileURL(join(repository, 'build/start.ts')).href;
  const script = `
    import { start } from ${JSON.stringify(module)};
    process.exitCode = await start(${JSON.stringify(app)}, ['--word'], ${JSON.stringify(electron)});`;
  const path = process.env['PATH'];
  return run(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: path, HOME: folder, TMPDIR: folder, ...env },
  });
}

/** A program that stands for Electron's binary, in a folder of its own. */
function binaryIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  return folder;
}

/** A copy of Electron's npm package, its installer included, that knows another hash of the zip. */
function packageIn(folder: string, sha256: string): string {
  const copy = join(folder, 'node_modules/electron');
  mkdirSync(copy, { recursive: true });
  const original = join(repository, 'node_modules/electron');
  for (const name of ['package.json', 'install.js', 'index.js'])
    cpSync(join(original, name), join(copy, name));
  const name = `electron-v45.4.1-${process.platform}-${process.arch}.zip`;
  writeFileSync(join(copy, 'checksums.json'), JSON.stringify({ [name]: sha256 }));
  for (const scope of ['@electron', '@electron-internal']) {
    symlinkSync(join(repository, 'node_modules', scope), join(folder, 'node_modules', scope));
  }
  return copy;
}

describe('npm start', () => {
  it('starts Electron on the built app, with the words given and nothing else of the environment', () => {
    const folder = temporaryFolder();
    const outcome = start(folder, {
      ELECTRON_OVERRIDE_DIST_PATH: binaryIn(join(folder, 'electron')),
      DISPLAY: ':7',
      NODE_OPTIONS: '--no-warnings',
      HTTPS_PROXY: nowhere,
      npm_config_registry: nowhere,
    });
    expect(outcome).toMatchObject({ code: 7, stderr: '' });
    expect(readFileSync(join(folder, 'words'), 'utf8')).toBe(`${join(folder, 'app')}\n--word\n`);
    const names = readFileSync(join(folder, 'environment'), 'utf8').match(/^\w+(?==)/gm) ?? [];
    // The shell that stands for Electron sets the last three itself.
    const own = names.filter((name) => !['PWD', 'SHLVL', '_'].includes(name));
    expect(own.sort()).toEqual(['DISPLAY', 'HOME', 'PATH', 'TMPDIR']);
  });

  it('lets nothing pass that loads code into a process or leads elsewhere', () => {
    const bad = [
      'NODE_OPTIONS',
      'ELECTRON_RUN_AS_NODE',
      'LD_PRELOAD',
      'LD_LIBRARY_PATH',
      'http_proxy',
      'GTK_MODULES',
    ];
    const good = ['HOME', 'LANG', 'LC_ALL', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'SystemRoot'];
    const env = Object.fromEntries([...bad, ...good].map((name) => [name, 'set']));
    expect(Object.keys(reducedEnvironment(env)).sort()).toEqual(good.sort());
  });

  it('without Electron and network says what to fetch, its hash and where to put it', () => {
    const folder = temporaryFolder();
    const packageFolder = packageIn(folder, 'a1'.repeat(32));
    const outcome = start(folder, { ELECTRON_MIRROR: nowhere }, { packageFolder });
    const { url, place, sha256 } = neededDownload(packageFolder, '45.4.1', {
      ELECTRON_MIRROR: nowhere,
      XDG_CACHE_HOME: join(folder, '.cache'),
    });
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toMatch(
      /^quorate: Electron 45\.4\.1 is not on this machine and could not be fetched: .+ \(electron-missing\)$/m,
    );
    expect(sha256).toBe('a1'.repeat(32));
    expect(url).toMatch(/v45\.4\.1\/electron-v45\.4\.1-\w+-\w+\.zip$/);
    for (const word of [url, sha256, place]) expect(outcome.stderr).toContain(` ${word}\n`);
  });

  it.skipIf(!requireTool('python3'))(
    'what it says works: the file is checked and unpacked offline',
    async () => {
      const folder = temporaryFolder();
      const zip = join(folder, 'fetched.zip');
      binaryIn(join(folder, 'zipped'));
      writeFileSync(join(folder, 'zipped/version'), '45.4.1');
      const made = run('python3', ['-m', 'zipfile', '-c', zip, 'electron', 'version'], {
        cwd: join(folder, 'zipped'),
      });
      expect(made.stderr).toBe('');
      const bytes = readFileSync(zip);
      const packageFolder = packageIn(folder, createHash('sha256').update(bytes).digest('hex'));
      const env = { XDG_CACHE_HOME: join(folder, 'cache') };
      const { place } = neededDownload(packageFolder, '45.4.1', env);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, bytes);
      const { binary } = await findElectron({ packageFolder, env });
      expect(binary).toBe(join(packageFolder, 'dist/electron'));
      expect(readFileSync(binary, 'utf8')).toBe(program);
    },
  );

  it('does not take a file with another hash', async () => {
    const folder = temporaryFolder();
    const packageFolder = packageIn(folder, '00'.repeat(32));
    const env = { ELECTRON_MIRROR: nowhere, electron_config_cache: join(folder, 'cache') };
    const { place } = neededDownload(packageFolder, '45.4.1', env);
    expect(place.startsWith(join(folder, 'cache'))).toBe(true);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, 'another');
    await expect(findElectron({ packageFolder, env })).rejects.toThrow(NoElectron);
    expect(existsSync(join(packageFolder, 'dist'))).toBe(false);
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const server = await silentServer();
    const folder = temporaryFolder();
    const packageFolder = packageIn(folder, '00'.repeat(32));
    const env = { XDG_CACHE_HOME: folder, ELECTRON_MIRROR: server.url };
    try {
      await expect(findElectron({ packageFolder, env, limit: 1500 })).rejects.toThrow(
        'it was not there after 1.5 seconds',
      );
    } finally {
      server.close();
    }
  });

  it('a folder that was named and holds no Electron is said to be so', async () => {
    const folder = temporaryFolder();
    await expect(findElectron({ env: { ELECTRON_OVERRIDE_DIST_PATH: folder } })).rejects.toThrow(
      `there is no electron in ${folder}, which ELECTRON_OVERRIDE_DIST_PATH names`,
    );
  });
});

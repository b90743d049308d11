import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fusesFor } from '../../build/package/fuses.ts';
import { newFolder, repository, run } from '../tools.ts';
import { builtApp, type Packed, pack } from './packing.ts';

let root: string;
let packed: Packed;
let unpacked: string;

beforeAll(async () => {
  root = newFolder();
  const app = join(root, 'app');
  await builtApp(app);
  // What a build never leaves there, and what must not be packed if it ever did.
  mkdirSync(join(app, 'node_modules/left-over'), { recursive: true });
  writeFileSync(join(app, 'node_modules/left-over/index.js'), '');
  writeFileSync(join(app, 'main.mjs.map'), '{}');
  mkdirSync(join(root, 'first'));
  packed = await pack(join(root, 'first'), app);
  unpacked = join(packed.output, 'linux-unpacked');
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the packed application', () => {
  it('is made without a network, and without fetching a tool', () => {
    expect(packed.outcome).toMatchObject({ code: 0, stderr: '' });
    expect(packed.outcome.stdout).not.toContain('download');
    const kept = filesBelow(packed.home).filter((path) => !path.startsWith('.npm/_logs/'));
    expect(kept).toEqual([]);
  });

  it('holds the files of the build and no other: no package, no source map', () => {
    const { app } = packed;
    const built = filesBelow(app).filter((path) => !/^node_modules\/|\.map$/.test(path));
    expect(filesInArchive()).toEqual(built);
    expect(built).toEqual(
      expect.arrayContaining(['main.mjs', 'preload.cjs', 'worker.mjs', 'pages/index.html']),
    );
    for (const path of built) {
      if (path === 'package.json') continue;
      expect([path, inArchive(path).equals(readFileSync(join(app, path)))]).toEqual([path, true]);
    }
  });

  it('is what its package.json says, which names nothing to install or run', () => {
    const written = JSON.parse(inArchive('package.json').toString()) as Record<string, unknown>;
    const before = JSON.parse(readFileSync(join(packed.app, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const added = { homepage: 'https://quorate.invalid/', desktopName: 'quorate.desktop' };
    expect(written).toEqual({ ...before, ...added });
  });

  it('has kit, fonts and the native module beside the archive, byte for byte, and nothing else there', () => {
    const beside = join(unpacked, 'resources/app.asar.unpacked');
    const { app } = packed;
    const resources = filesBelow(app).filter((path) => path.startsWith('resources/'));
    expect(resources.length).toBeGreaterThan(5);
    expect(resources).toContain('resources/usb/usb.linux-x64-gnu.node');
    expect(resources).toContain('resources/usb/LICENSE.md');
    expect(filesBelow(beside)).toEqual(resources);
    for (const path of resources) {
      expect(readFileSync(join(beside, path)).equals(readFileSync(join(app, path)))).toBe(true);
    }
  });

  it('lies beside an Electron without its own greeting, and with its licences', () => {
    expect(filesBelow(unpacked).filter((path) => !path.startsWith('resources/app.asar.unpacked/'))).toEqual(
      [
        'LICENSE.electron.txt',
        'LICENSES.chromium.html',
        'chrome-sandbox',
        'icudtl.dat',
        'locales/en-US.pak',
        'quorate',
        'resources/apparmor-profile',
        'resources/app.asar',
      ].sort(),
    );
  });

  it('has the fuses that were decided, read back from its binary', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'quorate'));
    const wanted = fusesFor('linux');
    for (const option of Object.values(FuseV1Options).filter((value) => typeof value === 'number')) {
      expect([option, wire[option]]).toEqual([option, wanted[option] ? FuseState.ENABLE : FuseState.DISABLE]);
    }
  });
});

describe('the packages', () => {
  it('stand in SHA256SUMS with each file of the folder, as sha256sum reads it', () => {
    const { output } = packed;
    const checked = run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: output });
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const listed = lines(join(output, 'SHA256SUMS')).map((line) => line.slice(66));
    const packages = filesBelow(output).filter((path) => !/^builder-debug\.yml$|^SHA256SUMS$/.test(path));
    expect(listed).toEqual(packages);
    expect(listed).toContain('Quorate-0.1.0-amd64.deb');
  });

  it('the Debian package asks for libraries by the names of Debian 12 and of Debian 13', () => {
    expect(wordsAfter('-d')).toEqual([
      'libgtk-3-0t64 | libgtk-3-0',
      'libnss3',
      'libgbm1',
      'libasound2t64 | libasound2',
      'libatspi2.0-0t64 | libatspi2.0-0',
      'libxkbcommon0',
    ]);
    expect(wordsAfter('--deb-recommends')).toEqual([]);
    expect(packed.deb).toContain(`${unpacked}/=/opt/Quorate`);
  });

  it('the AppImage is not started with the switch that the application refuses', () => {
    expect(packed.desktop).toMatch(/^Exec=AppRun %U$/m);
    expect(packed.desktop).not.toContain('sandbox');
  });

  it('a second packing of the same build gives the same bytes', async () => {
    mkdirSync(join(root, 'second'));
    const again = await pack(join(root, 'second'), packed.app, ['dir']);
    const listed = lines(join(again.output, 'SHA256SUMS'));
    const before = lines(join(packed.output, 'SHA256SUMS'));
    expect(listed.length).toBeGreaterThan(10);
    // The Debian package brings a file of its own; the rest is the folder.
    expect(before.filter((line) => !/apparmor-profile$|\.deb$/.test(line))).toEqual(listed);
  });

  it('the icons have the sizes that their names say', () => {
    const folder = join(repository, 'build/package/resources/icons');
    const names = readdirSync(folder);
    expect(names).toContain('512x512.png');
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}.png`).toBe(name);
    }
  });
});

/** What stood behind each occurrence of an option of the program that makes Debian packages. */
function wordsAfter(option: string): (string | undefined)[] {
  return packed.deb.flatMap((word, index) => (word === option ? [packed.deb[index + 1]] : []));
}

const archive = () => join(unpacked, 'resources/app.asar');

function filesInArchive(): string[] {
  return listPackage(archive(), { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => !('files' in statFile(archive(), path)))
    .sort();
}

function inArchive(path: string): Buffer {
  return extractFile(archive(), path);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApp } from '../../build/app.ts';
import { type Outcome, repository, run } from '../tools.ts';
import { electronFolder } from './electron-folder.ts';

// A whole run of the packing, with a stand-in for Electron and where no network answers: every address that is known to
// be asked leads to a closed port, and the caches are empty.

const nowhere = 'http://127.0.0.1:9/';

/** What a packing left behind. */
export interface Packed {
  readonly outcome: Outcome;
  /** The built app that was packed. */
  readonly app: string;
  readonly output: string;
  /** The home of whoever packed. */
  readonly home: string;
  /** Words that the program got that makes Debian packages; empty when it was not started. */
  readonly deb: readonly string[];
  /** The menu entry inside the AppImage. */
  readonly desktop: string;
}

/** Builds the app, with one page, into a folder that is not there yet. */
export async function builtApp(app: string): Promise<void> {
  await buildApp(app, { pages: (folder) => writeFileSync(join(folder, 'index.html'), '<!doctype html>') });
}

/**
 * Packs a built app in a process of its own.
 * @param folder exists and is empty
 * @param targets all three when empty; of an AppImage it only looks at what would be made
 */
export async function pack(folder: string, app: string, targets: readonly string[] = []): Promise<Packed> {
  const [fpm, home, output, deb, desktop] = ['fpm', 'home', 'packages', 'deb', 'desktop'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string, string];
  writeFileSync(
    fpm,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${deb}'\nwhile [ "$1" != --package ]; do shift; done\necho deb > "$2"\n`,
  );
  chmodSync(fpm, 0o755);
  mkdirSync(home);
  const packing = {
    electron: await electronFolder(join(folder, 'electron')),
    app,
    output,
    targets,
    arch: 'x64',
  };
  const module = pathToFileURL(join(repository, 'build/package/package.ts')).href;
  const script = `
    import { writeFileSync } from 'node:fs';
    import { packApp } from ${JSON.stringify(module)};
    const look = async (options) => {
      if ('desktop' in options) writeFileSync(${JSON.stringify(desktop)}, options.desktop);
      return 'desktop' in options;
    };
    await packApp({ ...${JSON.stringify(packing)}, look });`;
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    CUSTOM_FPM_PATH: fpm,
    ELECTRON_MIRROR: nowhere,
    ELECTRON_BUILDER_BINARIES_MIRROR: nowhere,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
  const outcome = run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env });
  const text = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  return { outcome, app, output, home, deb: text(deb).split('\n'), desktop: text(desktop) };
}

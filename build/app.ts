import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { nativeUsb } from './native-usb.ts';

// Makes what Electron starts, dist/app: the main program, the preload, the worker, the watcher, the window's pages, the
// kit and fonts that a ceremony writes and prints, and the native module that tells what is plugged in. Building twice gives the same
// bytes. `npm run build` comes before it.

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a build is made of, where it is not the ordinary one. */
export interface AppParts {
  /** Writes the window's pages into a folder. */
  readonly pages: (folder: string) => Promise<void> | void;
  /** Run before anything else of the bundler: tests change sources with them. */
  readonly plugins?: readonly Plugin[];
}

/** Some packages are CommonJS and ask for Node's own modules by require, which an ES module does not have. */
const requireForCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const programs: readonly BuildOptions[] = [
  { entryPoints: ['electron/main/main.ts'], outfile: 'main.mjs', format: 'esm', external: ['electron'] },
  // A sandboxed preload is CommonJS and may require little more than electron.
  {
    entryPoints: ['electron/preload/preload.ts'],
    outfile: 'preload.cjs',
    format: 'cjs',
    platform: 'browser',
    external: ['electron'],
  },
  {
    entryPoints: ['electron/worker/worker.ts'],
    outfile: 'worker.mjs',
    format: 'esm',
    banner: { js: requireForCommonJs },
  },
  {
    entryPoints: ['electron/watcher/watcher.ts'],
    outfile: 'watcher.mjs',
    format: 'esm',
    banner: { js: requireForCommonJs },
  },
];

/** One of the programs of the app. */
export type AppProgram = 'main.mjs' | 'preload.cjs' | 'worker.mjs' | 'watcher.mjs';

/**
 * Bundles programs of the app into a folder that exists.
 * @param only all of them unless told
 */
export async function bundlePrograms(
  folder: string,
  plugins: readonly Plugin[] = [],
  only: readonly AppProgram[] = ['main.mjs', 'preload.cjs', 'worker.mjs', 'watcher.mjs'],
): Promise<void> {
  const chosen = programs.filter(({ outfile }) => only.some((name) => name === outfile));
  await Promise.all(
    chosen.map((program) =>
      build({
        platform: 'node',
        target: 'node24',
        ...program,
        absWorkingDir: root,
        outfile: join(folder, program.outfile ?? ''),
        bundle: true,
        legalComments: 'eof',
        logLevel: 'warning',
        plugins: [...plugins, nativeUsb('resources/usb')],
      }),
    ),
  );
}

/** Kit, fonts and the native module for USB, as `npm run build` made them. */
export function copyResources(folder: string): void {
  for (const part of ['kit', 'fonts', 'usb']) {
    const made = join(root, 'cli/dist', part);
    if (!existsSync(made)) throw new Error(`${part} is not there: run npm run build first`);
    cpSync(made, join(folder, part), { recursive: true });
  }
}

/**
 * Builds the whole app.
 * @param finished the folder; what is there is replaced when the new one is whole, so that a build that fails, or
 * another that runs, loses nothing
 */
export async function buildApp(finished: string, { pages, plugins }: AppParts): Promise<void> {
  const dist = `${finished}-${process.pid}`;
  try {
    mkdirSync(join(dist, 'pages'), { recursive: true });
    await bundlePrograms(dist, plugins);
    await pages(join(dist, 'pages'));
    copyResources(join(dist, 'resources'));
    writeFileSync(join(dist, 'package.json'), packageFile());
    rmSync(finished, { recursive: true, force: true });
    renameSync(dist, finished);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** What Electron reads first. */
function packageFile(): string {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  const about = { name, productName: 'Quorate', version, description, license };
  return `${JSON.stringify({ ...about, type: 'module', main: 'main.mjs' }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Loaded here alone: whoever brings pages of their own needs no Vite.
  const { buildRenderer } = await import('./vite.renderer.ts');
  await buildApp(join(root, 'dist/app'), { pages: buildRenderer });
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { configuration } from './configuration.ts';
import { findElectron, NoElectron } from './electron.ts';
import { writeSums } from './sums.ts';

// npm run package: what `build/app.ts` made and Electron, as a folder, a Debian package and an AppImage in
// dist/packages, with the SHA-256 of each file.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What is packed, and into what. */
export interface Packing {
  /** Folder with Electron as its zip holds it. */
  readonly electron: string;
  /** The machine's own unless told: what `electron` is made for. */
  readonly arch?: 'x64' | 'arm64';
  /** All of the configuration's when empty. */
  readonly targets?: readonly string[];
  /** Instead of `dist/app` and `dist/packages`. */
  readonly app?: string;
  readonly output?: string;
  /** Sees what would go into a Debian package or AppImage; true leaves it at that. */
  readonly look?: (options: unknown) => Promise<boolean>;
}

/**
 * Packs the built application for Linux and lists the hashes in `SHA256SUMS` beside the packages. The one part that may
 * ask the network is electron-builder's, for the tools that make Debian packages and AppImages; a folder needs none.
 * @returns the folder of the packages
 */
export async function packApp(packing: Packing): Promise<string> {
  const { electron, arch, targets = [], app, output, look } = packing;
  const directories = {
    ...configuration.directories,
    ...(app === undefined ? {} : { app }),
    ...(output === undefined ? {} : { output }),
  };
  // electron-builder asks npm for its settings, and npm at times asks the network for a newer npm.
  Object.assign(process.env, { npm_config_offline: 'true', npm_config_update_notifier: 'false' });
  const config: Configuration = { ...configuration, directories, electronDist: electron };
  await build({
    projectDir: root,
    config,
    targets: Platform.LINUX.createTarget(
      targets.length === 0 ? null : [...targets],
      ...(arch === undefined ? [] : [Arch[arch]]),
    ),
    publish: 'never',
    ...(look === undefined ? {} : { effectiveOptionComputed: look }),
  });
  const folder = output ?? join(root, 'dist/packages');
  await writeSums(folder);
  return folder;
}

/** The time that goes into archives, so that another day's build of the same commit has the same bytes. */
function commitTime(): string {
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  return /^\d+$/.test(stdout?.trim() ?? '') ? stdout.trim() : '0';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals } = parseArgs({ allowPositionals: true });
  try {
    if (!existsSync(join(root, 'dist/app/main.mjs'))) {
      throw new Error('the app is not built: run npm run build:app first');
    }
    const { folder } = await findElectron();
    process.env['SOURCE_DATE_EPOCH'] ??= commitTime();
    process.stdout.write(`packed: ${await packApp({ electron: folder, targets: positionals })}\n`);
  } catch (error) {
    if (!(error instanceof NoElectron)) throw error;
    process.stderr.write(`quorate: ${error.message} (${error.code})\nhint: ${error.hint}\n`);
    process.exitCode = 6;
  }
}

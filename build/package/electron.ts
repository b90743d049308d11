import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Electron's binary is no npm package. Electron's own installer, `install.js` in its package, fetches a zip, checks it
// against the hashes that came with the package (and so with package-lock.json), and unpacks it.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const releases = 'https://github.com/electron/electron/releases/download/';

/** Why Electron cannot be started here, and what to do about it. */
export class NoElectron extends Error {
  override readonly name = 'NoElectron';
  readonly code = 'electron-missing';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Electron, ready to be started or packed. */
export interface Electron {
  readonly version: string;
  /** The folder that holds it, as the zip does. */
  readonly folder: string;
  readonly binary: string;
}

/** Where Electron is looked for, and how. */
export interface Search {
  /** Folder of the npm package. */
  readonly packageFolder?: string;
  /** Read: `ELECTRON_OVERRIDE_DIST_PATH`, `ELECTRON_MIRROR`, `electron_config_cache`, `XDG_CACHE_HOME`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds that the installer may take. */
  readonly limit?: number;
}

/** The file that must be fetched. */
export interface Download {
  readonly name: string;
  readonly url: string;
  /** Hex; null for a platform that Electron does not build for. */
  readonly sha256: string | null;
  /** Where Electron's installer looks before it asks the network. */
  readonly place: string;
}

/** A slow line needs minutes for a hundred megabytes; an unreachable network is told after seconds. */
const patience = 15 * 60_000;

/**
 * Finds Electron, letting its own installer fetch it when it is not there yet.
 * @throws NoElectron when it is not there and cannot be had, after `limit` at the latest
 */
export async function findElectron(search: Search = {}): Promise<Electron> {
  const { packageFolder = join(root, 'node_modules/electron'), env = process.env, limit = patience } = search;
  const { version } = read(join(packageFolder, 'package.json')) as { readonly version: string };
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = given ?? join(packageFolder, 'dist');
  const binary = join(folder, program());
  const download = neededDownload(packageFolder, version, env);
  if (given === undefined) {
    const failure = await install(packageFolder, env, limit);
    if (failure !== null) {
      throw new NoElectron(
        `Electron ${version} is not on this machine and could not be fetched: ${failure}`,
        remedy(download),
      );
    }
  }
  if (!existsSync(binary)) {
    const where = given === undefined ? folder : `${folder}, which ELECTRON_OVERRIDE_DIST_PATH names`;
    throw new NoElectron(`there is no ${program()} in ${where}`, remedy(download));
  }
  return { version, folder, binary };
}

/** What a connected machine must fetch for this one. */
export function neededDownload(packageFolder: string, version: string, env: NodeJS.ProcessEnv): Download {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const sums = read(join(packageFolder, 'checksums.json')) as Readonly<Record<string, string>>;
  const address = `${env['ELECTRON_MIRROR'] ?? releases}v${version}`;
  // As @electron/get names it: the hash of the address without the file's name.
  const entry = createHash('sha256').update(address).digest('hex');
  return {
    name,
    url: `${address}/${name}`,
    sha256: sums[name] ?? null,
    place: join(env['electron_config_cache'] ?? cache(env), entry, name),
  };
}

function remedy({ url, sha256, place, name }: Download): string {
  if (sha256 === null) return `Electron is not made for ${process.platform} on ${process.arch}`;
  return [
    `on a connected machine fetch  ${url}`,
    `its SHA-256 must be           ${sha256}`,
    `put it on this machine as     ${place}`,
    'then start again: the hash is checked and the file unpacked, without a network.',
    `Or unpack ${name} yourself and name the folder in ELECTRON_OVERRIDE_DIST_PATH: then nobody checks it.`,
    'Without Electron, npm run preview shows the screens in Chromium.',
  ].join('\n  ');
}

/** @returns why it did not work, or null */
function install(packageFolder: string, env: NodeJS.ProcessEnv, limit: number): Promise<string | null> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let said = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      installer.kill('SIGKILL');
    }, limit);
    installer.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, 10_000);
    });
    installer.on('error', (error) => resolve(error.message));
    installer.on('close', (code) => {
      clearTimeout(timer);
      if (isLate) resolve(`it was not there after ${limit / 1000} seconds`);
      else if (code === 0) resolve(null);
      else resolve(said.split('\n').find((line) => line.trim() !== '') ?? `its installer ended with ${code}`);
    });
  });
}

/** Electron's executable, seen from its folder. */
function program(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Where @electron/get keeps what it fetched. */
function cache(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/electron');
  if (process.platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local'), 'electron/Cache');
  }
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'electron');
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron, NoElectron, type Search } from './package/electron.ts';

// npm start: the app that `build/app.ts` made, on Electron. Words behind `--` go to the app.

/**
 * All of the environment that reaches the app: where the screen is, where people's files are, and in what language.
 * Nothing that loads code, names a proxy or belongs to npm.
 */
const needed: readonly RegExp[] = [
  /^(DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS)$/,
  /^XDG_(RUNTIME_DIR|SESSION_TYPE|CURRENT_DESKTOP|DATA_DIRS|CONFIG_HOME|CACHE_HOME)$/,
  /^(HOME|PATH|USER|LOGNAME|TMPDIR|LANG|LANGUAGE|LC_[A-Z]+|TZ)$/,
  /^(SystemRoot|windir|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP)$/i,
];

/** The part of an environment that the app needs. */
export function reducedEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => needed.some((pattern) => pattern.test(name))),
  );
}

/**
 * Starts a built app on Electron and waits for its end; says what to do where there is no Electron.
 * @param app the folder of the built app
 * @param words for the app's command line
 * @param electron where Electron is looked for
 * @returns the exit code: the app's; 1 when a signal ended it; 6 without Electron
 */
export async function start(app: string, words: readonly string[], electron: Search = {}): Promise<number> {
  if (!existsSync(join(app, 'main.mjs')))
    throw new Error('the app is not built: run npm run build:app first');
  try {
    const { binary } = await findElectron(electron);
    return await runToEnd(binary, [app, ...words]);
  } catch (error) {
    if (!(error instanceof NoElectron)) throw error;
    process.stderr.write(`quorate: ${error.message} (${error.code})\nhint: ${error.hint}\n`);
    return 6;
  }
}

function runToEnd(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: reducedEnvironment(process.env), stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const app = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/app');
  process.exitCode = await start(app, process.argv.slice(2));
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ElectronStandIn, register } from './stand-in.ts';

const { load } = createRequire(import.meta.url)('./native-import.mjs') as {
  load(url: string): Promise<unknown>;
};

/**
 * Runs the main program of a built app to its end, with a stand-in for `electron`.
 * @param words of its command line; those of the process around it are none of its business
 */
export async function loadProgram(
  electron: ElectronStandIn,
  folder: string,
  words: readonly string[] = [],
): Promise<void> {
  const { argv, execArgv } = process;
  process.argv = ['quorate', ...words];
  process.execArgv = [];
  try {
    await load(`${pathToFileURL(join(folder, 'main.mjs')).href}${register(electron)}`);
  } finally {
    process.argv = argv;
    process.execArgv = execArgv;
  }
}

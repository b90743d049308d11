import { runProgram } from '../main.ts';
import { software } from '../version.ts';
import { kitCommands } from './commands.ts';

// Node 18 keeps it behind a flag; the libraries look for it there.
if (!('crypto' in globalThis)) {
  const { webcrypto } = await import('node:crypto');
  Object.assign(globalThis, { crypto: webcrypto });
}

const program = {
  name: 'recover.mjs',
  version: software.version,
  summary: 'the recovery kit of Quorate, one file',
  commands: kitCommands,
};

// Not left to an empty event loop: an open terminal would keep it turning. All output is written by then.
process.exit(await runProgram(program, process.argv.slice(2)));

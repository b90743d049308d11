import { webcrypto } from 'node:crypto';
import { runProgram } from '../main.ts';
import { software } from '../version.ts';
import { kitCommands } from './commands.ts';

// Node 18 keeps it behind a flag; the libraries look for it there.
globalThis.crypto ??= webcrypto as typeof globalThis.crypto;

const program = {
  name: 'recover.mjs',
  version: software.version,
  summary: 'the recovery kit of Quorate, one file',
  commands: kitCommands,
};

process.exitCode = await runProgram(program, process.argv.slice(2));

import { runProgram } from '../main.ts';
import { software } from '../version.ts';
import { ceremonyCommands, kitCommands } from './commands.ts';

const program = {
  name: 'quorate',
  version: software.version,
  summary: 'key ceremonies for validators, offline',
  commands: [...ceremonyCommands, ...kitCommands],
};

// Not left to an empty event loop: an open terminal would keep it turning. All output is written by then.
process.exit(await runProgram(program, process.argv.slice(2)));

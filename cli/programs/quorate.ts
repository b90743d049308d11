import { runProgram } from '../main.ts';
import { software } from '../version.ts';
import { ceremonyCommands, kitCommands } from './commands.ts';

const program = {
  name: 'quorate',
  version: software.version,
  summary: 'key ceremonies for validators, offline',
  commands: [...ceremonyCommands, ...kitCommands],
};

process.exitCode = await runProgram(program, process.argv.slice(2));

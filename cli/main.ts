import { QuorateError } from '@quorate/crypto-core/errors';
import { safeJson } from '@quorate/custody/print/safe-json';
import type { Program } from './command.ts';
import { exitCodeOf } from './exit-codes.ts';
import { commandHelp, programHelp } from './help.ts';
import { processIo, writeAll } from './io.ts';

/**
 * Runs a program with the words of a command line and answers its exit code. Everything thrown ends here: one line
 * that says what happened, one that says what to do, and no stack trace unless `QUORATE_DEBUG=1`.
 */
export async function runProgram(program: Program, words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  try {
    return await dispatch(program, words, json);
  } catch (error) {
    return report(error, json);
  }
}

async function dispatch(program: Program, words: readonly string[], json: boolean): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    writeAll(first === undefined ? 2 : 1, programHelp(program));
    return first === undefined ? exitCodeOf('usage') : 0;
  }
  if (first === '--version') {
    writeAll(1, `${program.name} ${program.version}\n`);
    return 0;
  }
  const { refuseExposedSecrets } = await import('./secrets-refused.ts');
  refuseExposedSecrets(words, process.env);
  const entry = program.commands.find((command) => command.name === first);
  if (entry === undefined) throw await unknownCommand(program, first);
  await useNode();
  const { parseArguments } = await import('./arguments.ts');
  const command = await entry.load();
  const args = parseArguments(command, rest);
  if (args.flag('help')) {
    writeAll(1, commandHelp(program, command));
    return 0;
  }
  const { openTerminal } = await import('./terminal.ts');
  const outcome = await command.run(args, processIo(json, openTerminal));
  if (json) writeAll(1, `${safeJson(outcome.json)}\n`);
  return outcome.exitCode ?? 0;
}

/** Lets keys be derived by Node's own implementation, which is there at once. Not needed to say what one can do. */
async function useNode(): Promise<void> {
  const { useEd25519 } = await import('@quorate/crypto-core/keys/public-half');
  const { nodeEd25519PublicKey } = await import('@quorate/custody/primitives');
  useEd25519(nodeEd25519PublicKey);
}

async function unknownCommand(program: Program, word: string): Promise<QuorateError> {
  const { editDistance } = await import('./arguments.ts');
  const nearest = program.commands
    .map(({ name }) => ({ name, distance: editDistance(word, name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const near = nearest !== undefined && nearest.distance <= 4;
  return new QuorateError(
    'usage-command',
    `there is no command ${word.slice(0, 40)}`,
    near ? `did you mean ${program.name} ${nearest.name}?` : `see ${program.name} --help`,
  );
}

function report(error: unknown, json: boolean): number {
  const known =
    error instanceof QuorateError
      ? error
      : new QuorateError(
          'unexpected',
          'something went wrong that should not',
          'run it again with QUORATE_DEBUG=1 and report what it prints',
          { cause: error },
        );
  const io = processIo(json, () => null);
  // What a command was at when it failed may still stand on the line.
  if (process.stderr.isTTY) writeAll(2, '\r\u001b[K');
  io.say(`quorate: ${known.message}`);
  if (known.hint !== undefined) io.say(`hint: ${known.hint}`);
  // Only the places in the code: a message of somebody else's error may quote what it was given.
  if (process.env['QUORATE_DEBUG'] === '1') io.say(...stackOf(error));
  if (json) {
    const { code, message, hint = null } = known;
    writeAll(1, `${safeJson({ ok: false, error: { code, message, hint } })}\n`);
  }
  return exitCodeOf(known.group);
}

function stackOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return [
    error instanceof Error ? error.name : typeof error,
    ...stack.split('\n').filter((line) => /^\s+at /.test(line)),
  ];
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Outcome, repository } from '../tools.ts';

const script = join(repository, 'cli/dist/quorate.mjs');
const person = join(repository, 'test/cli/person.py');

/** What a run is given besides its words. */
export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** User and group to run as. */
  readonly as?: number;
}

/** Runs the built command without a terminal, as a script would. */
export function quorate(words: readonly string[], options: RunOptions = {}): Outcome {
  // setsid takes the controlling terminal away, which the tests may have been started from.
  const child = spawnSync('setsid', ['--wait', process.execPath, script, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.as === undefined ? {} : { uid: options.as, gid: options.as }),
    input: options.input ?? '',
  });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

/** What a person types: a text, the output of a command, or a text after the memory of the command was searched. */
export type Typed =
  | string
  | { readonly run: readonly string[] }
  | { readonly signal: NodeJS.Signals }
  | { readonly scan: string; readonly before: readonly string[]; readonly type: string };

/**
 * Runs the built command on a terminal where a person waits for texts and types answers.
 * @param around a command to run it with, such as `unshare -n`
 */
export function quorateOnTerminal(
  words: readonly string[],
  steps: readonly (readonly [string, Typed])[],
  around: readonly string[] = [],
): Outcome {
  const command = [...around, process.execPath, script, ...words];
  const child = spawnSync('python3', [person, JSON.stringify(steps), ...command], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

/** The error that a run with `--json` printed. */
export function errorOf(outcome: Outcome): { code: string; message: string; hint: string | null } {
  return (JSON.parse(outcome.stdout) as { error: { code: string; message: string; hint: string | null } })
    .error;
}

import type { Machine } from './machine.ts';
import type { Program } from './program.ts';

/** What a person does when a text comes: types an answer, after doing something where that needs time. */
export type Habit = readonly [RegExp, string | ((match: RegExpExecArray) => string | Promise<string>)];

/** How a command on a terminal ended. `shown` is all that the terminal showed. */
export interface Shown {
  readonly code: number | null;
  readonly shown: string;
}

/** Silence of a ceremony while it seals; scrypt alone takes half a minute in an emulated machine. */
const patience = 600;

/**
 * Runs the built command line on a terminal of its own, where a person answers whatever comes.
 * @param habits the first text that comes is answered first
 */
export async function atTerminal(
  machine: Machine,
  words: readonly string[],
  habits: readonly Habit[],
): Promise<Shown> {
  const command = ['node', '/quorate/quorate.mjs', ...words].map(quoted).join(' ');
  // `-e`: ends as the command ended.
  const program = machine.start(['script', '-qfec', command, '/dev/null'], { SHELL: '/usr/bin/sh' });
  await answer(program, habits);
  const { code } = await program.ended(patience);
  return { code, shown: program.printed.replaceAll('\r', '') };
}

async function answer(program: Program, habits: readonly Habit[]): Promise<void> {
  const patterns = habits.map(([pattern]) => pattern);
  for (;;) {
    const found = await program.until(patterns, patience);
    if (found === null) return;
    const [, typed] = habits[found.index] as Habit;
    program.say(typeof typed === 'string' ? typed : await typed(found.match));
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

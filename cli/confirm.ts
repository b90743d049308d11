import { QuorateError } from '@quorate/crypto-core/errors';
import type { Io } from './io.ts';

/**
 * Shows something to a person and goes on only when they have typed the whole phrase. Without a terminal there is no
 * person, and no yes.
 * @throws `terminal-needed`, `not-confirmed`
 */
export async function confirm(
  io: Io,
  shown: readonly string[],
  question: string,
  phrase: string,
): Promise<void> {
  const terminal = io.terminal();
  io.say(...shown);
  if (terminal === null) {
    throw new QuorateError(
      'terminal-needed',
      `this needs a person at a terminal who types "${phrase}"`,
      'run the command in a terminal',
    );
  }
  const answer = await terminal.ask(question);
  if (answer.toLowerCase().replace(/\s+/g, ' ') !== phrase.toLowerCase()) {
    throw new QuorateError(
      'not-confirmed',
      `"${phrase}" was not typed; nothing was done`,
      'run the command again',
    );
  }
}

/**
 * Asks for the names of operator and witness, who must be two people.
 * @throws `terminal-needed`, `not-confirmed`
 */
export async function askTwoNames(io: Io): Promise<{ readonly operator: string; readonly witness: string }> {
  const terminal = io.terminal();
  if (terminal === null) {
    throw new QuorateError(
      'terminal-needed',
      'operator and witness must type their names at a terminal',
      'run the command in a terminal',
    );
  }
  const operator = await terminal.ask('Operator, type your name:');
  const witness = await terminal.ask('Witness, type your name:');
  const same = operator.toLowerCase() === witness.toLowerCase();
  if (operator === '' || witness === '' || same) {
    throw new QuorateError('not-confirmed', 'operator and witness must be two people, each with a name');
  }
  return { operator, witness };
}

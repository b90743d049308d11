import { ejectStick } from '@quorate/custody/sticks/eject';
import type { Outcome } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** Puts a stick away: unmounted, locked, switched off; what is left to a person is said. */
export async function ejectPlugged(path: string, io: Io): Promise<Outcome> {
  io.progress(`ejecting ${path}`);
  const { achieved, words } = await ejectStick(path);
  io.print(`${achieved.padEnd(14)}${words}`);
  const isDone = achieved !== 'by-hand';
  return { json: { ok: isDone, achieved, words }, ...(isDone ? {} : { exitCode: exitCodeOf('medium') }) };
}

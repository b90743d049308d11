import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { CardFiles } from '@quorate/custody/ceremony/card-files';
import type { Declaration } from '@quorate/custody/drives/protection';
import type { TwoPeople } from '@quorate/custody/people/two-people';
import type { Io } from '../io.ts';
import { type Reading, readCardFile, readTyped } from '../shares.ts';
import { askDeclaration } from '../stick/declare.ts';
import type { Terminal } from '../terminal.ts';

/** Digests by which typed cards are corrected. */
type Listed = Reading['digests'];

/** A card that was read back. */
export interface ReadBack {
  readonly card: UnverifiedCard;
  readonly how: 'image' | 'typed';
}

/** The people around the machine, as far as a ceremony asks them something. */
export interface Room {
  /** Operator and witness type their names. */
  twoPeople(what: string): Promise<TwoPeople>;
  /** Today's date from a watch. */
  date(): Promise<string>;
  /** Shows something and goes on after a typed word. */
  agree(shown: readonly string[], question: string, word: string): Promise<void>;
  /** Why something is not as planned. */
  reason(question: string): Promise<string>;
  /** What protects a stick that is not seen to be encrypted. */
  declare(shown: readonly string[]): Promise<Declaration>;
  /** A stick is taken out and plugged in again: it is back, it will not come back, or nobody is there to do it. */
  replug(stick: number): Promise<'back' | 'lost' | 'nobody'>;
  /** A card is read back, or is to be printed once more. */
  readBack(files: CardFiles, listed: Listed): Promise<ReadBack | 'reprint'>;
  /** One more witness types their name to sign off; null when nobody else does. */
  nextWitness(): Promise<string | null>;
  /** Whether what failed is to be tried again. */
  tryAgain(advice: string): Promise<boolean>;
  /** True when people are there: what is refused may be tried again. */
  readonly isPatient: boolean;
}

/** People at a terminal: every answer is typed. */
export function peopleAtTerminal(io: Io): Room {
  const terminal = io.terminal();
  if (terminal === null) {
    throw new QuorateError(
      'terminal-needed',
      'a ceremony needs a terminal: every card is read back by hand',
      'run it in a terminal; a plan with the purpose rehearsal runs without one',
    );
  }
  const there: Terminal = terminal;
  return {
    isPatient: true,
    async twoPeople(what) {
      io.say(`Two people answer for ${what}.`);
      const operator = await there.ask('Operator, type your name:');
      return { operator, witness: await there.ask('Witness, type your name:') };
    },
    date: () => there.ask("Read today's date from a watch, and type it as YEAR-MONTH-DAY:"),
    async agree(shown, question, word) {
      let told = shown;
      // A slip of the finger must not cost an hour: only a no is a no.
      for (;;) {
        const answer = (await askShowing(there, io, told, question)).trim().toLowerCase();
        if (answer === word) return;
        if (answer === 'no') {
          throw new QuorateError('not-confirmed', `"no" was typed instead of "${word}"`, 'start again');
        }
        told = [`Type ${word}, or no to end it here.`];
      }
    },
    reason: (question) => there.ask(question),
    async nextWitness() {
      const name = await there.ask('Next witness, type your name to sign off (Return: nobody else does):');
      return name.trim() === '' ? null : name;
    },
    async tryAgain(advice) {
      return !/^leave$/i.test(
        await there.ask(`${advice} Then press Return (or type leave to go without it):`),
      );
    },
    async declare(shown) {
      io.say(...shown);
      return askDeclaration(there);
    },
    async replug(stick) {
      const question = `Take stick ${stick} out, plug it in again, unlock and mount it. Then press Return (or type lost):`;
      for (;;) {
        const answer = (await there.ask(question)).trim();
        if (answer === '') return 'back';
        if (/^lost$/i.test(answer)) return 'lost';
      }
    },
    async readBack({ number }, listed) {
      const question = `Card ${number}: print it, then type its text from the paper. Return alone if it cannot be read:`;
      for (;;) {
        const text = await there.askCard(question);
        if (text !== '') {
          const reading = { io, digests: listed, yesCorrect: false };
          return { card: await readTyped(text, 'the card', reading), how: 'typed' };
        }
        if (
          /^reprint$/i.test(
            await there.ask('Type reprint to print it once more, or Return to type it again:'),
          )
        )
          return 'reprint';
      }
    },
  };
}

async function askShowing(
  there: Terminal,
  io: Io,
  shown: readonly string[],
  question: string,
): Promise<string> {
  io.say(...shown);
  return there.ask(question);
}

/** A rehearsal without people: the plan's names stand for them, and cards are read from the files just written. */
export function nobodyButThePlan(io: Io, plan: Plan): Room {
  return {
    isPatient: false,
    twoPeople: async () => ({ operator: plan.operator, witness: plan.witnesses[0] as string }),
    date: async () => new Date().toISOString().slice(0, 10),
    async agree(shown) {
      io.say(...shown);
    },
    reason: async () => plan.singleStickReason ?? 'a rehearsal',
    // Never asked: a rehearsal warns where a ceremony wants a word.
    declare: async () => ({ kind: 'none', reason: 'a rehearsal' }),
    replug: async () => 'nobody',
    nextWitness: async () => null,
    tryAgain: async () => false,
    async readBack({ png }, digests) {
      return { card: await readCardFile(png, { io, digests, yesCorrect: false }), how: 'image' };
    },
  };
}

/** What people may get wrong and try again: it must never cost a ceremony. */
const forgivable = new Set(['two-people', 'reason', 'not-confirmed', 'date-differs', 'stick-unfit']);

/** Asks until the answer is accepted, where people are there to answer. */
export async function untilAccepted<Result>(
  room: Room,
  io: Io,
  step: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!room.isPatient || !(error instanceof QuorateError) || !forgivable.has(error.code)) throw error;
      io.say(error.message, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
    }
  }
}

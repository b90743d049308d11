import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { CardFiles } from '@quorate/custody/ceremony/card-files';
import type { TwoPeople } from '@quorate/custody/people/two-people';
import { askTwoNames, confirm } from '../confirm.ts';
import type { Io } from '../io.ts';
import { askForCard, readCardFile } from '../shares.ts';
import type { Terminal } from '../terminal.ts';

/** Digests by which typed cards are corrected. */
type Listed = Parameters<typeof askForCard>[2];

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
  /** A stick is taken out and plugged in again. @returns false where nobody did */
  replug(stick: number, folder: string): Promise<boolean>;
  /** A card is read back. Refusals of a card end in another try. */
  readBack(files: CardFiles, listed: Listed): Promise<{ card: UnverifiedCard; how: 'image' | 'typed' }>;
  /** True when a refused card may be tried again. */
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
    twoPeople(what) {
      io.say(`Two people answer for ${what}.`);
      return askTwoNames(io);
    },
    date: () => there.ask("Read today's date from a watch, and type it as YEAR-MONTH-DAY:"),
    agree: (shown, question, word) => confirm(io, shown, question, word),
    reason: (question) => there.ask(question),
    async replug(stick, folder) {
      await there.ask(
        `Take stick ${stick} out, plug it in again, and mount it so that ${folder} is there. Then press Return:`,
      );
      return true;
    },
    async readBack({ number }, listed) {
      const question = `Card ${number}: print it, then type its text from the paper and press Return:`;
      return { card: await askForCard(io, question, listed), how: 'typed' };
    },
  };
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
    replug: async () => false,
    async readBack({ png }, digests) {
      return { card: await readCardFile(png, { io, digests, yesCorrect: false }), how: 'image' };
    },
  };
}

import { equalBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { generatePhrase, readPhrase } from '@quorate/custody/sticks/prepare/phrase';
import type { Io } from '../io.ts';
import { type PhraseTerminal, phrasesAt } from './phrase-terminal.ts';

/** An unlock phrase that a person has on paper, and how it is had back from them. */
export interface HeldPhrase {
  readonly phrase: Uint8Array;
  /** The phrase as the person typed it; the caller zeroes it. */
  readonly typedBack: () => Promise<Uint8Array>;
  wipe(): void;
}

/** A new phrase, shown once; or that of another stick, typed twice. @throws `terminal-needed`, `interrupted` */
export async function obtainPhrase(io: Io, isOfAnotherStick: boolean): Promise<HeldPhrase> {
  const lend = io.terminal()?.lend;
  if (lend === undefined) {
    throw new QuorateError(
      'terminal-needed',
      'an unlock phrase is shown and typed at a terminal only',
      'run the command in a terminal',
    );
  }
  const terminal = phrasesAt(lend);
  return isOfAnotherStick ? typedTwice(io, terminal) : generated(io, terminal);
}

async function generated(io: Io, terminal: PhraseTerminal): Promise<HeldPhrase> {
  const phrase = generatePhrase();
  try {
    await terminal.show(phrase);
  } catch (error) {
    phrase.fill(0);
    throw error;
  }
  const typedBack = async (): Promise<Uint8Array> => {
    for (;;) {
      const typed = await askPhrase(
        io,
        terminal,
        'Type the unlock phrase from the paper (not shown; Return alone shows it once more):',
      );
      if (typed === null) await terminal.show(phrase);
      else if (equalBytes(typed, phrase)) return typed;
      else {
        typed.fill(0);
        io.say('that is not the phrase of this stick: compare the paper, and type it again');
      }
    }
  };
  return held(phrase, typedBack);
}

async function typedTwice(io: Io, terminal: PhraseTerminal): Promise<HeldPhrase> {
  for (;;) {
    const first = await askPhrase(io, terminal, 'Type the unlock phrase of the other stick (not shown):');
    if (first === null) continue;
    const second = await askPhrase(io, terminal, 'Type it again:').catch((error: unknown) => {
      first.fill(0);
      throw error;
    });
    if (second !== null && equalBytes(first, second)) {
      first.fill(0);
      return held(second, async () => second.slice());
    }
    first.fill(0);
    second?.fill(0);
    io.say('the two are not the same: once more');
  }
}

function held(phrase: Uint8Array, typedBack: () => Promise<Uint8Array>): HeldPhrase {
  return {
    phrase,
    typedBack,
    wipe() {
      phrase.fill(0);
    },
  };
}

/** Asks until six words of the list were typed. @returns null for Return alone */
async function askPhrase(io: Io, terminal: PhraseTerminal, question: string): Promise<Uint8Array | null> {
  for (;;) {
    const typed = await terminal.askHidden(question);
    try {
      if (typed.length === 0) return null;
      return readPhrase(typed);
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      io.say(`not taken: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
    } finally {
      typed.fill(0);
    }
  }
}

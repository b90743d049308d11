import type { ReadStream, WriteStream } from 'node:tty';
import { QuorateError } from '@quorate/crypto-core/errors';
import { spansOf } from '@quorate/custody/sticks/prepare/phrase';
import type { Terminal } from '../terminal.ts';
import { HiddenEntry } from './hidden-entry.ts';

/** The person at the keyboard, for what must not stay on the screen. */
export interface PhraseTerminal {
  /** Shows a phrase on a screen of its own until Return is pressed, then takes it away. */
  show(phrase: Uint8Array): Promise<void>;
  /** Asks for a line that is not shown. The caller zeroes it. */
  askHidden(question: string): Promise<Uint8Array>;
}

// A screen of its own (xterm's 1049) has no scrollback. Erased by overwriting, for clearing a whole screen makes some
// terminals keep it.
const enterScreen = '\u001b[?1049h\u001b[H\u001b[J';
const leaveScreen = '\u001b[H\u001b[J\u001b[?1049l';
const deadly = ['SIGTERM', 'SIGHUP'] as const;

/** Phrases at the terminal where the other questions are asked: two readers of one keyboard take each other's keys. */
export function phrasesAt(lend: NonNullable<Terminal['lend']>): PhraseTerminal {
  return {
    show: (phrase) => lend((from, to) => show(from, to, phrase)),
    askHidden: (question) =>
      lend(async (from, to) => {
        try {
          return await hiddenLine(from, () => to.write(`${question} `));
        } finally {
          to.write('\r\n');
        }
      }),
  };
}

async function show(from: ReadStream, to: WriteStream, phrase: Uint8Array): Promise<void> {
  const onSignal = (signal: NodeJS.Signals) => {
    to.write(leaveScreen);
    from.setRawMode(false);
    process.removeListener(signal, onSignal);
    process.kill(process.pid, signal);
  };
  for (const signal of deadly) process.on(signal, onSignal);
  to.write(`${enterScreen}Unlock phrase of this stick. Write it down now, on paper:\r\n\r\n`);
  try {
    writeNumbered(phrase, to);
    to.write('\r\nLower case, one blank between the words. It is shown here only.\r\n');
    (await hiddenLine(from, () => to.write('Press Return when it is written down. '))).fill(0);
  } finally {
    to.write(leaveScreen);
    for (const signal of deadly) process.removeListener(signal, onSignal);
  }
}

/** One word a line with its number; the words pass as bytes. A terminal takes them at once: nothing waits in memory. */
function writeNumbered(phrase: Uint8Array, to: WriteStream): void {
  for (const [index, { from, to: end }] of spansOf(phrase).entries()) {
    to.write(`  ${index + 1}. `);
    to.write(phrase.subarray(from, end));
    to.write('\r\n');
  }
}

function hiddenLine(from: ReadStream, ask: () => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const entry = new HiddenEntry();
    const end = (settle: () => void) => {
      from.off('data', onKeys);
      from.off('end', onEnd);
      from.setRawMode(false);
      from.pause();
      settle();
      entry.wipe();
    };
    const onEnd = () =>
      end(() => reject(new QuorateError('interrupted', 'stopped at the keyboard', 'begin again')));
    const onKeys = (keys: Buffer) => {
      const state = entry.type(keys);
      keys.fill(0);
      if (state === 'entered') end(() => resolve(entry.take()));
      else if (state === 'stopped') onEnd();
    };
    // Raw before the question stands there: what is typed at once must not be echoed by the terminal itself.
    from.setRawMode(true);
    from.on('data', onKeys);
    from.on('end', onEnd);
    ask();
    from.resume();
  });
}

import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ReadStream, WriteStream } from 'node:tty';
import { QuorateError } from '@quorate/crypto-core/errors';
import { CardEntry } from './card-entry.ts';
import { escapeControls } from './escape.ts';

/** The person at the keyboard: the controlling terminal, whatever standard input and output are. */
export interface Terminal {
  /** Asks for a line, trimmed. */
  ask(question: string): Promise<string>;
  /** Asks for a card's text, shown in groups while it is typed and cleared afterwards. */
  askCard(question: string): Promise<string>;
  /** Lends keyboard and screen to what has a manner of its own, and takes them back as the shell gave them. */
  lend?<Answer>(use: (from: ReadStream, to: WriteStream) => Promise<Answer>): Promise<Answer>;
}

const devices = process.platform === 'win32' ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : ['/dev/tty', '/dev/tty'];

/** Opens the controlling terminal, or answers null where the process has none. */
export function openTerminal(): Terminal | null {
  const descriptors: number[] = [];
  try {
    descriptors.push(openSync(devices[0] as string, 'r'), openSync(devices[1] as string, 'w'));
  } catch {
    descriptors.forEach(closeSync);
    return null;
  }
  const [input, output] = descriptors as [number, number];
  const from = new ReadStream(input);
  const to = new WriteStream(output);
  from.pause();
  return {
    ask: (question) => quietly(from, askLine(from, to, question)),
    askCard: (question) => quietly(from, askCard(from, to, question)),
    lend: (use) => quietly(from, use(from, to)),
  };
}

/** Leaves the terminal as the shell gave it, whatever came of the question. */
async function quietly<Answer>(from: ReadStream, asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } finally {
    from.setRawMode(false);
    from.pause();
  }
}

function askLine(from: ReadStream, to: WriteStream, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: from, output: to, terminal: true, historySize: 0 });
    let answer: string | null = null;
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => (answer === null ? reject(interrupted()) : resolve(answer.trim())));
    lines.question(`${escapeControls(question)} `, (line) => {
      answer = line;
      lines.close();
    });
  });
}

function askCard(from: ReadStream, to: WriteStream, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const entry = new CardEntry();
    const end = (settle: () => void) => {
      from.off('data', onKeys);
      from.off('end', onEnd);
      settle();
    };
    const onEnd = () => end(() => reject(interrupted()));
    const onKeys = (keys: Buffer) => {
      to.write(entry.erase);
      const state = entry.type(keys.toString('utf8'));
      keys.fill(0);
      if (state === 'typing') to.write(entry.shown);
      else if (state === 'entered') end(() => resolve(entry.text));
      else onEnd();
    };
    // Raw before the question stands there: what is typed at once must not be echoed by the terminal itself.
    from.setRawMode(true);
    from.on('data', onKeys);
    from.on('end', onEnd);
    to.write(`${escapeControls(question)}\n${entry.shown}`);
    from.resume();
  });
}

function interrupted(): QuorateError {
  return new QuorateError('interrupted', 'stopped at the keyboard');
}

import { writeSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { escapeControls } from './escape.ts';
import type { Terminal } from './terminal.ts';

// How this program speaks:
//   results on standard output, everything said to a person on standard error;
//   one line a fact, no full stop at the end of a line that is not a sentence;
//   whatever came from a stick or a file is escaped here, in one place, before it reaches a terminal;
//   colour only on a terminal, and never the only sign of anything.

/** How a command speaks to the world. */
export interface Io {
  readonly json: boolean;
  /** Says lines to the person, on standard error. */
  say(...lines: string[]): void;
  /** Prints lines of the result on standard output; nothing with `--json`. */
  print(...lines: string[]): void;
  /** Shows what is going on, on a terminal only; the line is replaced by the next. */
  progress(step: string): void;
  /** Everything on standard input, to its end. */
  readInput(): Promise<string>;
  /** The terminal of the person, or null where there is none. Opened when it is first asked for. */
  terminal(): Terminal | null;
}

/** 255 cards of the longest kind. */
const maxInputBytes = 128 * 1024;
/** How long a step must take before it is worth a line, in milliseconds. */
const patience = 500;

/** The process's own streams. */
export function processIo(json: boolean, openTerminal: () => Terminal | null): Io {
  let terminal: Terminal | null | undefined;
  let progressShown = false;
  let quietUntil = Date.now() + patience;
  const clearProgress = () => {
    if (progressShown) writeSync(2, '\r\u001b[K');
    progressShown = false;
    quietUntil = Date.now() + patience;
  };
  const write = (descriptor: number, lines: readonly string[]) => {
    clearProgress();
    for (const line of lines) writeAll(descriptor, `${escapeControls(line)}\n`);
  };
  return {
    json,
    say: (...lines) => write(2, lines),
    print: (...lines) => {
      if (!json) write(1, lines);
    },
    progress(step) {
      if (!process.stderr.isTTY || Date.now() < quietUntil) return;
      writeSync(2, `\r\u001b[K${escapeControls(step).slice(0, 78)}`);
      progressShown = true;
    },
    async readInput() {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of process.stdin) {
        chunks.push(chunk as Uint8Array);
        bytes += (chunk as Uint8Array).length;
        if (bytes > maxInputBytes) {
          throw new QuorateError(
            'card-text',
            'standard input is far longer than cards',
            'give one card a line',
          );
        }
      }
      return Buffer.concat(chunks).toString('utf8');
    },
    terminal() {
      if (terminal === undefined) terminal = openTerminal();
      return terminal;
    },
  };
}

/** Standard output may be a pipe that is full for the moment. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Nobody reads any more, as in `quorate … | head`: what was done is done all the same.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

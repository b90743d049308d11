import { createInterface, type Interface } from 'node:readline/promises';
import type { MessageBoxOptions, OpenDialogOptions } from 'electron';

/** Dialogs of the app as questions in a terminal. */
export class TerminalDialogs {
  readonly #terminal: Interface;
  readonly #output: NodeJS.WritableStream;
  readonly #sampleFor: (options: OpenDialogOptions) => string | null;
  readonly #ended = new AbortController();

  /**
   * @param sampleFor what an empty answer stands for
   * @param interrupted called for Ctrl-C, which the terminal keeps for itself
   */
  constructor(
    input: NodeJS.ReadableStream,
    output: NodeJS.WritableStream,
    sampleFor: (options: OpenDialogOptions) => string | null,
    interrupted: () => void,
  ) {
    this.#output = output;
    this.#sampleFor = sampleFor;
    this.#terminal = createInterface({ input, output });
    this.#terminal.on('SIGINT', interrupted);
    this.#terminal.once('close', () => this.#ended.abort());
  }

  /** @returns the path that was typed; null when it was cancelled, by a minus or the end of the input */
  async choose(options: OpenDialogOptions): Promise<string[] | null> {
    const sample = this.#sampleFor(options);
    this.#output.write(`\n${options.title ?? 'A file'}: its path?\n`);
    this.#output.write(`  Enter takes ${sample ?? 'nothing'}, - cancels\n`);
    const answer = await this.#terminal.question('> ', { signal: this.#ended.signal }).catch(() => '-');
    const path = answer.trim() === '' ? sample : answer.trim();
    return path === null || path === '-' ? null : [path];
  }

  /** @returns true only when the yes was typed in full */
  async agree({ message, detail, buttons }: MessageBoxOptions): Promise<boolean> {
    const yes = buttons?.[1] ?? 'yes';
    this.#output.write(`\n${message}\n${detail ?? ''}\n  Type "${yes}" for a yes; Enter is a no\n`);
    const answer = await this.#terminal.question('> ', { signal: this.#ended.signal }).catch(() => '');
    return answer.trim().toLowerCase() === yes.toLowerCase();
  }

  /** Ends a question that waits. */
  close(): void {
    this.#terminal.close();
  }
}

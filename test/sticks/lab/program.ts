import type { Answer } from './agent-protocol.ts';
import { patience, within } from './patience.ts';

/** How a program in the machine ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs in the machine. */
export interface Program {
  /** Settled when it has ended; waited for at most `seconds`. */
  ended(seconds?: number): Promise<Ended>;
  /** Its next line on standard output. @throws when it ends, or says nothing for `seconds` */
  line(seconds?: number): Promise<string>;
  /**
   * Waits until one of some patterns stands in what it printed since the last that was found.
   * @returns which one; null when it has ended without
   * @throws when it says nothing for `seconds`
   */
  until(patterns: readonly RegExp[], seconds?: number): Promise<Found | null>;
  /** All it has printed so far. */
  readonly printed: string;
  say(text: string): void;
  kill(): void;
}

/** What {@link Program.until} found: the place of the pattern among those given, and the match. */
export interface Found {
  readonly index: number;
  readonly match: RegExpExecArray;
}

interface Line {
  readonly input: (text: string) => void;
  readonly kill: () => void;
}

/** {@link Program} over the agent's answers. */
export class RunningProgram implements Program {
  readonly #name: string;
  readonly #line: Line;
  #stdout = '';
  #stderr = '';
  #taken = 0;
  #end: Ended | null = null;
  #wake: () => void = () => {};

  constructor(name: string, line: Line) {
    this.#name = name;
    this.#line = line;
  }

  accept(answer: Answer): void {
    if ('out' in answer) this.#stdout += answer.out;
    else if ('err' in answer) this.#stderr += answer.err;
    else if ('code' in answer) this.#finish(answer.code);
    else if ('failed' in answer) {
      this.#stderr += answer.failed;
      this.#finish(null);
    }
    this.#wake();
  }

  async ended(seconds = patience): Promise<Ended> {
    for (;;) {
      if (this.#end !== null) return this.#end;
      await this.#news(seconds);
    }
  }

  async line(seconds = patience): Promise<string> {
    for (;;) {
      const at = this.#stdout.indexOf('\n', this.#taken);
      if (at !== -1) {
        const line = this.#stdout.slice(this.#taken, at);
        this.#taken = at + 1;
        return line;
      }
      if (this.#end !== null) throw new Error(`${this.#name} has ended: ${this.#stderr}`);
      await this.#news(seconds);
    }
  }

  async until(patterns: readonly RegExp[], seconds = patience): Promise<Found | null> {
    for (;;) {
      const rest = this.#stdout.slice(this.#taken);
      const found = patterns
        .map((pattern, index) => ({ index, match: pattern.exec(rest) }))
        .filter((one): one is Found => one.match !== null)
        .sort((one, other) => one.match.index - other.match.index)[0];
      if (found !== undefined) {
        this.#taken += found.match.index + found.match[0].length;
        return found;
      }
      if (this.#end !== null) return null;
      await this.#news(seconds);
    }
  }

  get printed(): string {
    return this.#stdout;
  }

  say(text: string): void {
    this.#line.input(text);
  }

  kill(): void {
    this.#line.kill();
  }

  #finish(code: number | null): void {
    this.#end = { code, stdout: this.#stdout, stderr: this.#stderr };
  }

  #news(seconds: number): Promise<void> {
    const news = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return within(`${this.#name} ${this.#stderr} ${this.#stdout.slice(-400)}`.trim(), news, seconds);
  }
}

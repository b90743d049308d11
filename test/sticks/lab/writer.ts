import type { Machine } from './machine.ts';
import type { Program } from './program.ts';
import type { Stick } from './stick.ts';
import type { Order, Ready, Refused, Told } from './writer-protocol.ts';

/** How an order to the writer ended. */
export type Outcome = { readonly done: string } | { readonly refused: Refused };

type Before = (step: string) => Promise<void>;
const nothing: Before = async () => {};

/** How {@link Writer.write} goes about it. */
export interface How {
  readonly before?: Before;
  readonly isRetry?: boolean;
}

/** A program in the machine that writes one ceremony onto sticks with the product's own functions. */
export class Writer {
  readonly ceremony: Ready;
  readonly #program: Program;

  private constructor(program: Program, ceremony: Ready) {
    this.#program = program;
    this.ceremony = ceremony;
  }

  static async start(machine: Machine): Promise<Writer> {
    const program = machine.start(['node', '/lab/writer.mjs']);
    const told = JSON.parse(await program.line()) as { ready: Ready };
    return new Writer(program, told.ready);
  }

  /**
   * Writes the folder onto a mounted stick.
   * @param how `before` is called at each step, before it is taken; the writer stands still meanwhile. `isRetry`: the
   * stick was pulled while it was written, and is there again.
   */
  write(stick: Stick, { before = nothing, isRetry = false }: How = {}): Promise<Outcome> {
    return this.#order({ do: 'write', stick: stick.folder, isRetry }, before);
  }

  /** Delivers the closing record onto a stick that holds the folder. */
  deliver(stick: Stick): Promise<Outcome> {
    return this.#order({ do: 'deliver', stick: stick.folder });
  }

  /** Reads the folder on a stick as a recovery would. */
  verify(stick: Stick): Promise<Outcome> {
    return this.#order({ do: 'verify', stick: stick.folder });
  }

  async #order(order: Order, before: Before = nothing): Promise<Outcome> {
    this.#program.say(`${JSON.stringify(order)}\n`);
    for (;;) {
      const told = JSON.parse(await this.#program.line()) as Told;
      if ('done' in told || 'refused' in told) return told;
      if (!('step' in told)) throw new Error('the writer was started twice');
      await before(told.step);
      this.#program.say('go\n');
    }
  }
}

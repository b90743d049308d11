import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, Request } from './agent-protocol.ts';
import { within } from './patience.ts';
import { type Program, RunningProgram } from './program.ts';

/** The host's end of the line to the agent in the machine. */
export class AgentLink {
  /** Settled when the machine is up. */
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #next = 1;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.ready = new Promise((resolve) => this.#waiting.set(0, () => resolve()));
    createInterface({ input: socket }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** Starts a program in the machine. */
  start(command: readonly string[], env: Record<string, string> = {}): Program {
    const id = this.#next++;
    const program = new RunningProgram(command.join(' '), {
      input: (input) => this.#ask({ id, input }),
      kill: () => this.#ask({ id, kill: true }),
    });
    this.#waiting.set(id, (answer) => program.accept(answer));
    this.#ask({ id, start: command, env });
    return program;
  }

  /** Writes a file in the machine, making its folders. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    await this.#answered({ path, base64: Buffer.from(bytes).toString('base64') });
  }

  /** The block device of a stick, once the kernel has made it. */
  async device(serial: string): Promise<string> {
    return (await this.#answered({ serial, isThere: true })) as string;
  }

  /** Waits until the kernel has taken the block device of a stick away. */
  async gone(serial: string): Promise<void> {
    await this.#answered({ serial, isThere: false });
  }

  #answered(request: DistributedOmit<Request>): Promise<string | null> {
    const id = this.#next++;
    const answered = new Promise<string | null>((resolve) => {
      this.#waiting.set(id, (answer) => {
        this.#waiting.delete(id);
        resolve('device' in answer ? answer.device : null);
      });
      this.#ask({ id, ...request } as Request);
    });
    return within(JSON.stringify(request).slice(0, 80), answered);
  }

  #ask(request: Request): void {
    this.#socket.write(`${JSON.stringify(request)}\n`);
  }
}

type DistributedOmit<Type> = Type extends unknown ? Omit<Type, 'id'> : never;

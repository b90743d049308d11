import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { within } from './patience.ts';

interface Message {
  readonly QMP?: unknown;
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
  readonly data?: Record<string, unknown>;
}

/** QEMU's control line (QEMU documentation, "QMP Reference Manual"). */
export class Qmp {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listening = new Set<(event: string, data: Record<string, unknown>) => void>();
  #next = 1;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Takes up the line on a socket that QEMU has just connected. */
  static async on(socket: Socket): Promise<Qmp> {
    const qmp = new Qmp(socket);
    const greeted = new Promise<void>((resolve) => {
      createInterface({ input: socket }).on('line', (line) => {
        const message = JSON.parse(line) as Message;
        if (message.QMP !== undefined) resolve();
        else if (message.event !== undefined) qmp.#hear(message.event, message.data ?? {});
        else if (message.id !== undefined) qmp.#waiting.get(message.id)?.(message);
      });
    });
    await greeted;
    await qmp.do('qmp_capabilities');
    return qmp;
  }

  /** @throws Error with QEMU's own words */
  do(execute: string, args: Record<string, unknown> = {}): Promise<unknown> {
    const id = this.#next++;
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, (message) => {
        this.#waiting.delete(id);
        if (message.error === undefined) resolve(message.return);
        else reject(new Error(`${execute}: ${message.error.desc}`));
      });
      this.#socket.write(`${JSON.stringify({ execute, arguments: args, id })}\n`);
    });
    return within(execute, answered);
  }

  /** Waits for the next event of a name whose data has the given members. */
  event(name: string, having: Record<string, unknown> = {}): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      const listen = (event: string, data: Record<string, unknown>) => {
        if (event !== name || Object.entries(having).some(([key, value]) => data[key] !== value)) return;
        this.#listening.delete(listen);
        resolve();
      };
      this.#listening.add(listen);
    });
    return within(name, heard);
  }

  #hear(event: string, data: Record<string, unknown>): void {
    for (const listen of this.#listening) listen(event, data);
  }
}

import type { UtilityProcess } from 'electron';
import { type Answer, refuse } from '../../contract/answer.ts';
import type { ChannelName } from '../../contract/channels.ts';
import type { FromWorker, ToWorker } from '../../contract/worker-messages.ts';

/** What main does for a worker. */
export interface WorkerService {
  /** Starts the process that hosts custody. */
  start(): UtilityProcess;
  /** Prints a page; what comes back is why not, or null. */
  print(page: Uint8Array, isSecret: boolean): Promise<string | null>;
  progress(step: string): void;
  /** The worker is gone: on purpose, or because it died. */
  ended(wasExpected: boolean): void;
}

const afterLoss = 'nothing secret is left in memory; see what must be destroyed, and start again';

/** The way to the one process that holds secrets. It lives as long as a ceremony, and is killed with it. */
export class WorkerLink {
  readonly #service: WorkerService;
  #process: UtilityProcess | null = null;
  /** The last worker died with its ceremony, and none was started since. */
  #isLost = false;
  #next = 1;
  readonly #waiting = new Map<number, (answer: Answer<unknown>) => void>();

  constructor(service: WorkerService) {
    this.#service = service;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Starts a worker for a new ceremony. A running one is never replaced silently. */
  open(message: Extract<ToWorker, { kind: 'open' }>): Answer<null> {
    if (this.#process !== null) {
      return refuse('ceremony-running', 'a ceremony is going on', 'close or abort it first');
    }
    const worker = this.#service.start();
    this.#process = worker;
    this.#isLost = false;
    worker.on('message', (received: FromWorker) => void this.#receive(received));
    worker.on('exit', () => this.#ended(worker));
    worker.postMessage(message);
    return { ok: true, value: null };
  }

  /** Sends a request that passed the gate. */
  ask(channel: ChannelName, request: unknown, paths: Record<string, string>): Promise<Answer<unknown>> {
    const worker = this.#process;
    if (worker === null) {
      return Promise.resolve(
        this.#isLost
          ? refuse('ceremony-lost', 'the process that held the ceremony ended', afterLoss)
          : refuse('ceremony-none', 'no ceremony is going on', 'start one from the first screen'),
      );
    }
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ kind: 'ask', id, channel, request, paths } satisfies ToWorker);
    });
  }

  /** Kills the worker: its memory goes with it. */
  kill(): void {
    const worker = this.#process;
    this.#process = null;
    worker?.kill();
    this.#refuseAll('the ceremony was ended');
  }

  async #receive(message: FromWorker): Promise<void> {
    if (message.kind === 'answer') {
      this.#waiting.get(message.id)?.(message.answer);
      this.#waiting.delete(message.id);
    } else if (message.kind === 'progress') {
      this.#service.progress(message.step);
    } else {
      const failure = await this.#service
        .print(message.page, message.isSecret)
        .catch(() => 'the printer could not be reached');
      this.#process?.postMessage({ kind: 'printed', id: message.id, failure } satisfies ToWorker);
    }
  }

  #ended(worker: UtilityProcess): void {
    // One that was killed may end when the next is at work already, whose requests are none of its business.
    const wasExpected = this.#process !== worker;
    if (!wasExpected) {
      this.#process = null;
      this.#isLost = true;
      this.#refuseAll('the process that held the ceremony ended');
    }
    this.#service.ended(wasExpected);
  }

  #refuseAll(message: string): void {
    for (const resolve of this.#waiting.values()) resolve(refuse('ceremony-lost', message, afterLoss));
    this.#waiting.clear();
  }
}

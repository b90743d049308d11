import type { UtilityProcess } from 'electron';
import { type Answer, refuse } from '../../contract/answer.ts';
import type { ChannelName } from '../../contract/channels.ts';
import type { News } from '../../contract/news.ts';
import type { CeremonyView } from '../../contract/views.ts';
import type { WorkKind, WorkView } from '../../contract/work.ts';
import type { EndPapers, FromWorker, ToWorker } from '../../contract/worker-messages.ts';
import { isCeremony, workIn } from './work-in.ts';

/** What main does for a worker. */
export interface WorkerService {
  /** Starts the process that hosts custody. */
  start(): UtilityProcess;
  /** Prints a page; what comes back is why not, or null. */
  print(page: Uint8Array, isSecret: boolean): Promise<string | null>;
  progress(news: Extract<News, { kind: 'progress' }>): void;
  /** An answer brought the ceremony to its end: the worker was let go. */
  finished(view: CeremonyView, papers: EndPapers): void;
  /** The worker ended by itself. @param last the work as it last answered, or null */
  lost(last: WorkView | null): void;
}

const afterLoss = 'what it held in memory is gone with it; see what must be destroyed, and start again';

/** The way to the one process that holds secrets. It lives as long as its work, and is killed with it. */
export class WorkerLink {
  readonly #service: WorkerService;
  #process: UtilityProcess | null = null;
  #work: WorkKind | null = null;
  #last: WorkView | null = null;
  #next = 1;
  readonly #waiting = new Map<number, (answer: Answer<unknown>) => void>();

  constructor(service: WorkerService) {
    this.#service = service;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** What the running worker was started for; null while there is none. */
  get work(): WorkKind | null {
    return this.#process === null ? null : this.#work;
  }

  /** The step in which the work was when it last answered; null while there is none. */
  get step(): WorkView['step'] | null {
    return this.#process === null ? null : (this.#last?.step ?? null);
  }

  /** Starts a worker for new work. A running one is never replaced silently. */
  open(message: Extract<ToWorker, { kind: 'open' }>): Answer<null> {
    if (this.#process !== null) {
      return refuse('ceremony-running', 'something is going on already', 'bring it to its end first');
    }
    const worker = this.#service.start();
    this.#process = worker;
    this.#work = message.work;
    this.#last = null;
    worker.on('message', (received: FromWorker) => void this.#receive(worker, received));
    worker.on('exit', () => this.#ended(worker));
    worker.postMessage(message);
    return { ok: true, value: null };
  }

  /** Sends a request that passed the gate. */
  ask(channel: ChannelName, request: unknown, paths: Record<string, string>): Promise<Answer<unknown>> {
    const worker = this.#process;
    if (worker === null) {
      return Promise.resolve(refuse('ceremony-none', 'nothing is going on', 'start from the first screen'));
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
    this.#last = null;
    worker?.kill();
    this.#refuseAll('the ceremony was ended');
  }

  async #receive(worker: UtilityProcess, message: FromWorker): Promise<void> {
    // What one says that was killed is nothing to the next.
    if (this.#process !== worker) return;
    if (message.kind === 'answer') {
      this.#take(message);
    } else if (message.kind === 'progress') {
      this.#service.progress(message);
    } else {
      const failure = await this.#service
        .print(message.page, message.isSecret)
        .catch(() => 'the printer could not be reached');
      if (this.#process === worker) {
        worker.postMessage({ kind: 'printed', id: message.id, failure } satisfies ToWorker);
      }
    }
  }

  #take({ id, answer, ended }: Extract<FromWorker, { kind: 'answer' }>): void {
    if (answer.ok) this.#last = workIn(answer.value) ?? this.#last;
    const last = this.#last;
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (ended !== null && last !== null && isCeremony(last)) {
      this.kill();
      this.#service.finished(last, ended);
    }
    resolve?.(answer);
  }

  #ended(worker: UtilityProcess): void {
    // One that was killed may end when the next is at work already, whose requests are none of its business.
    if (this.#process !== worker) return;
    this.#process = null;
    this.#service.lost(this.#last);
    this.#refuseAll('the process that held the ceremony ended');
  }

  #refuseAll(message: string): void {
    for (const resolve of this.#waiting.values()) resolve(refuse('ceremony-lost', message, afterLoss));
    this.#waiting.clear();
  }
}

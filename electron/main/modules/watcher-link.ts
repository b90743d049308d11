import type { UtilityProcess } from 'electron';
import type { FromWatcher, ToWatcher } from '../../contract/watcher-messages.ts';

/** What main does for the watcher. */
export interface WatcherService {
  /** Starts the process that watches what is plugged in. */
  start(): UtilityProcess;
  told(message: Extract<FromWatcher, { kind: 'drives' }>): void;
  /** It is not there, or does not answer: what it told may be old. */
  lost(): void;
}

/** How often it is started altogether: what fails again and again is left alone. */
const mostStarts = 4;
/** Milliseconds between two looks whether it said anything, and how many looks in a row it may be silent. */
const look = 10_000;
const mostSilence = 3;

/** The way to the process that watches what is plugged in. Without it everything goes on: its loss is a loss of comfort. */
export class WatcherLink {
  readonly #service: WatcherService;
  #process: UtilityProcess | null = null;
  #starts = 0;
  #silence = 0;
  #timer: NodeJS.Timeout | null = null;
  #isEnded = false;

  constructor(service: WatcherService) {
    this.#service = service;
  }

  /** Starts it, unless it was started often enough, or everything has ended. */
  start(): void {
    if (this.#isEnded || this.#process !== null || this.#starts >= mostStarts) return;
    this.#starts++;
    this.#silence = 0;
    const watcher = this.#service.start();
    this.#process = watcher;
    watcher.on('message', (message: FromWatcher) => {
      // What one says that was given up is old.
      if (this.#process !== watcher) return;
      this.#silence = 0;
      if (message.kind === 'drives') this.#service.told(message);
    });
    watcher.on('exit', () => {
      if (this.#process === watcher) this.#gone();
    });
    // Counted by looks, not by the clock: a machine that slept has heard nothing from anybody.
    this.#timer ??= setInterval(() => this.#listen(), look).unref();
  }

  /** Has it read again what sticks hold. */
  readAgain(): void {
    this.#process?.postMessage({ kind: 'read-again' } satisfies ToWatcher);
  }

  /** Ends it for good. */
  end(): void {
    this.#isEnded = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    const watcher = this.#process;
    this.#process = null;
    watcher?.kill();
  }

  #listen(): void {
    if (this.#process === null || ++this.#silence < mostSilence) return;
    const watcher = this.#process;
    // One that hangs on a stick may not even end; it is not listened to any more.
    watcher.kill();
    this.#gone();
  }

  #gone(): void {
    this.#process = null;
    this.#service.lost();
    this.start();
  }
}

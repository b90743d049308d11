import { EventEmitter } from 'node:events';
import type { App, CommandLine } from 'electron';
import { strict } from './strict.ts';

/** What the tests want the machine to be like. */
export interface AppSetup {
  readonly isPackaged: boolean;
  readonly version: string;
  readonly home: string;
  /** False when the program runs already. */
  readonly isFirst: boolean;
}

/** `app` of the module, with everything that was done to it in order. */
export class AppStandIn {
  /** In order: `enableSandbox`, `switch host-resolver-rules=…`, `ready`, `exit 5`, `quit` … */
  readonly told: string[] = [];
  readonly events = new EventEmitter();
  /** Set by the windows: closes them all. */
  closeAll: () => void = () => undefined;
  /** Called when the program ends itself. */
  onExit: () => void = () => undefined;
  #isQuitting = false;
  #becomeReady: () => void = () => undefined;
  readonly #ready = new Promise<void>((resolve) => {
    this.#becomeReady = resolve;
  });
  readonly #setup: AppSetup;
  readonly module: ReturnType<AppStandIn['buildModule']>;

  constructor(setup: AppSetup) {
    this.#setup = setup;
    this.module = this.buildModule();
  }

  /** Electron is ready when the main module has run to its end, and not before: whoever awaits it there waits forever. */
  becomeReady(): void {
    this.told.push('ready');
    this.#becomeReady();
  }

  /** Every listener that the program put on something is called as Electron would. */
  emit(event: string, ...args: unknown[]): void {
    this.events.emit(event, ...args);
  }

  private buildModule() {
    return strict('app', {
      on: (event: string, listener: (...args: never[]) => void) =>
        this.events.on(event, listener as (...args: unknown[]) => void) as never,
      enableSandbox: () => void this.told.push('enableSandbox'),
      commandLine: strict('app.commandLine', {
        appendSwitch: (name: string, value?: string) =>
          void this.told.push(value === undefined ? `switch ${name}` : `switch ${name}=${value}`),
      }) as unknown as CommandLine,
      requestSingleInstanceLock: () => this.#setup.isFirst,
      whenReady: () => this.#ready,
      getVersion: () => this.#setup.version,
      getPath: (name: string) => {
        if (name !== 'home') throw new Error(`the stand-in has no path for ${name}`);
        return this.#setup.home;
      },
      isPackaged: this.#setup.isPackaged,
      // The real one ends the process, but not before the code after it has run a little: here it runs whole.
      exit: (code = 0) => {
        this.told.push(`exit ${code}`);
        this.onExit();
      },
      quit: () => {
        this.told.push('quit');
        if (this.#isQuitting) return;
        this.#isQuitting = true;
        this.closeAll();
      },
    } satisfies Partial<App>);
  }
}

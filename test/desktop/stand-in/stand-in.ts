import { registerHooks } from 'node:module';
import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Protocol,
} from 'electron';
import type { Browser } from 'playwright-core';
import { type AppSetup, AppStandIn } from './app.ts';
import { IpcMainStandIn } from './ipc-main.ts';
import { Sessions } from './session.ts';
import { strict } from './strict.ts';
import { UtilityProcesses } from './utility-process.ts';
import { type Printer, type Surroundings, WindowStandIn } from './window.ts';

/** A dialog that the program opened. */
interface OpenedDialog {
  readonly options: OpenDialogOptions;
  readonly chosen: readonly string[];
}

/**
 * A stand-in for the module `electron`, for one start of the program. It imitates what Electron does with windows,
 * messages and processes, records what the program set, and holds no logic of the program. A member it does not have
 * throws.
 */
export class ElectronStandIn {
  readonly app: AppStandIn;
  readonly sessions = new Sessions();
  readonly ipcMain = new IpcMainStandIn();
  readonly processes = new UtilityProcesses();
  readonly windows: WindowStandIn[] = [];
  readonly printer: Printer = { folder: '', jobs: [], isHanging: false, failures: [] };
  readonly schemes: Electron.CustomScheme[] = [];
  readonly dialogs: OpenedDialog[] = [];
  /** What a person chooses in the next dialogs: paths, or null to cancel. */
  readonly choices: (readonly string[] | null)[] = [];
  /** Questions that the program asked in windows of the system, and which button a person presses next. */
  readonly messages: MessageBoxOptions[] = [];
  readonly pressed: number[] = [];
  /** What `import … from 'electron'` gives. */
  readonly module: object;

  constructor(browser: Browser, setup: AppSetup) {
    this.app = new AppStandIn(setup);
    const { app, sessions, ipcMain, printer, windows } = this;
    const around: Surroundings = { browser, app, sessions, ipcMain, printer, windows };
    app.closeAll = () => {
      for (const window of windows) window.destroy();
    };
    this.module = {
      app: app.module,
      session: sessions.module,
      ipcMain: ipcMain.module,
      utilityProcess: this.processes.module,
      dialog: strict('dialog', {
        showOpenDialog: (...args: unknown[]) => this.#openDialog(args),
        showMessageBox: (...args: unknown[]) => this.#showMessage(args),
      }),
      protocol: strict('protocol', {
        registerSchemesAsPrivileged: (schemes) => void this.schemes.push(...schemes),
      } satisfies Partial<Protocol>),
      // Constructed like a class; what comes back is the strict object.
      BrowserWindow: function BrowserWindow(options: Electron.BrowserWindowConstructorOptions) {
        return new WindowStandIn(around, windows.length + 1, options).window;
      },
    };
  }

  /** What Electron does when the main module has run; resolves when the window is loaded, if the program opens one. */
  async becomeReady(): Promise<void> {
    if (this.app.told.some((word) => word === 'quit' || word.startsWith('exit'))) return;
    const opened = new Promise<void>((resolve, reject) => {
      this.app.events.once('web-contents-created', () => {
        const [window] = this.windows;
        window?.loaded.then(resolve, reject);
      });
      this.app.onExit = () => reject(new Error('the program ended while it started'));
    });
    this.app.becomeReady();
    await opened;
  }

  /** Ends everything that was started. */
  async end(): Promise<void> {
    for (const { child } of this.processes.all) child.kill('SIGKILL');
    for (const window of this.windows) window.destroy();
    await Promise.all(this.windows.map(({ closing }) => closing));
    await Promise.all(this.processes.all.map(({ ended }) => ended));
  }

  async #showMessage(args: readonly unknown[]): Promise<MessageBoxReturnValue> {
    if (args.length !== 2) throw new Error('a question belongs to a window');
    const response = this.pressed.shift();
    if (response === undefined) throw new Error('the test did not say what is answered');
    this.messages.push(args.at(-1) as MessageBoxOptions);
    return { response, checkboxChecked: false };
  }

  async #openDialog(args: readonly unknown[]): Promise<OpenDialogReturnValue> {
    const options = args.at(-1) as OpenDialogOptions;
    if (args.length !== 2) throw new Error('a dialog belongs to a window');
    if (this.choices.length === 0) throw new Error('the test did not say what is chosen in this dialog');
    const chosen = this.choices.shift() ?? null;
    this.dialogs.push({ options, chosen: chosen ?? [] });
    return { canceled: chosen === null, filePaths: [...(chosen ?? [])] };
  }
}

const running = new Map<string, ElectronStandIn>();
let next = 1;
const registry = Symbol.for('stand-in for electron');
Object.assign(globalThis, { [registry]: running });

// `import 'electron'` in a program that was started for a stand-in gives that one, and throws for everybody else.
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'electron') return nextResolve(specifier, context);
    const id = new URL(context.parentURL ?? '').searchParams.get('stand-in');
    if (id === null) throw new Error(`${context.parentURL} imports electron outside of the desktop app`);
    return { url: `stand-in:electron?${id}`, shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('stand-in:')) return nextLoad(url, context);
    const id = url.split('?')[1] ?? '';
    const names = Object.keys(running.get(id)?.module ?? {}).join(', ');
    const source = `export const { ${names} } = globalThis[Symbol.for('stand-in for electron')].get('${id}').module;`;
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Registers a stand-in. @returns what must be appended to the URL of the program that shall get it */
export function register(standIn: ElectronStandIn): string {
  const id = String(next++);
  running.set(id, standIn);
  return `?stand-in=${id}`;
}

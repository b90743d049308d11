import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageBoxOptions, OpenDialogOptions } from 'electron';
import type { Plugin } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildApp } from '../../../build/app.ts';
import { buildRenderer } from '../../../build/vite.renderer.ts';
import { loadProgram } from '../stand-in/load-program.ts';
import { ElectronStandIn } from '../stand-in/stand-in.ts';
import { strict } from '../stand-in/strict.ts';

// The app itself in Chromium, with the tests' stand-in for Electron, built so that it holds rehearsals only.

const here = dirname(fileURLToPath(import.meta.url));

/** Takes electron/main/preview.ts for electron/main/edition.ts. */
const previewEdition: Plugin = {
  name: 'preview edition',
  setup({ onResolve }) {
    onResolve({ filter: /\/edition\.ts$/ }, ({ importer, kind }) => {
      if (kind !== 'import-statement' || importer.endsWith('preview.ts')) return null;
      return { path: join(here, '../../../electron/main/preview.ts') };
    });
  },
};

/** How a preview is held. */
export interface PreviewSetup {
  /** An existing folder for the app, its print-outs and nothing else. */
  readonly folder: string;
  /** The program of the system's Chromium. */
  readonly chromium: string;
  readonly isHeadless: boolean;
  /** Asks a person for paths; null cancels the dialog. */
  choose(options: OpenDialogOptions): Promise<readonly string[] | null>;
  /** Asks a person a question with two answers, the second of which is the yes. */
  agree(options: MessageBoxOptions): Promise<boolean>;
}

/** A running preview. */
export interface PreviewedApp {
  readonly page: Page;
  /** Where print-outs go, as job-1.pdf and so on. */
  readonly printed: string;
  /** Resolves when the window is gone. */
  readonly ended: Promise<void>;
  /** Ends window, worker and browser. */
  end(): Promise<void>;
}

/** Builds the app and opens its window. The caller ends it. */
export async function preview(setup: PreviewSetup): Promise<PreviewedApp> {
  const { folder, isHeadless } = setup;
  const app = join(folder, 'app');
  const printed = join(folder, 'printed');
  mkdirSync(printed);
  await buildApp(app, { pages: buildRenderer, plugins: [previewEdition] });
  const visible = await launch(setup, isHeadless);
  // What is printed is laid out in a window that nobody sees, and only a Chromium without any can print to a file.
  const hidden = isHeadless ? visible : await launch(setup, true);
  const electron = new ElectronStandIn(bothAsOne(visible, hidden), {
    isPackaged: true,
    isFirst: true,
    version: '0.1.0',
    home: homedir(),
  });
  electron.printer.folder = printed;
  const dialog = strict('dialog', {
    showOpenDialog: async (_window: unknown, options: OpenDialogOptions) => {
      const chosen = await setup.choose(options);
      return { canceled: chosen === null, filePaths: [...(chosen ?? [])] };
    },
    showMessageBox: async (_window: unknown, options: MessageBoxOptions) => ({
      response: (await setup.agree(options)) ? 1 : 0,
      checkboxChecked: false,
    }),
  });
  Object.assign(electron.module, { dialog });
  const end = async () => {
    await electron.end();
    await Promise.all([visible.close(), hidden.close()]);
  };
  try {
    await loadProgram(electron, app);
    await electron.becomeReady();
    const [window] = electron.windows;
    if (window === undefined) throw new Error('the app opened no window');
    const { page } = window;
    const ended = new Promise<void>((resolve) => page.once('close', () => resolve()));
    return { page, printed, ended, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function launch(setup: PreviewSetup, isHeadless: boolean): Promise<Browser> {
  return chromium.launch({
    executablePath: setup.chromium,
    headless: isHeadless,
    // Chromium has no sandbox for root.
    chromiumSandbox: process.getuid?.() !== 0,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--window-size=1280,900',
      // The app's own rules say when the camera may be used; Chromium's question would be a second one.
      '--use-fake-ui-for-media-stream',
      '--host-resolver-rules=MAP * ~NOTFOUND',
    ],
  });
}

/** A browser that opens pages without scripts, which are the ones to print, in the hidden one. */
function bothAsOne(visible: Browser, hidden: Browser): Browser {
  const newContext = (options: BrowserContextOptions = {}) =>
    options.javaScriptEnabled === false
      ? hidden.newContext(options)
      : visible.newContext(visible === hidden ? options : { ...options, viewport: null });
  return strict('Chromium', { newContext }) as Browser;
}

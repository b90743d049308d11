import type { BrowserWindow, Session } from 'electron';
import { forbidNavigation } from './navigation.ts';
import { webPreferences } from './window.ts';

/** Why a page is not printed when everything ends meanwhile. */
const ended = 'the ceremony ended';

/**
 * Prints pages, each in a window of its own, which is shown to nobody and destroyed afterwards whatever happens. A page
 * brings its own policy, without any script; its title, which becomes the job's name, says nothing. The system's dialog
 * asks for the printer.
 */
export class PrintRoom {
  readonly #Window: typeof BrowserWindow;
  readonly #isPackaged: boolean;
  readonly #session: () => Session;
  readonly #closing = new Set<() => void>();

  constructor(Window: typeof BrowserWindow, session: () => Session, isPackaged: boolean) {
    this.#Window = Window;
    this.#session = session;
    this.#isPackaged = isPackaged;
  }

  /**
   * @param page HTML as UTF-8; zeroed
   * @returns why it was not printed, or null
   */
  async print(page: Uint8Array): Promise<string | null> {
    const window = new this.#Window({
      show: false,
      webPreferences: { ...webPreferences(this.#session(), null, this.#isPackaged), javascript: false },
    });
    let close = () => {};
    try {
      forbidNavigation(window.webContents);
      return await new Promise<string | null>((resolve, reject) => {
        close = () => resolve(ended);
        this.#closing.add(close);
        const printed = (isDone: boolean, reason: string) => resolve(isDone ? null : reason);
        window
          .loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(page).toString('base64')}`)
          .then(() => window.webContents.print({ silent: false, printBackground: true }, printed))
          .catch(reject);
      });
    } finally {
      this.#closing.delete(close);
      page.fill(0);
      window.destroy();
    }
  }

  /** Destroys every window that still waits for its printer: with the ceremony, its pages go. */
  close(): void {
    for (const close of this.#closing) close();
  }
}

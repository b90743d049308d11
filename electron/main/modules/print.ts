import type { BrowserWindow, Session } from 'electron';
import { forbidNavigation } from './navigation.ts';
import { webPreferences } from './window.ts';

/**
 * Prints one page in a window of its own, which is shown to nobody and destroyed afterwards whatever happens. The page
 * brings its own policy, without any script; its title, which becomes the job's name, says nothing. The system's dialog
 * asks for the printer.
 * @returns why it was not printed, or null
 */
export async function printPage(
  Window: typeof BrowserWindow,
  session: Session,
  page: Uint8Array,
  isPackaged: boolean,
): Promise<string | null> {
  const window = new Window({
    show: false,
    webPreferences: { ...webPreferences(session, null, isPackaged), javascript: false },
  });
  try {
    forbidNavigation(window.webContents);
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(page).toString('base64')}`);
    return await new Promise((resolve) => {
      window.webContents.print({ silent: false, printBackground: true }, (isDone, reason) =>
        resolve(isDone ? null : reason),
      );
    });
  } finally {
    page.fill(0);
    window.destroy();
  }
}

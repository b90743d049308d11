import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { startPage } from '../constants.ts';
import { forbidNavigation } from './navigation.ts';

/** Preferences of every window: no page has a way to Node or past its sandbox. */
export function webPreferences(session: Session, preload: string | null, isPackaged: boolean) {
  return {
    session,
    ...(preload === null ? {} : { preload }),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    enableWebSQL: false,
    plugins: false,
    safeDialogs: true,
    devTools: !isPackaged,
  } satisfies BrowserWindowConstructorOptions['webPreferences'];
}

/** Opens the one ceremony window. */
export async function openWindow(
  Window: typeof BrowserWindow,
  session: Session,
  preload: string,
  isPackaged: boolean,
): Promise<BrowserWindow> {
  const window = new Window({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Quorate',
    autoHideMenuBar: true,
    webPreferences: webPreferences(session, preload, isPackaged),
  });
  forbidNavigation(window.webContents);
  // Keeps other programs from recording the window; Linux has nothing of the kind.
  window.setContentProtection(true);
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  await window.loadURL(startPage);
  return window;
}

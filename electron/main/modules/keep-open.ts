import type { BrowserWindow } from 'electron';
import { startPage } from '../constants.ts';

/** When a window must not close by itself. */
interface KeepOpen {
  /** Something would be lost. */
  isNeeded(): boolean;
  /** The page died; it is loaded anew. */
  pageIsGone(): void;
  /** Somebody asked to close the window: the page asks whether that is meant. */
  askedToClose(): void;
}

/**
 * Keeps a window open while a ceremony is going on. A page that died is loaded anew and finds the ceremony where it
 * was; one that hangs can be closed all the same, for it could ask nobody.
 */
export function keepOpen(window: BrowserWindow, { isNeeded, pageIsGone, askedToClose }: KeepOpen): void {
  let isHanging = false;
  window.on('unresponsive', () => {
    isHanging = true;
  });
  window.on('responsive', () => {
    isHanging = false;
  });
  window.on('close', (event) => {
    if (isHanging || !isNeeded()) return;
    event.preventDefault();
    askedToClose();
  });
  window.webContents.on('render-process-gone', () => {
    pageIsGone();
    // It fails only when the window is closed meanwhile.
    if (!window.isDestroyed()) window.loadURL(startPage).catch(() => undefined);
  });
}

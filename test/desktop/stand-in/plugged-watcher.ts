import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { watchDrives } from '@quorate/custody/drives/watch';
import { type WatcherPort, watchAndTell } from '../../../electron/watcher/watch-and-tell.ts';
import { pluggedFile } from '../plugged-file.ts';

// Bundled in the place of electron/watcher/watcher.ts: the same watcher, whose drives a test writes into a file beside
// it, and whose time goes faster.

const port = (process as unknown as { readonly parentPort: WatcherPort }).parentPort;
const file = new URL(pluggedFile, import.meta.url);
const haste = 10;

/** Nothing is plugged in before a test says so. */
function written(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '[]';
  }
}

await watchAndTell(port, (onDrives, signal) =>
  watchDrives(onDrives, signal, {
    list: () => JSON.parse(written()) as ListedDrive[],
    sign: written,
    usb: async () => null,
    pause: (milliseconds) => pause(milliseconds / haste, undefined, { signal }),
    now: () => performance.now() * haste,
  }),
);

import type { FromWatcher, ToWatcher } from '../contract/watcher-messages.ts';
import { watchAndTell } from './watch-and-tell.ts';

// The process that watches what is plugged in. It loads a native module and reads from sticks that nobody knows, so it
// holds nothing: no card, no key, no work. Should it fail, people choose sticks by where they are mounted.

/** What Electron gives a utility process: the way to main. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: ToWatcher }) => void): void;
  postMessage(message: FromWatcher): void;
}

const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort;

// Where the system does not tell, this process ends, and main knows by that.
watchAndTell(port).catch(() => process.exit(1));

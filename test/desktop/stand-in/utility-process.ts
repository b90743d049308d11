import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';
import { strict } from './strict.ts';

const shim = fileURLToPath(new URL('parent-port.ts', import.meta.url));

/** A process that the program forked, and with what. */
export interface Forked {
  readonly child: ChildProcess;
  readonly path: string;
  readonly args: readonly string[];
  readonly options: ForkOptions;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** `utilityProcess` of the module: each is a process of its own, and messages are cloned as Electron clones them. */
export class UtilityProcesses {
  /** Those that hold work. */
  readonly forked: Forked[] = [];
  /** Those that watch what is plugged in. */
  readonly watching: Forked[] = [];

  get all(): readonly Forked[] {
    return [...this.forked, ...this.watching];
  }

  readonly module = strict('utilityProcess', {
    fork: (path: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess => {
      const child = fork(path, args, {
        execPath: process.execPath,
        execArgv: ['--import', shim, ...(options.execArgv ?? [])],
        env: { ...(options.env ?? process.env) },
        stdio: ['ignore', 'ignore', process.env['QUORATE_TEST_STDERR'] ? 'inherit' : 'ignore', 'ipc'],
        serialization: 'advanced',
      });
      const events = new EventEmitter();
      const ended = new Promise<number | string | null>((resolve) => {
        child.on('exit', (code, signal) => {
          resolve(code ?? signal);
          events.emit('exit', code ?? 1);
        });
      });
      child.on('message', (message) => events.emit('message', message));
      child.on('error', () => undefined);
      const list = path.endsWith('watcher.mjs') ? this.watching : this.forked;
      list.push({ child, path, args, options, ended });
      return strict('a utility process', {
        on: events.on.bind(events) as UtilityProcess['on'],
        // A message to a process that is gone is lost without a word.
        postMessage: (message: unknown) => void (child.connected && child.send(message as object)),
        kill: () => child.kill('SIGTERM'),
      }) as UtilityProcess;
    },
  });
}

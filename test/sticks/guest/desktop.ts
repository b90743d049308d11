import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';

// Runs in the machine, in the place of the desktop's main program: starts its worker and its watcher, and carries their
// messages, one JSON value a line. A page for the printer is printed at once.

/** A message to one of the two, or from one. */
export interface Carried {
  readonly who: 'worker' | 'watcher';
  readonly message: unknown;
}

const running = new Map<string, ChildProcess>();
for (const who of ['worker', 'watcher'] as const) {
  const child = fork(`/app/${who}.mjs`, [], {
    execArgv: ['--import', '/app/parent-port.mjs'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  running.set(who, child);
  child.on('message', (message: { readonly kind: string; readonly id?: number }) => {
    if (message.kind === 'print') child.send({ kind: 'printed', id: message.id, failure: null });
    else process.stdout.write(`${JSON.stringify({ who, message } satisfies Carried)}\n`);
  });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { who, message } = JSON.parse(line) as Carried;
  running.get(who)?.send(message as object);
});

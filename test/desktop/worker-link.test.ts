import { EventEmitter } from 'node:events';
import type { UtilityProcess } from 'electron';
import { expect, it } from 'vitest';
import { WorkerLink } from '../../electron/main/modules/worker-link.ts';

// The way to the worker, where workers come and go.

/** A process that does nothing until the test says what it sends, and when it ends. */
class SilentProcess extends EventEmitter {
  readonly received: unknown[] = [];
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  kill(): boolean {
    return true;
  }
}

const opening = { kind: 'open', isRehearsal: true, resources: '/nowhere', version: '0.1.0' } as const;

function link() {
  const started: SilentProcess[] = [];
  const ended: boolean[] = [];
  const worker = new WorkerLink({
    start: () => {
      const made = new SilentProcess();
      started.push(made);
      return made as unknown as UtilityProcess;
    },
    print: async () => null,
    progress: () => undefined,
    ended: (wasExpected) => ended.push(wasExpected),
  });
  return { worker, started, ended };
}

it('a worker that was killed and ends late takes nothing from the next', async () => {
  const { worker, started, ended } = link();
  worker.open(opening);
  worker.kill();
  worker.open(opening);
  const pending = worker.ask('ceremony.look', {}, {});
  started[0]?.emit('exit', 0);
  expect(ended).toEqual([true]);
  started[1]?.emit('message', { kind: 'answer', id: 1, answer: { ok: true, value: 'a view' } });
  expect(await pending).toEqual({ ok: true, value: 'a view' });
});

it('who asks after a loss is told of it, until a ceremony is opened again', async () => {
  const { worker, started, ended } = link();
  expect(await worker.ask('ceremony.look', {}, {})).toMatchObject({ code: 'ceremony-none' });
  worker.open(opening);
  started[0]?.emit('exit', 1);
  expect(ended).toEqual([false]);
  expect(await worker.ask('ceremony.look', {}, {})).toMatchObject({ code: 'ceremony-lost' });
  expect(worker.open(opening)).toMatchObject({ ok: true });
  expect(worker.isRunning).toBe(true);
});

it('a page that cannot be printed is reported to the worker, in words', async () => {
  const failing = new SilentProcess();
  const worker = new WorkerLink({
    start: () => failing as unknown as UtilityProcess,
    print: () => Promise.reject(new Error('with details of the machine')),
    progress: () => undefined,
    ended: () => undefined,
  });
  worker.open(opening);
  failing.emit('message', { kind: 'print', id: 7, page: new Uint8Array(1), isSecret: true });
  await expect
    .poll(() => failing.received.at(-1))
    .toEqual({ kind: 'printed', id: 7, failure: 'the printer could not be reached' });
});

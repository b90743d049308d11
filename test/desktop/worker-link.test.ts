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
  isKilled = false;
  kill(): boolean {
    this.isKilled = true;
    return true;
  }
}

const opening = {
  kind: 'open',
  work: 'ceremony',
  isRehearsal: true,
  resources: '/nowhere',
  version: '0.1.0',
  host: { execArgv: [], environmentNames: [], nodeOptions: '' },
} as const;

const view = { ceremonyId: '0badcafe', step: 'cards' };

function link() {
  const started: SilentProcess[] = [];
  const heard: unknown[] = [];
  const worker = new WorkerLink({
    start: () => {
      const made = new SilentProcess();
      started.push(made);
      return made as unknown as UtilityProcess;
    },
    print: async () => null,
    progress: () => undefined,
    finished: (last, papers) => heard.push({ finished: last, papers }),
    lost: (last) => heard.push({ lost: last }),
  });
  return { worker, started, heard };
}

/** What a worker sends when it answers. */
const answer = (id: number, value: unknown, ended: object | null = null) => ({
  kind: 'answer',
  id,
  answer: { ok: true, value },
  ended,
});

it('a worker that was killed and ends late takes nothing from the next', async () => {
  const { worker, started, heard } = link();
  worker.open(opening);
  worker.kill();
  worker.open(opening);
  const pending = worker.ask('ceremony.look', {}, {});
  started[0]?.emit('exit', 0);
  expect(heard).toEqual([]);
  started[1]?.emit('message', answer(1, 'a view'));
  expect(await pending).toEqual({ ok: true, value: 'a view' });
});

it('what a killed worker still says is nothing to the next, and ends no ceremony of it', async () => {
  const { worker, started, heard } = link();
  worker.open(opening);
  worker.kill();
  worker.open(opening);
  const pending = worker.ask('ceremony.look', {}, {});
  started[0]?.emit('message', answer(1, { ...view, step: 'closed' }, {}));
  started[0]?.emit('message', { kind: 'print', id: 1, page: new Uint8Array(1), isSecret: true });
  started[1]?.emit('message', answer(1, view));
  expect(await pending).toEqual({ ok: true, value: view });
  expect([heard, started[1]?.isKilled, started[1]?.received.length]).toEqual([[], false, 2]);
});

it('a worker that ends by itself leaves what was last seen of its ceremony', async () => {
  const { worker, started, heard } = link();
  expect(await worker.ask('ceremony.look', {}, {})).toMatchObject({ code: 'ceremony-none' });
  worker.open(opening);
  const seen = worker.ask('ceremony.look', {}, {});
  started[0]?.emit('message', answer(1, view));
  await seen;
  const pending = worker.ask('ceremony.letGo', {}, {});
  started[0]?.emit('exit', 1);
  expect(heard).toEqual([{ lost: view }]);
  expect(await pending).toMatchObject({ ok: false, code: 'ceremony-lost' });
  expect(worker.open(opening)).toMatchObject({ ok: true });
  expect(worker.isRunning).toBe(true);
});

it('an answer that ends the ceremony ends its worker, before anybody hears of it', async () => {
  const { worker, started, heard } = link();
  worker.open(opening);
  const pending = worker.ask('ceremony.endDelivery', {}, {});
  const papers = { transcript: new Uint8Array(1) };
  const closed = { ...view, step: 'closed' };
  started[0]?.emit('message', answer(1, closed, papers));
  expect([worker.isRunning, started[0]?.isKilled, heard]).toEqual([
    false,
    true,
    [{ finished: closed, papers }],
  ]);
  expect(await pending).toEqual({ ok: true, value: closed });
});

it('a page that cannot be printed is reported to the worker, in words', async () => {
  const failing = new SilentProcess();
  const worker = new WorkerLink({
    start: () => failing as unknown as UtilityProcess,
    print: () => Promise.reject(new Error('with details of the machine')),
    progress: () => undefined,
    finished: () => undefined,
    lost: () => undefined,
  });
  worker.open(opening);
  failing.emit('message', { kind: 'print', id: 7, page: new Uint8Array(1), isSecret: true });
  await expect
    .poll(() => failing.received.at(-1))
    .toEqual({ kind: 'printed', id: 7, failure: 'the printer could not be reached' });
});

it('what was lost or killed has no step: no camera is opened for it', () => {
  const { worker, started } = link();
  const stands = () => [worker.work, worker.step];
  worker.open(opening);
  void worker.ask('ceremony.look', {}, {});
  started[0]?.emit('message', answer(1, view));
  expect(stands()).toEqual(['ceremony', 'cards']);
  started[0]?.emit('exit', 1);
  expect(stands()).toEqual([null, null]);
});

import { join } from 'node:path';
import { expect } from 'vitest';
import type { FromWorker } from '../../../electron/contract/worker-messages.ts';
import type { RunningApp } from '../running-app.ts';
import { UtilityProcesses } from '../stand-in/utility-process.ts';

/** The worker gets nothing of the environment, and is what lies beside the main program. */
export async function workerIsAlone(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  const [worker, ...more] = app.electron.processes.forked;
  expect(more).toEqual([]);
  expect(worker?.path).toBe(join(app.folder, 'worker.mjs'));
  expect(worker?.args).toEqual([]);
  expect(worker?.options).toMatchObject({ stdio: 'ignore', execArgv: [] });
  expect(Object.keys(worker?.options.env ?? process.env).filter((name) => name !== 'TMPDIR')).toEqual([]);
  const again = await app.ask('ceremony.open', { isRehearsal: false });
  expect(again).toMatchObject({ ok: false, code: 'ceremony-running' });
}

/** Even main could not make the worker open what has no path beside its request. */
export async function workerTakesNoPathFromRequests({ folder }: RunningApp): Promise<void> {
  const processes = new UtilityProcesses();
  const worker = processes.module.fork(join(folder, 'worker.mjs'), [], { env: {} });
  try {
    const answered = new Promise<FromWorker>((resolve) => worker.on('message', resolve));
    const resources = join(folder, 'resources');
    const host = { execArgv: [], environmentNames: [], nodeOptions: '' };
    worker.postMessage({
      kind: 'open',
      work: 'ceremony',
      isRehearsal: true,
      resources,
      version: '0.1.0',
      host,
    });
    const request = { file: join(folder, 'main.mjs') };
    worker.postMessage({ kind: 'ask', id: 1, channel: 'ceremony.readPlan', request, paths: {} });
    expect(await answered).toMatchObject({
      answer: { ok: false, code: 'unexpected', message: 'a file was named that nobody chose' },
    });
  } finally {
    worker.kill();
    await processes.forked[0]?.ended;
  }
}

/** With the window, everything ends: no process is left. */
export async function nothingIsLeftRunning(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  const [worker] = app.electron.processes.forked;
  app.window.destroy();
  expect(app.electron.app.told).toContain('quit');
  const patience = new Promise((resolve) => setTimeout(resolve, 2000, 'still running'));
  expect(await Promise.race([worker?.ended, patience])).toBe('SIGTERM');
}

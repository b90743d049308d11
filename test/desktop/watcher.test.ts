import { join } from 'node:path';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { beforeEach, describe, expect, it } from 'vitest';
import { open } from '../electron/plugged.ts';
import { requireTool, temporaryFolder } from '../tools.ts';
import { belongingsIn, upToKeys } from './rehearsal.ts';
import { plugIn, type RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// What is plugged in: from the process that watches, by way of main, to the window.

/** Waits for what comes from another process, or from a disk, on a machine that does other things too. */
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000 });

describe.skipIf(!requireTool('chromium'))('the program', () => {
  const started = startedForEach();
  let app: RunningApp;
  beforeEach(() => {
    app = started();
  });
  const look = () => app.want('drives.look', {});
  const mountedAt = (mountPoint: string): ListedDrive => ({ ...open, mountPoint });

  it('starts the watcher beside itself with nothing of the environment, and ends it with the window', async () => {
    const [watching, ...more] = app.electron.processes.watching;
    expect(more).toEqual([]);
    expect(watching?.path).toBe(join(app.folder, 'watcher.mjs'));
    expect(watching?.options).toMatchObject({ stdio: 'ignore', execArgv: [] });
    expect(Object.keys(watching?.options.env ?? process.env).filter((name) => name !== 'TMPDIR')).toEqual([]);
    app.window.destroy();
    expect(await watching?.ended).toBe('SIGTERM');
  });

  it('tells the window, whose handle stands for the stick until it is pulled', async () => {
    const { sticks, home } = belongingsIn(temporaryFolder());
    await upToKeys(app, { home });
    await app.want('ceremony.confirmKeys', {});
    await app.want('ceremony.seal', {});
    await app.window.page.evaluate('globalThis.heard = []; quorate.onNews((news) => heard.push(news.kind));');
    plugIn(app.folder, [mountedAt(sticks[0] ?? '')]);
    await soon(async () => (await look()).drives.length).toBe(1);
    expect(await app.window.page.evaluate('heard')).toContain('drives');
    const file = (await look()).drives[0]?.handle ?? '';
    expect(await app.want('ceremony.lookAtStick', { stick: 1, file })).toMatchObject({ place: sticks[0] });
    await app.want('ceremony.writeStick', { stick: 1, file, declaration: null });
    expect((await look()).followed).toMatchObject([{ stick: 1, state: 'in' }]);
    plugIn(app.folder, []);
    await soon(async () => (await look()).followed[0]?.state).toBe('out');
    const refused = await app.ask('ceremony.lookAtStick', { stick: 2, file });
    expect(refused).toMatchObject({ ok: false, code: 'message-handle' });
    plugIn(app.folder, [{ ...mountedAt(sticks[0] ?? ''), connection: '13' }]);
    await soon(async () => (await look()).followed[0]?.state).toBe('back');
    await app.want('ceremony.abort', { reason: 'enough was seen' });
    expect((await look()).followed).toEqual([]);
  });

  it('goes on without it: it is begun again, and what was plugged in is told again', async () => {
    const stick = temporaryFolder();
    plugIn(app.folder, [mountedAt(stick)]);
    await soon(async () => (await look()).drives.length).toBe(1);
    const [first] = app.electron.processes.watching;
    const handle = (await look()).drives[0]?.handle;
    first?.child.kill('SIGKILL');
    await first?.ended;
    await soon(async () => (await look()).drives[0]?.handle ?? handle).not.toBe(handle);
    expect(await app.want('ceremony.open', { isRehearsal: true })).toMatchObject({ step: 'preflight' });
  });
});

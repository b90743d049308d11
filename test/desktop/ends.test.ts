import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireTool, temporaryFolder } from '../tools.ts';
import { ceremonyIsFoundAgain, processEndsWithItsCeremony, windowIsKept } from './checks/ends.ts';
import { belongingsIn, upToCards, upToKeys } from './rehearsal.ts';
import { buildInto, launchBrowser, type RunningApp, removeBuilt, startApp } from './running-app.ts';

// How a ceremony ends on the desktop, and how it does not end by mistake.

describe.skipIf(!requireTool('chromium'))('a ceremony', () => {
  let browser: Browser;
  let built: string;
  let app: RunningApp;
  beforeAll(async () => {
    browser = await launchBrowser();
    built = await buildInto();
  });
  afterAll(async () => {
    await browser?.close();
    removeBuilt(built);
  });
  beforeEach(async () => {
    app = await startApp(browser, built);
    app.electron.printer.folder = temporaryFolder();
  });
  afterEach(() => app.electron.end());

  /** What the window was told without having asked, from now on. */
  async function listen(): Promise<() => Promise<unknown[]>> {
    await app.window.page.evaluate('globalThis.heard = []; quorate.onNews((news) => heard.push(news));');
    return () => app.window.page.evaluate('heard') as Promise<unknown[]>;
  }

  it('keeps its window open, and the page is asked to ask', async () => {
    await windowIsKept(app);
    // A page that hangs can ask nobody.
    app.window.windowEvents.emit('unresponsive');
    expect(app.window.askToClose()).toBe(true);
    expect(await app.electron.processes.forked[0]?.ended).toBe('SIGTERM');
  });

  it('does not keep a window open in which nothing goes on', () => {
    expect(app.window.askToClose()).toBe(true);
  });

  it('is found again by a window whose page died', () => ceremonyIsFoundAgain(app));

  it('takes its process along when it ends', () => processEndsWithItsCeremony(app));

  it('that was aborted is shown until it is left', async () => {
    await upToKeys(app, belongingsIn(temporaryFolder()));
    const aborted = await app.want('ceremony.abort', { reason: 'the fire alarm rang' });
    expect(aborted).toMatchObject({ step: 'aborted' });
    expect(await app.ask('ceremony.printPaper', { paper: 'transcript' })).toMatchObject({
      code: 'print-failed',
      message: expect.stringMatching(/no transcript/),
    });
    expect(await app.ask('ceremony.seal', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
    await app.want('ceremony.leave', {});
    expect(await app.ask('ceremony.look', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
    expect(await app.want('ceremony.open', { isRehearsal: true })).toMatchObject({ step: 'preflight' });
  });

  it('that lost its process says so at once', async () => {
    const heard = await listen();
    await app.want('ceremony.open', { isRehearsal: true });
    app.electron.processes.forked[0]?.child.kill('SIGKILL');
    await expect.poll(heard).toContainEqual({ kind: 'lost' });
    expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'lost' });
  });

  it('is not left while it goes on', async () => {
    await app.want('ceremony.open', { isRehearsal: true });
    await app.want('ceremony.leave', {});
    expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'preflight' });
  });

  it('cannot be cancelled, only what it is doing; what was not begun is not stopped later', async () => {
    const belongings = belongingsIn(temporaryFolder());
    await upToKeys(app, belongings);
    expect(await app.want('ceremony.cancel', {})).toBeNull();
    await upToCards(app, belongings);
    expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'cards' });
  });
});

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { requireTool, temporaryFolder } from '../tools.ts';
import { ceremonyIsFoundAgain, processEndsWithItsCeremony, windowIsKept } from './checks/ends.ts';
import { belongingsIn, people, photograph, scan, upToCards, upToKeys } from './rehearsal.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// How a ceremony ends on the desktop, and how it does not end by mistake.

describe.skipIf(!requireTool('chromium'))('a ceremony', () => {
  const started = startedForEach();
  let app: RunningApp;
  beforeEach(() => {
    app = started();
  });

  /** What the window was told without having asked, from now on. */
  async function listen(): Promise<() => Promise<unknown[]>> {
    await app.window.page.evaluate('globalThis.heard = []; quorate.onNews((news) => heard.push(news));');
    return () => app.window.page.evaluate('heard') as Promise<unknown[]>;
  }

  /** The page itself asks for a stop when it is first told how far a stick is: the test might be told too late. */
  async function cancelAtProgress(): Promise<void> {
    await app.window.page.evaluate(`{
      const stop = (news) => { if (news.kind === 'progress') { forget(); quorate.ask('ceremony.cancel', {}); } };
      const forget = quorate.onNews(stop);
    }`);
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

  it('stops writing a stick when it is asked to, leaves nothing there, and writes it again', async () => {
    const belongings = belongingsIn(temporaryFolder());
    writeFileSync(join(belongings.home, 'large.bin'), new Uint8Array(192 * 1024 * 1024));
    await upToKeys(app, belongings);
    await app.want('ceremony.confirmKeys', {});
    await app.want('ceremony.seal', {});
    const [stick = ''] = belongings.sticks;
    const [file = ''] = await app.choose('stick', [stick]);
    await cancelAtProgress();
    expect(await app.ask('ceremony.writeStick', { stick: 1, file, declaration: null })).toMatchObject({
      ok: false,
      code: 'interrupted',
    });
    expect(readdirSync(stick)).toEqual([]);
    const again = await app.want('ceremony.writeStick', { stick: 1, file, declaration: null });
    expect(again).toMatchObject({ step: 'sticks', sticks: [{ number: 1, state: 'written' }] });
    expect(readdirSync(stick)).toHaveLength(1);
  });

  it('can be aborted while a stick is written; nothing of it is left there', async () => {
    const belongings = belongingsIn(temporaryFolder());
    const large = join(belongings.home, 'large.bin');
    writeFileSync(large, new Uint8Array(192 * 1024 * 1024));
    await upToKeys(app, belongings);
    await app.want('ceremony.confirmKeys', {});
    await app.want('ceremony.seal', {});
    const [stick = ''] = belongings.sticks;
    const [file = ''] = await app.choose('stick', [stick]);
    const heard = await listen();
    const writing = app.ask('ceremony.writeStick', { stick: 1, file, declaration: null });
    await expect.poll(heard, { interval: 2 }).toContainEqual(expect.objectContaining({ kind: 'progress' }));
    const aborted = await app.want('ceremony.abort', { reason: 'the fire alarm rang' });
    expect(aborted).toMatchObject({ step: 'aborted' });
    expect(await writing).toMatchObject({ ok: false });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('can be aborted while a card waits for its printer; the page does not stay', async () => {
    const belongings = belongingsIn(temporaryFolder());
    await upToKeys(app, belongings);
    await upToCards(app, belongings);
    app.electron.printer.isHanging = true;
    const printing = app.ask('ceremony.printCard', { card: 1, how: 'printer', reprint: null });
    await expect.poll(() => app.electron.windows.length).toBe(2);
    expect(await app.want('ceremony.look', {})).toMatchObject({ cards: [{ printed: 1 }, {}, {}, {}, {}] });
    expect(await app.want('ceremony.abort', { reason: 'the printer hangs' })).toMatchObject({
      step: 'aborted',
    });
    expect(await printing).toMatchObject({ ok: false });
    expect(app.electron.windows[1]?.isGone).toBe(true);
  });

  it('that is lost takes the page along that waits for its printer', async () => {
    const belongings = belongingsIn(temporaryFolder());
    await upToKeys(app, belongings);
    await upToCards(app, belongings);
    app.electron.printer.isHanging = true;
    const printing = app.ask('ceremony.printCard', { card: 1, how: 'printer', reprint: null });
    await expect.poll(() => app.electron.windows.length).toBe(2);
    app.electron.processes.forked[0]?.child.kill('SIGKILL');
    expect(await printing).toMatchObject({ ok: false, code: 'ceremony-lost' });
    await expect.poll(() => app.electron.windows[1]?.isGone).toBe(true);
  });

  it('that is closed has nothing to be wiped, whatever is still to be delivered', async () => {
    const belongings = belongingsIn(temporaryFolder());
    await upToKeys(app, belongings);
    await upToCards(app, belongings);
    expect((await app.want('ceremony.look', {})).wipe).toMatchObject({ setId: expect.any(String) });
    for (const card of [1, 2, 3, 4, 5]) {
      await app.want('ceremony.printCard', { card, how: 'printer', reprint: null });
      const text = scan(photograph(app.electron.printer.jobs.at(-1)?.file ?? ''));
      await app.want('ceremony.readCard', { card, text, how: 'camera', isAccepted: false });
    }
    await app.want('ceremony.finishCards', {});
    await app.want('ceremony.letGo', {});
    await app.want('ceremony.signOff', { people });
    const closed = await app.want('ceremony.close', {});
    expect(closed).toMatchObject({ step: 'deliver', wipe: { setId: null, folders: [] } });
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

import { expect } from 'vitest';
import type { RunningApp } from '../running-app.ts';

/** A window in which a ceremony goes on does not close: its page is asked to ask. */
export async function windowIsKept(app: RunningApp): Promise<void> {
  await app.window.page.evaluate('globalThis.heard = []; quorate.onNews((news) => heard.push(news));');
  await app.want('ceremony.open', { isRehearsal: true });
  expect(app.window.askToClose()).toBe(false);
  await expect.poll(() => app.window.page.evaluate('heard')).toContainEqual({ kind: 'close-asked' });
  expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'preflight' });
}

/** With a ceremony ends the process that held it; what is shown afterwards comes from main. */
export async function processEndsWithItsCeremony(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  const aborted = await app.want('ceremony.abort', { reason: 'the fire alarm rang' });
  expect(aborted).toMatchObject({ step: 'aborted' });
  const patience = new Promise((resolve) => setTimeout(resolve, 2000, 'still running'));
  expect(await Promise.race([app.electron.processes.forked[0]?.ended, patience])).toBe('SIGTERM');
  expect(await app.want('ceremony.look', {})).toEqual(aborted);
}

/** A page whose process died is loaded anew, and finds its ceremony. */
export async function ceremonyIsFoundAgain(app: RunningApp): Promise<void> {
  const { ceremonyId } = await app.want('ceremony.open', { isRehearsal: true });
  await app.window.crash();
  const patience = { timeout: 5000 };
  await expect
    .poll(() => app.ask('ceremony.look', {}).catch(() => null), patience)
    .toMatchObject({ value: { ceremonyId, step: 'preflight' } });
}

import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { channels } from '../../../electron/contract/channels.ts';
import { upToPlan } from '../rehearsal.ts';
import type { RunningApp } from '../running-app.ts';

const channel = 'quorate:ask';
const about = {
  ok: true,
  value: { version: '0.1.0', platform: process.platform, rehearsalOnly: false, isPackaged: true },
};

/** Whoever is not the window's main frame on our origin gets nothing, and the program goes on. */
export async function strangersAreRefused(app: RunningApp): Promise<void> {
  const { window } = app;
  const good = ['app.about', {}];
  expect(await window.sendRaw('main', channel, good)).toEqual(about);
  await window.page.evaluate(
    `new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = done; document.body.append(frame); })`,
  );
  for (const from of ['inside', 'opaque', 'gone'] as const) {
    const answer = await window.sendRaw(from, channel, good);
    expect([from, answer]).toMatchObject([from, { ok: false, code: 'message-sender' }]);
  }
  await expect(window.sendRaw('main', 'another:channel', good)).rejects.toThrow('No handler');
  expect(await app.ask('app.about', {})).toEqual(about);
}

/** What does not have the agreed form is refused, whatever it is. */
export async function misshapenIsRefused(app: RunningApp): Promise<void> {
  const { window } = app;
  const hostile: [unknown[], string][] = [
    [[], 'message-channel'],
    [['__proto__', {}], 'message-channel'],
    [['constructor', {}], 'message-channel'],
    [['ceremony.everything', {}], 'message-channel'],
    [['app.about'], 'message-form'],
    [['app.about', {}, 1], 'message-form'],
    [['app.about', { more: 1 }], 'message-form'],
    [['ceremony.open', { isRehearsal: 'yes' }], 'message-form'],
    [['ceremony.confirmDate', { date: 'x'.repeat(100_000) }], 'message-form'],
    [['ceremony.readPlan', { file: '/etc/passwd' }], 'message-form'],
  ];
  for (const [message, code] of hostile) {
    expect([message, await window.sendRaw('main', channel, message)]).toMatchObject([message, { code }]);
  }
  const tries = [
    `quorate.ask('app.about', JSON.parse('{"__proto__":{"polluted":1}}'))`,
    `quorate.ask('app.about', new Map([['a', 1]]))`,
    `quorate.ask('app.about', new Date(0))`,
    `quorate.ask('app.about', Array.from({ length: 5000 }, () => ({})))`,
    `quorate.ask({ toString: () => 'app.about' }, {})`,
    `quorate.ask('app.about', () => 1)`,
    `quorate.ask('app.about', { nested: () => 1 })`,
    `(async () => quorate.ask('app.about', Symbol('x')))()`,
  ];
  for (const attempt of tries) {
    const outcome = await window.page.evaluate(`${attempt}.then((answer) => answer.ok, () => 'threw')`);
    expect([attempt, outcome]).not.toContain(true);
  }
  expect({}).not.toHaveProperty('polluted');
  expect(await app.ask('app.about', {})).toEqual(about);
}

/** Whatever a renderer that was taken over sends: the program answers with a refusal, and goes on. */
export async function fuzzIsRefused(app: RunningApp): Promise<void> {
  const { ipcMain } = app.electron;
  const { contents } = app.window;
  const event = { sender: contents, senderFrame: contents.mainFrame };
  // What would end the app, or wait for a person, is left out: it may be asked for.
  const names = Object.keys(channels).filter((name) => name !== 'app.quit' && name !== 'files.choose');
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true });
  const message = fc.tuple(fc.oneof(fc.constantFrom(...names, '__proto__'), anything), anything);
  await fc.assert(
    fc.asyncProperty(message, fc.array(anything, { maxLength: 1 }), async (sent, more) => {
      const answer = await ipcMain.deliver(event, channel, [...sent, ...more]);
      expect(Object.keys(answer as object).sort()).toEqual(
        (answer as { ok: boolean }).ok ? ['ok', 'value'] : ['code', 'hint', 'message', 'ok'],
      );
    }),
    { numRuns: 2000, seed: 20261121 },
  );
  expect({}).not.toHaveProperty('polluted');
  expect(await app.ask('app.about', {})).toEqual(about);
}

/** A window names what was chosen for it by handles that say nothing, and can name nothing else. */
export async function pathsStayInMain(app: RunningApp): Promise<void> {
  const path = join(app.folder, 'package.json');
  await app.want('ceremony.open', { isRehearsal: true });
  app.electron.choices.push([path]);
  const [chosen] = await app.want('files.choose', { what: 'plan' });
  expect(chosen).toEqual({ handle: expect.stringMatching(/^handle:[0-9a-f]{32}$/), name: 'package.json' });
  expect(app.electron.dialogs[0]?.options.defaultPath).toMatch(/^\//);
  expect(app.electron.dialogs[0]?.options.properties).toContain('dontAddToRecent');
  const read = (file: string) => app.ask('ceremony.readPlan', { file });
  // It is read and found to be no plan: the handle led to it.
  expect(await read(chosen?.handle ?? '')).toMatchObject({
    ok: false,
    code: expect.not.stringMatching(/^message/),
  });
  expect(await read(`handle:${'0'.repeat(32)}`)).toMatchObject({ ok: false, code: 'message-handle' });
  expect(await read(path)).toMatchObject({ ok: false, code: 'message-form' });
  app.electron.choices.push(null);
  expect(await app.want('files.choose', { what: 'image' })).toEqual([]);
}

/** What was chosen before a ceremony was lost is nothing in the next. */
export async function handlesEndWithTheirCeremony(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  const [file = ''] = await app.choose('folder', [app.folder]);
  const [worker] = app.electron.processes.forked;
  worker?.child.kill('SIGKILL');
  await worker?.ended;
  expect(await app.ask('ceremony.look', {})).toMatchObject({ value: { step: 'lost' } });
  await upToPlan(app);
  const sources = [{ name: 'validator', file }];
  expect(await app.ask('ceremony.importKeys', { sources })).toMatchObject({
    ok: false,
    code: 'message-handle',
  });
}

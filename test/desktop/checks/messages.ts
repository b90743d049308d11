import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { newFolder } from '../../tools.ts';
import { upToPlan } from '../rehearsal.ts';
import type { RunningApp } from '../running-app.ts';

const channel = 'quorate:ask';
const about = { ok: true, value: { version: '0.1.0', platform: process.platform, rehearsalOnly: false } };

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

/** A window names what was chosen for it by handles that say nothing, and can name nothing else. */
export async function pathsStayInMain(app: RunningApp): Promise<void> {
  const folder = newFolder();
  const path = join(folder, 'plan.json');
  writeFileSync(path, '{}');
  await app.want('ceremony.open', { isRehearsal: true });
  app.electron.choices.push([path]);
  const [chosen] = await app.want('files.choose', { what: 'plan' });
  expect(chosen).toEqual({ handle: expect.stringMatching(/^handle:[0-9a-f]{32}$/), name: 'plan.json' });
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
  rmSync(folder, { recursive: true });
}

/** What was chosen before a ceremony was lost is nothing in the next. */
export async function handlesEndWithTheirCeremony(app: RunningApp): Promise<void> {
  await app.want('ceremony.open', { isRehearsal: true });
  const [file = ''] = await app.choose('folder', [app.folder]);
  const [worker] = app.electron.processes.forked;
  worker?.child.kill('SIGKILL');
  await worker?.ended;
  expect(await app.ask('ceremony.look', {})).toMatchObject({ ok: false, code: 'ceremony-lost' });
  await upToPlan(app);
  const sources = [{ name: 'validator', file }];
  expect(await app.ask('ceremony.importKeys', { sources })).toMatchObject({
    ok: false,
    code: 'message-handle',
  });
}

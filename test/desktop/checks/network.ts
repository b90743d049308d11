import { expect } from 'vitest';
import type { RunningApp } from '../running-app.ts';
import { isLetThrough } from '../stand-in/session.ts';
import { preventable } from '../stand-in/window.ts';

const foreign = [
  'http://elsewhere.invalid/',
  'https://elsewhere.invalid/',
  'https://quorate/',
  'http://localhost/',
  'http://127.0.0.1:8080/',
  'http://[::1]/',
  'https://93.184.216.34/',
  'https://169.254.169.254/',
  'ws://elsewhere.invalid/',
  'wss://elsewhere.invalid/',
  'ftp://elsewhere.invalid/',
  'file:///etc/passwd',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu/',
  'chrome-extension://abc/x.js',
  'blob:https://elsewhere.invalid/1',
  'blob:null/1',
  'app://elsewhere/index.html',
  'app://quorate.elsewhere/index.html',
  'app:quorate',
  'filesystem:app://quorate/x',
  'about:srcdoc',
];

/** Every request that is not ours is cancelled before it is made, and would reach no proxy. */
export async function requestsAreCancelled({ electron }: RunningApp): Promise<void> {
  for (const record of electron.sessions.records.values()) {
    for (const url of foreign) expect([url, isLetThrough(record, url)]).toEqual([url, false]);
    expect(isLetThrough(record, 'app://quorate/index.html')).toBe(true);
    expect(isLetThrough(record, 'data:text/html,x')).toBe(true);
    expect(record.proxy).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'http://0.0.0.0:1',
      proxyBypassRules: '<-loopback>',
    });
  }
}

/** A page cannot take its window elsewhere, nor open another, nor save a file. */
export async function nothingNavigates({ window, electron }: RunningApp): Promise<void> {
  const { page } = window;
  const at = page.url();
  const tries = [
    `location.href = 'https://elsewhere.invalid/'`,
    `location.href = '/page.js'`,
    `location.assign('https://elsewhere.invalid/')`,
    `Object.assign(document.createElement('a'), { href: 'https://elsewhere.invalid/' }).click()`,
    `document.body.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=https://elsewhere.invalid/' }))`,
    `document.body.append(Object.assign(document.createElement('form'), { action: 'https://elsewhere.invalid/' })); document.forms[0].submit()`,
  ];
  for (const attempt of tries) {
    // Where it does navigate, the world that was asked is gone: what counts is where the window then is.
    await page
      .evaluate(`new Promise((done) => { ${attempt}; setTimeout(done, 30); })`)
      .catch(() => undefined);
    expect([attempt, page.url()]).toEqual([attempt, at]);
  }
  expect(window.navigated).toEqual([]);
  await page.evaluate(`void window.open('https://elsewhere.invalid/')`);
  await expect.poll(() => window.opened.map(({ action }) => action)).toEqual(['deny']);
  expect(window.foreign).toEqual([]);
  for (const { contentsEvents } of electron.windows) {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = preventable();
      contentsEvents.emit(name, event);
      expect([name, event.defaultPrevented]).toEqual([name, true]);
    }
  }
}

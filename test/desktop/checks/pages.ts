import { expect } from 'vitest';
import type { RunningApp } from '../running-app.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "media-src 'self' blob:; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'";

const get = async ({ window }: RunningApp, url: string, method = 'GET') => {
  const handler = window.record.schemes.get('app');
  if (handler === undefined) throw new Error('nobody serves app:');
  return handler({ url, method } as never);
};

/** Only the exact files of the pages, each with the policy. */
export async function pagesAreServedWithPolicy(app: RunningApp): Promise<void> {
  const page = await get(app, 'app://quorate/index.html');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toBe(policy);
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.headers.get('cache-control')).toBe('no-store');
  for (const url of [
    'app://quorate/',
    'app://quorate/../main.mjs',
    'app://quorate/..%2fmain.mjs',
    'app://quorate/%2e%2e/main.mjs',
    'app://quorate/index.html?x',
    'app://quorate/INDEX.HTML',
    'app://quorate//etc/passwd',
    'app://elsewhere/index.html',
    'app://quorate.evil/index.html',
  ]) {
    const answer = await get(app, url);
    expect([url, answer.status]).toEqual([url, 404]);
    expect(answer.headers.get('content-security-policy')).toBe(policy);
  }
  expect((await get(app, 'app://quorate/index.html', 'POST')).status).toBe(404);
}

/** What the browser makes of the policy: nothing that a script could try works, and nothing leaves. */
export async function policyIsEnforced({ window }: RunningApp): Promise<void> {
  const results = (await window.page.evaluate('tryAll()')) as Record<string, string>;
  expect(Object.keys(results).length).toBeGreaterThan(8);
  expect(Object.entries(results).filter(([, result]) => result !== 'refused')).toEqual([]);
  expect(await window.page.evaluate('globalThis.ranInline')).toBeUndefined();
  expect(await window.page.evaluate(`getComputedStyle(document.getElementById('styled')).color`)).not.toBe(
    'rgb(1, 2, 3)',
  );
  const violations = (await window.page.evaluate('violations')) as string[];
  for (const directive of ['script-src-elem', 'style-src-elem', 'img-src', 'connect-src', 'frame-src']) {
    expect(violations).toContain(directive);
  }
  expect(violations).toContain('require-trusted-types-for');
  expect(window.foreign).toEqual([]);
}

/** The page's own world has two functions, and no way around them. */
export async function bridgeIsNarrow({ window }: RunningApp): Promise<void> {
  const { page, contents } = window;
  expect(await page.evaluate('Object.keys(quorate).sort()')).toEqual(['ask', 'onNews']);
  const leaks = [
    'require',
    'process',
    'module',
    'ipcRenderer',
    'electron',
    'Buffer',
    'quorateHost',
    'quorateRaw',
  ];
  expect(await page.evaluate(`${JSON.stringify(leaks)}.filter((name) => name in globalThis)`)).toEqual([]);
  await page.evaluate(`heard = []; quorate.ask = null; stop = quorate.onNews((...all) => heard.push(all));`);
  const heard = page.waitForFunction('heard.length === 1');
  contents.send('quorate:news', { kind: 'progress', step: 'sealing', bytes: null });
  await heard;
  expect(await page.evaluate('heard')).toEqual([[{ kind: 'progress', step: 'sealing', bytes: null }]]);
  expect(await page.evaluate('typeof quorate.ask')).toBe('function');
}

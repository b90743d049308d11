import { it } from 'vitest';
import { buildInto, launchBrowser, startApp } from './running-app.ts';
it('x', async () => {
  const browser = await launchBrowser(); const folder = await buildInto();
  const app = await startApp(browser, folder);
  const { page } = app.window;
  const tries = [
    `location.href = 'https://elsewhere.invalid/'`,
    `location.href = '/page.js'`,
    `location.assign('https://elsewhere.invalid/')`,
    `Object.assign(document.createElement('a'), { href: 'https://elsewhere.invalid/' }).click()`,
    `document.body.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=https://elsewhere.invalid/' }))`,
    `document.body.append(Object.assign(document.createElement('form'), { action: 'https://elsewhere.invalid/' })); document.forms[0].submit()`,
    `void window.open('https://elsewhere.invalid/')`
  ];
  for (const attempt of tries) {
    console.log(attempt, await Promise.race([page.evaluate(`new Promise((done) => { ${attempt}; setTimeout(done, 30); })`), new Promise(r => setTimeout(r, 2000, 'HANG'))]), page.url(), app.window.opened);
  }
  await browser.close();
}, 30000);

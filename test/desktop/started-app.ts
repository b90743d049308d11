import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { temporaryFolder } from '../tools.ts';
import { buildInto, launchBrowser, type RunningApp, removeBuilt, startApp } from './running-app.ts';

/**
 * Builds the app once for the tests around it, and starts it anew for each, with a folder for what it prints.
 * @returns the app of the running test
 */
export function startedForEach(): () => RunningApp {
  let browser: Browser | null = null;
  let built = '';
  let app: RunningApp | null = null;
  beforeAll(async () => {
    browser = await launchBrowser();
    built = await buildInto();
  });
  afterAll(async () => {
    await browser?.close();
    if (built !== '') removeBuilt(built);
  });
  beforeEach(async () => {
    if (browser === null) throw new Error('the browser is there once the tests began');
    app = await startApp(browser, built);
    app.electron.printer.folder = temporaryFolder();
  });
  afterEach(() => app?.electron.end());
  return () => {
    if (app === null) throw new Error('the app is there once a test began');
    return app;
  };
}

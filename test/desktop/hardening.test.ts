import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { requireTool } from '../tools.ts';
import {
  fuzzIsRefused,
  handlesEndWithTheirCeremony,
  misshapenIsRefused,
  pathsStayInMain,
  strangersAreRefused,
} from './checks/messages.ts';
import { nothingNavigates, requestsAreCancelled } from './checks/network.ts';
import { bridgeIsNarrow, pagesAreServedWithPolicy, policyIsEnforced } from './checks/pages.ts';
import {
  devicesAreDenied,
  pageGetsCameraOnlyWhileScanning,
  permissionsAreDenied,
} from './checks/permissions.ts';
import {
  nothingStarts,
  printWindowIsLockedDown,
  setBeforeReady,
  windowIsLockedDown,
} from './checks/settings.ts';
import { nothingIsLeftRunning, workerIsAlone, workerTakesNoPathFromRequests } from './checks/worker.ts';
import { buildInto, launchBrowser, type RunningApp, removeBuilt, startApp } from './running-app.ts';

// The real program on a page that tries what it must not.

const hasChromium = requireTool('chromium');
describe.skipIf(!hasChromium)('the desktop app', () => {
  let browser: Browser;
  let folder: string;
  let app: RunningApp;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await buildInto();
  });
  afterAll(async () => {
    await browser?.close();
    removeBuilt(folder);
  });

  describe('started', () => {
    beforeEach(async () => {
      app = await startApp(browser, folder);
    });
    afterEach(() => app.electron.end());

    it('locks its window down', () => windowIsLockedDown(app));
    it('sets sandbox, switches and scheme before Electron is ready', () => setBeforeReady(app));
    it('denies every permission that Electron knows', () => permissionsAreDenied(app));
    it('gives a page the camera only while a scan screen is open', () =>
      pageGetsCameraOnlyWhileScanning(app));
    it('denies devices, screen, Bluetooth, spelling, downloads', () => devicesAreDenied(app));
    it('cancels every request that is not ours', () => requestsAreCancelled(app));
    it('navigates nowhere and opens nothing', () => nothingNavigates(app));
    it('serves an exact list of pages, each with the policy', () => pagesAreServedWithPolicy(app));
    it('has its policy enforced by the browser', () => policyIsEnforced(app));
    it('gives a page two functions and nothing else', () => bridgeIsNarrow(app));
    it('refuses every sender but its own main frame', () => strangersAreRefused(app));
    it('refuses what does not have the agreed form', () => misshapenIsRefused(app));
    it('stays standing under 2000 hostile messages', () => fuzzIsRefused(app));
    it('gives out handles, and takes no path', () => pathsStayInMain(app));
    it('forgets handles with their ceremony', () => handlesEndWithTheirCeremony(app));
    it('starts one worker, with nothing of the environment', () => workerIsAlone(app));
    it('has a worker that opens nothing main did not name', () => workerTakesNoPathFromRequests(app));
    it('ends whole', () => nothingIsLeftRunning(app));

    it('prints from a window of its own, locked down and gone afterwards', () =>
      printWindowIsLockedDown(app));

    it('comes to the front when it is started again', () => {
      app.electron.app.emit('second-instance');
      expect(app.window.told).toContain('focus');
      expect(app.electron.windows).toHaveLength(1);
    });
  });

  it('has developer tools only when it is not packaged', async () => {
    app = await startApp(browser, folder, { isPackaged: false });
    expect(app.window.preferences).toMatchObject({ devTools: true, sandbox: true, contextIsolation: true });
    await app.electron.end();
  });

  it('quits at once when it runs already', async () => {
    app = await startApp(browser, folder, { isFirst: false });
    expect(app.electron.app.told).toContain('quit');
    expect(app.electron.app.told).not.toContain('ready');
    expect(app.electron.windows).toEqual([]);
  });

  it.each(['--inspect', '--inspect-brk=0', '--remote-debugging-port=9222', '--remote-debugging-pipe'])(
    'does not start with %s',
    async (word) => {
      const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      try {
        app = await startApp(browser, folder, { words: [word] });
        expect(stderr.mock.calls.join('')).toContain(`not started with ${word.split('=')[0]}`);
      } finally {
        stderr.mockRestore();
      }
      await nothingStarts(app);
    },
  );
});

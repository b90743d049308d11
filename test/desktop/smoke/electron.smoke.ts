import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, run } from '../../tools.ts';
import { buildInto, removeBuilt } from '../running-app.ts';

// The built app on the real Electron. Playwright starts it with --inspect and --remote-debugging-port, which the program
// refuses: the build that is driven here differs in that refusal alone, and the build as it is shipped is started
// without Playwright, to see that it refuses.

/** Why the binary cannot be used here; null when it can. */
function whyNot(): string | null {
  if (!existsSync(binary)) return "Electron's binary is not installed (npx install-electron fetches it)";
  if (process.getuid?.() === 0) return 'Chromium has no sandbox for root: run this as another user';
  return null;
}

const binary = join(repository, 'node_modules/electron/dist', binaryName());

function binaryName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

const mayBeDebugged: Plugin = {
  name: 'may be debugged',
  setup({ onLoad }) {
    onLoad({ filter: /refuse-debugging\.ts$/ }, () => ({
      contents: 'export const forbiddenSwitch = () => null;',
      loader: 'ts',
    }));
  },
};

const reason = whyNot();
if (reason !== null) console.warn(`skipped: ${reason}`);

describe.skipIf(reason !== null)('on the real Electron', () => {
  let shipped: string;
  let driven: string;
  let app: ElectronApplication;
  beforeAll(async () => {
    shipped = await buildInto();
    driven = await buildInto({ plugins: [mayBeDebugged] });
    app = await _electron.launch({ executablePath: binary, args: [driven] });
  });
  afterAll(async () => {
    await app?.close();
    removeBuilt(shipped);
    removeBuilt(driven);
  });

  it.each(['--inspect=0', '--remote-debugging-port=0'])('what is shipped does not start with %s', (word) => {
    const outcome = run(binary, [shipped, word]);
    expect([outcome.code, outcome.stderr]).toEqual([5, expect.stringContaining('not started with')]);
  });

  it('the window has the preferences that were asked for', async () => {
    await app.firstWindow();
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity } =
        contents.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  it.runIf(process.platform === 'linux')("the page's process is in the kernel's sandbox", async () => {
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  });

  it('a page asks through the gate, and reaches nothing else', async () => {
    const page = await app.firstWindow();
    expect(page.url()).toBe('app://quorate/index.html');
    const about = await page.evaluate(`quorate.ask('app.about', {})`);
    expect(about).toMatchObject({ ok: true, value: { platform: process.platform } });
    const results = (await page.evaluate('tryAll()')) as Record<string, string>;
    expect(Object.values(results).filter((result) => result !== 'refused')).toEqual([]);
    expect(
      await page.evaluate(`['require', 'process', 'module'].filter((name) => name in globalThis)`),
    ).toEqual([]);
  });

  it('the worker is a process that ends with the app', async () => {
    const page = await app.firstWindow();
    const opened = await page.evaluate(`quorate.ask('ceremony.open', { isRehearsal: true })`);
    expect(opened).toMatchObject({ ok: true, value: { step: 'preflight' } });
    const metrics = await app.evaluate(({ app: program }) => program.getAppMetrics());
    const worker = metrics.find(({ name }) => name === 'Quorate custody');
    expect(worker?.type).toBe('Utility');
    await app.close();
    await expect.poll(() => existsSync(`/proc/${worker?.pid}`)).toBe(false);
  });
});

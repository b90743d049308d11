import { join } from 'node:path';
import { expect } from 'vitest';
import { switches } from '../../../electron/main/modules/harden-switches.ts';
import { upToPlan } from '../rehearsal.ts';
import type { RunningApp } from '../running-app.ts';

// What the program really set, as the design's "Hardening" lists it.

const lockedDown = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  plugins: false,
};

/** The ceremony window. */
export async function windowIsLockedDown({ window, folder }: RunningApp): Promise<void> {
  expect(window.preferences).toMatchObject({ ...lockedDown, devTools: false });
  expect(window.preferences.preload).toBe(join(folder, 'preload.cjs'));
  expect(window.record).toMatchObject({ partition: 'ceremony', options: { cache: false } });
  expect(window.told).toContain('setContentProtection true');
  expect(window.told).toContain('removeMenu');
  expect(window.webrtcPolicy).toBe('disable_non_proxied_udp');
  expect(window.preferences).not.toHaveProperty('additionalArguments');
}

/** The window in which a page is printed, and what is left of it afterwards. */
export async function printWindowIsLockedDown(app: RunningApp): Promise<void> {
  const { electron } = app;
  electron.printer.folder = app.folder;
  await upToPlan(app);
  await app.want('ceremony.printPaper', { paper: 'script' });
  expect(electron.printer.jobs.map(({ file }) => file)).toEqual([join(app.folder, 'job-1.pdf')]);
  const [, printing] = electron.windows;
  expect(printing?.preferences).toMatchObject({ ...lockedDown, javascript: false, devTools: false });
  expect(printing?.preferences).not.toHaveProperty('preload');
  expect(printing?.options.show).toBe(false);
  expect(printing?.record).toMatchObject({ partition: 'print', options: { cache: false } });
  expect(printing?.isGone).toBe(true);
  expect(printing?.foreign).toEqual([]);
  expect(printing?.webrtcPolicy).toBe('disable_non_proxied_udp');
  expect(electron.printer.jobs[0]?.options).toMatchObject({ silent: false });
}

/** Sandbox and switches come before anything of Chromium runs. */
export async function setBeforeReady({ electron }: RunningApp): Promise<void> {
  const { told } = electron.app;
  const before = told.slice(0, told.indexOf('ready'));
  expect(before).toContain('enableSandbox');
  for (const [name, value] of switches) {
    expect(before).toContain(value === undefined ? `switch ${name}` : `switch ${name}=${value}`);
  }
  expect(before).toContain('switch host-resolver-rules=MAP * ~NOTFOUND');
  expect(before).toContain('switch webrtc-ip-handling-policy=disable_non_proxied_udp');
  expect(before).toContain('switch proxy-server=http://0.0.0.0:1');
  expect(before.find((word) => word.startsWith('switch disable-features='))).toContain('DnsOverHttps');
  expect(electron.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: false } },
  ]);
}

/** With a switch that lets somebody look in, the program ends before there is anything to see. */
export async function nothingStarts({ electron }: RunningApp): Promise<void> {
  expect(electron.app.told).toContain('exit 5');
  expect(electron.app.told).not.toContain('ready');
  expect(electron.windows).toEqual([]);
}

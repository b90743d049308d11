import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { repository } from '../../tools.ts';
import { upToPlan } from '../rehearsal.ts';
import type { RunningApp } from '../running-app.ts';
import type { SessionRecord } from '../stand-in/session.ts';

const ours = 'app://quorate/index.html';
const strangers = [
  'https://elsewhere.invalid/',
  'app://quorate.evil/',
  'app://quoratex/',
  'file:///x',
  'null',
  '',
];

/** Every permission that this Electron knows, by its own declarations. */
function knownPermissions(): string[] {
  const declarations = readFileSync(join(repository, 'node_modules/electron/electron.d.ts'), 'utf8');
  const found = ['setPermissionCheckHandler', 'setPermissionRequestHandler'].flatMap((name) => {
    const [, names = ''] =
      new RegExp(`${name}\\(handler: .*?permission: (('[^']+'[ |]*)+)`).exec(declarations) ?? [];
    return [...names.matchAll(/'([^']+)'/g)].map(([, permission]) => permission ?? '');
  });
  return [...new Set(found)];
}

function isGranted(record: SessionRecord, permission: string, url: string, mediaTypes?: string[]): boolean[] {
  const answers: boolean[] = [];
  if (record.permissionRequest === null || record.permissionCheck === null) return [true];
  const details = { requestingUrl: url, isMainFrame: true, ...(mediaTypes ? { mediaTypes } : {}) };
  record.permissionRequest(
    {} as never,
    permission as never,
    (answer) => answers.push(answer),
    details as never,
  );
  for (const mediaType of mediaTypes ?? [undefined]) {
    answers.push(record.permissionCheck(null, permission as never, url, { ...details, mediaType } as never));
  }
  return answers;
}

/** Everything is denied, but the camera to our own page while a scan screen is open. */
export async function permissionsAreDenied(app: RunningApp): Promise<void> {
  const permissions = knownPermissions();
  expect(permissions.length).toBeGreaterThan(40);
  const records = [...app.electron.sessions.records.values()];
  expect(records.map(({ partition }) => partition).sort()).toEqual(['ceremony', 'print']);
  const nothingIsGranted = (record: SessionRecord) => {
    for (const permission of permissions) {
      for (const types of [undefined, ['audio'], ['video', 'audio'], []]) {
        expect([permission, types, ...isGranted(record, permission, ours, types)]).not.toContain(true);
      }
    }
    for (const url of strangers) expect(isGranted(record, 'media', url, ['video'])).not.toContain(true);
  };
  const camera = (record: SessionRecord) => isGranted(record, 'media', ours, ['video']);
  const [own, print] = [app.window.record, ...records.filter((record) => record !== app.window.record)];
  if (print === undefined) throw new Error('there is a session for printing');
  for (const record of records) {
    nothingIsGranted(record);
    expect(camera(record)).toEqual([false, false]);
  }
  // Not where nothing is scanned, whatever a page says.
  await app.want('scan.camera', { isOpen: true });
  expect(camera(own)).toEqual([false, false]);
  await upToPlan(app);
  await app.want('scan.camera', { isOpen: true });
  // With sound asked for as well, the check for the picture alone may pass; the request as a whole must not.
  expect(camera(own)).toEqual([true, true]);
  expect(camera(print)).toEqual([false, false]);
  nothingButTheCamera(own, permissions);
  await app.want('scan.camera', { isOpen: false });
  expect(camera(own)).toEqual([false, false]);
}

function nothingButTheCamera(record: SessionRecord, permissions: readonly string[]): void {
  for (const permission of permissions.filter((name) => name !== 'media')) {
    expect([permission, ...isGranted(record, permission, ours, ['video'])]).not.toContain(true);
  }
  expect(isGranted(record, 'media', ours, ['audio'])).toEqual([false, false]);
  expect(isGranted(record, 'media', ours, ['video', 'audio'])[0]).toBe(false);
  expect(isGranted(record, 'media', ours, [])[0]).toBe(false);
  for (const url of strangers) expect(isGranted(record, 'media', url, ['video'])).not.toContain(true);
}

/** What a page gets that asks for camera, sound and screen. */
export async function pageGetsCameraOnlyWhileScanning(app: RunningApp): Promise<void> {
  const ask = (expression: string) =>
    app.window.page.evaluate(
      `navigator.mediaDevices.${expression}.then((stream) => { for (const track of stream.getTracks()) track.stop(); return 'granted'; }, (error) => error.name)`,
    );
  expect(await ask('getUserMedia({ video: true })')).toBe('NotAllowedError');
  await upToPlan(app);
  await app.want('scan.camera', { isOpen: true });
  expect(await ask('getUserMedia({ video: true })')).toBe('granted');
  expect(await ask('getUserMedia({ audio: true })')).toBe('NotAllowedError');
  expect(await ask('getUserMedia({ video: true, audio: true })')).toBe('NotAllowedError');
  expect(await ask('getDisplayMedia()')).toBe('NotAllowedError');
  await app.want('scan.camera', { isOpen: false });
  expect(await ask('getUserMedia({ video: true })')).toBe('NotAllowedError');
}

/** Devices, screen, Bluetooth, spelling and downloads, on both sessions. */
export async function devicesAreDenied({ electron }: RunningApp): Promise<void> {
  for (const record of electron.sessions.records.values()) {
    for (const deviceType of ['hid', 'serial', 'usb'] as const) {
      expect(record.device?.({ deviceType, origin: 'app://quorate', device: {} as never })).toBe(false);
    }
    const streams: unknown[] = [];
    record.displayMedia?.({} as never, (answer) => streams.push(answer));
    expect(streams).toEqual([{}]);
    const pairings: unknown[] = [];
    record.bluetooth?.({} as never, (answer) => pairings.push(answer));
    expect(pairings).toEqual([{ confirmed: false }]);
    expect(record.spellChecker).toBe(false);
    let isPrevented = false;
    record.events.emit('will-download', { preventDefault: () => (isPrevented = true) });
    expect(isPrevented).toBe(true);
  }
}

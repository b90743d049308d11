import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ElectronStandIn } from './stand-in/stand-in.ts';
import { strict } from './stand-in/strict.ts';
import { decode, encode } from './stand-in/wire.ts';

// The stand-in itself: that it answers for nothing it does not imitate, and carries values as structured clone does.

const setup = { isPackaged: true, version: '0.1.0', home: '/home/anybody', isFirst: true };
// None of these tests opens a window.
const noBrowser = {} as Browser;

describe('the stand-in', () => {
  it('throws for a member it does not have, on the module and on what it gives', () => {
    const { module } = new ElectronStandIn(noBrowser, setup);
    const electron = module as typeof import('electron');
    expect(() => electron.app.setAsDefaultProtocolClient).toThrow('no app.setAsDefaultProtocolClient');
    expect(() => electron.session.defaultSession).toThrow('no session.defaultSession');
    const session = electron.session.fromPartition('any');
    expect(() => session.clearCache).toThrow('no session(any).clearCache');
    expect(() => session.webRequest.onHeadersReceived).toThrow('no webRequest.onHeadersReceived');
    expect(() => electron.ipcMain.on).toThrow('no ipcMain.on');
    expect(() => electron.dialog.showSaveDialog).toThrow('no dialog.showSaveDialog');
    expect(Object.keys(electron)).not.toContain('shell');
  });

  it('lets nothing be set', () => {
    const given = strict('thing', { known: 1 });
    expect(() => Object.assign(given, { known: 2 })).toThrow('does not let thing.known be set');
  });

  it('refuses a window on the default session, which nobody has ruled', () => {
    const electron = new ElectronStandIn(noBrowser, setup).module as typeof import('electron');
    expect(() => new electron.BrowserWindow({})).toThrow('default session');
  });

  it('takes a message as structured clone does, and loses a program that nobody registered', async () => {
    const { ipcMain } = new ElectronStandIn(noBrowser, setup);
    ipcMain.module.handle('echo', (_event, value: unknown) => value);
    const value = { map: new Map([['a', new Date(0)]]), bytes: new Uint8Array([1, 2]), none: undefined };
    expect(await ipcMain.deliver({}, 'echo', [value])).toEqual(value);
    await expect(ipcMain.deliver({}, 'echo', [() => 1])).rejects.toThrow('could not be cloned');
    await expect(ipcMain.deliver({}, 'other', [])).rejects.toThrow('No handler');
  });
});

describe('values on their way between worlds', () => {
  it('come through unchanged', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: false,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(decode(encode(value))).toEqual(structuredClone(value));
      }),
      { numRuns: 1000, seed: 20261121 },
    );
  });

  it('keep their identity, a member named __proto__ and the sign of zero', () => {
    const shared = { a: 1 };
    const cycle: unknown[] = [shared, shared, -0];
    cycle.push(cycle);
    const [first, second, zero, whole] = decode(encode(cycle)) as unknown[];
    expect(first).toBe(second);
    expect(zero).toBe(-0);
    expect((whole as unknown[])[3]).toBe(whole);
    const odd = decode(encode(JSON.parse('{"__proto__":1}'))) as object;
    expect(Object.keys(odd)).toEqual(['__proto__']);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['one inside', { deep: [() => 1] }],
  ])('are refused when they cannot be cloned: %s', (_, value) => {
    expect(() => encode(value)).toThrow('could not be cloned');
  });
});

import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from '@quorate/custody/folder/write';
import { describe, expect, it, vi } from 'vitest';
import { readCeremony } from '../../electron/watcher/read-ceremony.ts';
import { StickReader } from '../../electron/watcher/stick-reader.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { run, temporaryFolder } from '../tools.ts';
import { open, plugged } from './plugged.ts';

/** Waits for what comes from another process, or from a disk, on a machine that does other things too. */
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000 });

describe('what a stick holds', () => {
  async function stick(changes = {}) {
    const root = temporaryFolder();
    const sealed = await sealSample(undefined, changes);
    await writeFolder(root, sealed.folder);
    return { root, folder: sealed.folder.name, path: join(root, sealed.folder.name), sealed };
  }

  it('is told with what is due, counted from the ceremony, without a card', async () => {
    const { root, folder, sealed } = await stick({ label: 'Vault A' });
    const at = (day: string) => () => new Date(`${day}T12:00:00Z`);
    const fresh = await readCeremony(root, folder, at('2026-11-21'));
    expect(fresh).toMatchObject({
      folder,
      isClosed: false,
      told: { label: 'Vault A', date: '2026-11-20', setId: sealed.setId, isRehearsal: true },
    });
    expect(fresh.told?.duties.map(({ overdueDays }) => overdueDays)).toEqual([0, 0, 0]);
    const late = await readCeremony(root, folder, at('2031-11-20'));
    expect(
      late.told?.duties.every(({ overdueDays, lastDone }) => overdueDays > 300 && lastDone === null),
    ).toBe(true);
  });

  it.each<[string, (path: string) => void]>([
    ['is a FIFO', (path) => run('mkfifo', [path])],
    ['is a link', (path) => symlinkSync('/etc/hostname', path)],
    ['is a folder', (path) => mkdirSync(path)],
    ['is larger than any', (path) => writeFileSync(path, new Uint8Array(1024 * 1024 + 1))],
    ['is no manifest', (path) => writeFileSync(path, '{"format": 7}')],
    ['is not there', () => undefined],
  ])('is null where the manifest %s, and nobody waits for it', async (_, spoil) => {
    const { root, folder, path } = await stick();
    rmSync(join(path, 'manifest.json'));
    spoil(join(path, 'manifest.json'));
    expect(await readCeremony(root, folder)).toEqual({ folder, isClosed: false, told: null });
  });

  it('is read one time for each plug, and again when it is asked for', async () => {
    const { root, folder } = await stick();
    const drive = { ...open, mountPoint: root, ceremonyFolders: [folder, '.quorate-partial-0badcafe-x'] };
    const { plug, drives, last, readAgain } = plugged();
    expect(plug(drive).drives[0]).toMatchObject({ isBeingRead: true, ceremonies: [] });
    await soon(() => last().drives[0]?.shown.isBeingRead).toBe(false);
    drives.take(last());
    expect(drives.view.drives[0]?.ceremonies).toMatchObject([{ folder, told: { date: '2026-11-20' } }]);
    // Whatever was done on it since is seen when main says that something was done.
    mkdirSync(join(root, folder, 'records'), { recursive: true });
    writeFileSync(join(root, folder, 'records/closing.jsonl'), '{}');
    expect(plug(drive).drives[0]?.ceremonies).toMatchObject([{ isClosed: false }]);
    readAgain();
    await soon(() => last().drives[0]?.shown.ceremonies[0]?.isClosed).toBe(true);
  });

  it('is given up where the stick does not answer; others are read all the same, until too many hang', async () => {
    const changed = vi.fn();
    const hangs = new Promise<never>(() => undefined);
    const read = vi.fn((root: string, folder: string) =>
      root.startsWith('/broken') ? hangs : Promise.resolve({ folder, told: null, isClosed: true }),
    );
    const reader = new StickReader(changed, read, 20);
    const at = (mountPoint: string) => ({ ...open, mountPoint, ceremonyFolders: ['quorate-1', 'quorate-2'] });
    expect(reader.of(at('/broken/1'))).toEqual({ ceremonies: [], moreCeremonies: 0, isBeingRead: true });
    await soon(() => reader.of(at('/broken/1')).isBeingRead).toBe(false);
    expect(reader.of(at('/broken/1')).ceremonies).toMatchObject([
      { folder: 'quorate-2', told: null, isClosed: false },
      { folder: 'quorate-1', told: null, isClosed: false },
    ]);
    reader.of(at('/good'));
    await soon(() => reader.of(at('/good')).ceremonies.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    for (const number of [2, 3]) {
      reader.of(at(`/broken/${number}`));
      await soon(() => reader.of(at(`/broken/${number}`)).isBeingRead).toBe(false);
    }
    const calls = read.mock.calls.length;
    reader.of(at('/broken/4'));
    await soon(() => reader.of(at('/broken/4')).isBeingRead).toBe(false);
    expect(read.mock.calls.length).toBe(calls);
  });

  it('of a stick with more folders than are looked at: the newest, and how many more', () => {
    const names = Array.from({ length: 9 }, (_, index) => `quorate-2026110${index + 1}-x-0badcafe`);
    const read = vi.fn(async (_: string, folder: string) => ({ folder, told: null, isClosed: true }));
    const reader = new StickReader(() => undefined, read);
    expect(reader.of({ ...open, ceremonyFolders: names }).moreCeremonies).toBe(5);
  });
});

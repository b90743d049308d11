import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, edit, onStick } from '../cli/ceremony-folder.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireRoot, requireTool, run } from '../tools.ts';
import {
  careForEach,
  handle as handleOf,
  lastRecord,
  people,
  recordsOf,
  refused,
  take as takeUp,
  verifies,
} from './care-table.ts';
import type { RunningApp } from './running-app.ts';

// Sticks and cards between ceremonies, asked for from the page alone: real main, real preload, real worker.

const hasLoop = requireRoot('mounting an image') && requireTool('mkfs.ext4');
const handover = { card: 2, from: 'Di Prima', to: 'Grace Hopper', bag: 'A1187', newBag: ' ', ...people };

describe.skipIf(!requireTool('chromium'))('sticks and cards on the desktop', () => {
  const care = careForEach();
  let app: RunningApp;
  let root: string;
  let ceremony: CeremonyOnStick;
  let sticks: string[];
  beforeEach(() => {
    ({ app, root, ceremony, sticks } = care);
  });
  const handle = (path: string) => handleOf(app, path);
  const take = (path: string, folderHash: string | null = null) => takeUp(app, path, folderHash);

  /** The page itself asks for a stop when it is first told how far the copy is: the test might be told too late. */
  async function cancelAtProgress(): Promise<void> {
    await app.window.page.evaluate(`{
      const stop = (news) => { if (news.kind === 'progress') { forget(); quorate.ask('care.cancel', {}); } };
      const forget = quorate.onNews(stop);
    }`);
  }
  it('takes sticks up, says how each stands, and compares all with one typed folder hash', async () => {
    const [first = '', second = ''] = sticks;
    const { sticks: one } = await take(dirname(first));
    expect(one[0]).toMatchObject({
      number: 1,
      ceremony: { threshold: 2, count: 3, isRehearsal: true },
      isAuthenticated: false,
      isClosed: true,
      findings: [{ severity: 'note' }],
    });
    expect(one[0]?.duties.map(({ duty }) => duty)).toEqual(['integrity', 'opening', 'restore']);
    await refused(app.ask('care.takeStick', { file: await handle(first), folderHash: null }), 'stick-twice');
    await refused(
      app.ask('care.takeStick', { file: await handle(second), folderHash: 'abc' }),
      'usage-option',
    );
    await refused(app.ask('care.comparePaper', { folderHash: 'a'.repeat(64) }), 'folder-hash-differs');
    await refused(app.ask('care.comparePaper', { folderHash: 'b' }), 'usage-option');
    const spaced = (ceremony.folderHash.match(/.{8}/g) ?? []).join(' ').toUpperCase();
    const both = await take(second, spaced);
    expect(both.sticks.map(({ number, isAuthenticated }) => [number, isAuthenticated])).toEqual([
      [1, true],
      [2, true],
    ]);
    const fewer = await app.want('care.dropStick', { stick: 1 });
    expect((await app.want('care.comparePaper', { folderHash: spaced })).sticks[0]?.isAuthenticated).toBe(
      true,
    );
    expect(fewer.sticks.map(({ number }) => number)).toEqual([2]);
    expect((await take(sticks[2] ?? '')).sticks.at(-1)).toMatchObject({ number: 3, isAuthenticated: true });
    const other = await onStick(await sealSample(), root);
    await refused(
      app.ask('care.takeStick', { file: await handle(other.folder), folderHash: null }),
      'folder-hash-differs',
    );
  });

  it('hands a card over: bags stand on every stick, names nowhere, and no stick is left out', async () => {
    const [first = '', second = ''] = sticks;
    await refused(app.ask('care.handover', handover), 'usage-arguments', /no stick/);
    await take(first);
    await take(second);
    const wrong: readonly (readonly [Partial<typeof handover>, RegExp])[] = [
      [{ to: ' ' }, /who holds it now is empty/],
      [{ to: 'di  PRIMA' }, /name one person/],
      [{ card: 4 }, /card 4 is none of this set/],
      [{ witnesses: ['emmy  noether'] }, /witnesses names the operator/],
      [{ operator: '' }, /operator is empty/],
      [{ bag: 'a\u202eb' }, /old bag holds/],
    ];
    for (const [change, message] of wrong) {
      await refused(app.ask('care.handover', { ...handover, ...change }), 'usage-option', message);
    }
    edit(second, 'RECOVERY.txt', () => 'pay here');
    await refused(app.ask('care.handover', handover), 'folder-tampered');
    expect([first, second].flatMap(recordsOf)).toEqual([]);
    await app.want('care.dropStick', { stick: 2 });
    await take(sticks[2] ?? '');
    const done = await app.want('care.handover', handover);
    expect(done.deed).toMatchObject({
      kind: 'handover',
      card: 2,
      isPublic: false,
      records: [{ stick: 1 }, { stick: 3 }],
    });
    expect(done.sticks.map(({ records }) => records.at(-1)?.hash)).toEqual(
      done.deed?.records.map(({ hash }) => hash),
    );
    for (const folder of [first, sticks[2] ?? '']) {
      expect(lastRecord(folder)).toMatchObject({
        type: 'handover',
        people: ['Emmy Noether', 'Ada Lovelace'],
        data: { card: 2, bag: 'A1187', newBag: null },
      });
      expect(JSON.stringify(lastRecord(folder))).not.toContain('Grace Hopper');
      expect(verifies(folder, ceremony.folderHash)).toBe(0);
    }
  });

  it('records losses, counts what any stick knows of, and says when too few are left', async () => {
    const [first = '', second = ''] = sticks;
    await take(first);
    const lose = (card: number) =>
      app.want('care.reportLost', { what: { kind: 'card', card }, reason: 'bag found open', ...people });
    const one = await lose(3);
    expect(one.deed).toMatchObject({ kind: 'lost', lost: [3], left: 2, threshold: 2, count: 3 });
    await app.want('care.dropStick', { stick: 1 });
    await take(second);
    await take(first);
    const two = await lose(1);
    expect(two.deed).toMatchObject({ lost: [1, 3], left: 1 });
    expect(JSON.stringify(two.deed)).toMatch(/seal them anew today.*rotate the keys themselves.*re-share/);
    expect(two.sticks.map(({ cards }) => cards.filter(({ isLost }) => isLost).length)).toEqual([1, 2]);
    const stick = { what: { kind: 'stick', stick: '60A44C41' }, reason: null, ...people } as const;
    expect((await app.want('care.reportLost', stick)).deed).toMatchObject({ card: null, stick: '60A44C41' });
    await refused(
      app.ask('care.reportLost', { ...stick, what: { kind: 'stick', stick: '' } }),
      'usage-option',
      /lost stick is empty/,
    );
  });

  it('makes a copy that is believed once it was taken up again', async () => {
    const [first = ''] = sticks;
    const target = join(root, 'new');
    mkdirSync(target);
    await take(first, ceremony.folderHash);
    const file = await handle(target);
    const copy = { from: 1, file, declaration: null, ...people };
    await refused(app.ask('care.copy', copy), 'stick-unfit', /nobody has looked/);
    const facts = await app.want('care.lookAtTarget', { from: 1, file });
    expect(facts).toMatchObject({ isFolder: true, place: target });
    expect(facts.objections.filter(({ severity }) => severity === 'refuse')).toEqual([]);
    const made = await app.want('care.copy', copy);
    const folder = join(target, basename(first));
    expect(made.deed).toMatchObject({
      kind: 'copied',
      from: 1,
      place: folder,
      ejected: null,
      verified: null,
      records: [{ stick: 1 }, { stick: null }],
    });
    expect(made.sticks).toHaveLength(1);
    expect(verifies(folder, ceremony.folderHash)).toBe(0);
    expect(lastRecord(folder)).toMatchObject({ type: 'media', data: { action: 'copied' } });
    const again = await take(target);
    expect(again.deed).toMatchObject({ verified: 2 });
    expect(again.sticks[1]).toMatchObject({ number: 2, isAuthenticated: true, isClosed: true });
    await refused(app.ask('care.lookAtTarget', { from: 5, file }), 'usage-arguments');
    const there = await app.want('care.lookAtTarget', { from: 1, file });
    expect(there.objections).toContainEqual(
      expect.objectContaining({ severity: 'refuse', id: 'same-stick' }),
    );
    await refused(app.ask('care.copy', copy), 'stick-twice');
  });

  it.skipIf(!hasLoop)(
    'a copy onto a mounted stick: declared, not swapped, and taken out before it counts',
    async () => {
      const backup = await onStick(await sealSample(undefined, { purpose: 'backup' }), root);
      const [place, first, second] = ['mounted', 'image-1', 'image-2'].map((name) => join(root, name)) as [
        string,
        string,
        string,
      ];
      mkdirSync(place);
      for (const image of [first, second]) {
        writeFileSync(image, new Uint8Array(24 * 1024 * 1024));
        expect(run('mkfs.ext4', ['-q', '-F', image]).code).toBe(0);
      }
      const plug = (image: string) => expect(run('mount', ['-o', 'loop', image, place]).code).toBe(0);
      const pull = () => run('umount', [place]);
      plug(first);
      try {
        await take(backup.folder, backup.folderHash);
        const file = await handle(place);
        const copy = { from: 1, file, declaration: null, ...people };
        const facts = await app.want('care.lookAtTarget', { from: 1, file });
        expect(facts).toMatchObject({ isFolder: false, isEncrypted: false });
        expect(facts.objections).toContainEqual(
          expect.objectContaining({ id: 'not-encrypted', severity: 'declare' }),
        );
        await refused(app.ask('care.copy', copy), 'stick-unencrypted');
        const declared = { ...copy, declaration: { kind: 'none', reason: 'it lies in a safe' } } as const;
        await refused(
          app.ask('care.copy', { ...declared, declaration: { kind: 'none', reason: ' ' } }),
          'reason',
        );
        pull();
        plug(second);
        await refused(app.ask('care.copy', declared), 'stick-unfit', /not the stick that was looked at/);
        expect(readdirSync(place)).toEqual(['lost+found']);
        await app.want('care.lookAtTarget', { from: 1, file });
        await cancelAtProgress();
        await refused(app.ask('care.copy', declared), 'interrupted');
        expect(readdirSync(place)).toEqual(['lost+found']);
        await app.want('care.lookAtTarget', { from: 1, file });
        const made = await app.want('care.copy', declared);
        // A loop device is no stick that could be ejected: said, and the copy stands.
        expect(made.deed).toMatchObject({ kind: 'copied', ejected: 'failed', verified: null });
        expect(lastRecord(backup.folder)).toMatchObject({
          data: { action: 'copied', encryption: 'none', reason: 'it lies in a safe' },
        });
        await refused(
          app.ask('care.takeStick', { file: await handle(place), folderHash: null }),
          'stick-unfit',
          /was not taken out/,
        );
        expect((await app.want('care.look', {})).sticks).toHaveLength(1);
        pull();
        plug(second);
        expect((await take(place)).deed).toMatchObject({ verified: expect.any(Number) });
      } finally {
        pull();
      }
    },
  );

  it('lets only what it needs into the page, and ends with its process', async () => {
    const [first = ''] = sticks;
    const shown = JSON.stringify([
      await take(first, ceremony.folderHash),
      await app.want('care.handover', handover),
    ]);
    for (const text of ceremony.texts) expect(shown).not.toContain(text.slice(10, 30));
    await refused(app.ask('attempt.look', {}), 'ceremony-none');
    const [worker] = app.electron.processes.forked;
    await app.want('work.leave', {});
    expect(await worker?.ended).toBe('SIGTERM');
    await refused(app.ask('care.look', {}), 'ceremony-none');
  });
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, edit, makeConsistent } from '../cli/ceremony-folder.ts';
import { requireTool } from '../tools.ts';
import {
  careForEach,
  endsOtherwise,
  flip,
  lastRecord,
  people,
  recordsOf,
  refused,
  take as takeUp,
  verifies,
} from './care-table.ts';
import type { RunningApp } from './running-app.ts';

// What rotted on a stick, or was written over it, and what of it is put right from another.

describe.skipIf(!requireTool('chromium'))('sticks that differ', () => {
  const care = careForEach();
  let app: RunningApp;
  let ceremony: CeremonyOnStick;
  let sticks: string[];
  beforeEach(() => {
    ({ app, ceremony, sticks } = care);
  });
  const take = (path: string, folderHash: string | null = null) => takeUp(app, path, folderHash);

  it('finds what rotted on which stick, and puts it right once the sentence is typed', async () => {
    const [first = '', second = '', third = ''] = sticks;
    await take(first, ceremony.folderHash);
    await refused(app.ask('care.compare', {}), 'usage-arguments', /nothing to compare/);
    edit(second, 'bundle.quorate', (bytes) => bytes.map((byte, at) => (at === 999 ? byte ^ 1 : byte)));
    edit(second, 'SHA256SUMS', (bytes) => `${bytes.toString()}\n`);
    rmSync(join(third, 'RECOVERY.txt'));
    await take(second);
    await take(third);
    const { comparison } = await app.want('care.compare', {});
    expect(comparison?.good).toBe(1);
    expect(comparison?.damages.map(({ stick, path, fault }) => [stick, path, fault])).toEqual([
      [2, 'SHA256SUMS', 'changed'],
      [2, 'bundle.quorate', 'changed'],
      [3, 'RECOVERY.txt', 'missing'],
    ]);
    expect(comparison?.repairSentence).toBe('replace 3 damaged files');
    await refused(app.ask('care.recordCheck', people), 'folder-hash-differs');
    await refused(app.ask('care.repair', { sentence: 'replace', ...people }), 'not-confirmed');
    // What rots between the comparison and the yes was agreed to by nobody.
    edit(third, 'manifest.json', () => '{}');
    const sentence = 'replace 3 damaged files';
    await refused(app.ask('care.repair', { sentence, ...people }), 'file-changed');
    await app.want('care.compare', {});
    const repaired = await app.want('care.repair', { sentence: ' replace 4 damaged  files', ...people });
    expect(repaired).toMatchObject({
      comparison: { damages: [], repairSentence: null, isRepaired: true },
      deed: { kind: 'repaired', files: 4, records: [{ stick: 2 }, { stick: 3 }] },
    });
    for (const folder of [second, third]) {
      expect(verifies(folder, ceremony.folderHash)).toBe(0);
      expect(lastRecord(folder)).toMatchObject({ type: 'media', data: { action: 'repaired' } });
    }
    await refused(app.ask('care.repair', { sentence, ...people }), 'usage-arguments', /no damaged file/);
    const checked = await app.want('care.recordCheck', people);
    expect(checked.deed).toMatchObject({ kind: 'checked', sticks: 3, isAuthenticated: true });
    expect(lastRecord(first)).toMatchObject({ type: 'check', data: { sticks: 3, verdict: 'passed' } });
  });

  it('shows a rotten closing record, and puts it right from another stick', async () => {
    const [first = '', second = ''] = sticks;
    const closing = 'records/closing.jsonl';
    edit(second, closing, flip);
    await take(first, ceremony.folderHash);
    await take(second);
    expect((await app.want('care.compare', {})).comparison).toMatchObject({
      good: 1,
      damages: [{ stick: 2, path: closing, fault: 'changed' }],
      faults: [],
      added: [],
      repairSentence: 'replace 1 damaged file',
    });
    await refused(app.ask('care.recordCheck', people), 'folder-tampered');
    const repaired = await app.want('care.repair', { sentence: 'replace 1 damaged file', ...people });
    expect(repaired.deed).toMatchObject({ kind: 'repaired', files: 1, isRest: false });
    expect(readFileSync(join(second, closing))).toEqual(readFileSync(join(first, closing)));
    expect(verifies(second, ceremony.folderHash)).toBe(0);
  });

  it('calls a rotten record tampering that no repair ends, and puts right what can be', async () => {
    const [first = '', second = '', third = ''] = sticks;
    await take(second);
    await app.want('care.handover', {
      card: 2,
      from: 'Di Prima',
      to: 'Grace Hopper',
      bag: 'A1187',
      newBag: ' ',
      ...people,
    });
    await app.want('care.dropStick', { stick: 1 });
    const [record = ''] = recordsOf(second);
    edit(second, join('records', record), (bytes) => bytes.subarray(0, 40));
    for (const stick of [second, third]) edit(stick, 'RECOVERY.txt', flip);
    for (const stick of [first, second, third]) await take(stick, ceremony.folderHash);
    const { comparison } = await app.want('care.compare', {});
    const fault = { stick: 3, message: expect.stringContaining(record) };
    expect(comparison).toMatchObject({
      good: 2,
      damages: [
        { stick: 3, path: 'RECOVERY.txt' },
        { stick: 4, path: 'RECOVERY.txt' },
      ],
      faults: [fault],
      repairSentence: 'replace 1 damaged file',
    });
    const before = readFileSync(join(second, 'RECOVERY.txt'));
    const repaired = await app.want('care.repair', { sentence: 'replace 1 damaged file', ...people });
    expect(repaired).toMatchObject({
      comparison: { damages: [{ stick: 3 }], faults: [fault], repairSentence: null },
      deed: { kind: 'repaired', files: 1, isRest: true, records: [{ stick: 4 }] },
    });
    expect(readFileSync(join(second, 'RECOVERY.txt'))).toEqual(before);
    expect(verifies(third, ceremony.folderHash)).toBe(0);
    await refused(app.ask('care.recordCheck', people), 'folder-tampered');
  });

  it('records no check of sticks that tell of two ends of the ceremony', async () => {
    const [first = '', second = ''] = sticks;
    endsOtherwise(second, ceremony.folderHash);
    await take(first, ceremony.folderHash);
    await take(second);
    expect((await app.want('care.compare', {})).comparison).toMatchObject({
      damages: [],
      faults: [{ stick: 2, message: expect.stringMatching(/closing\.jsonl is another than on/) }],
      repairSentence: null,
    });
    await refused(app.ask('care.recordCheck', people), 'folder-tampered', /is not like the others/);
    expect([first, second].flatMap(recordsOf)).toEqual([]);
  });

  it('takes no SHA256SUMS from a stick that was not held against paper', async () => {
    const [genuine = '', forged = ''] = sticks;
    makeConsistent(forged, (manifest) => ({ ...manifest, keys: manifest.keys.slice(0, 1) }));
    edit(genuine, 'RECOVERY.txt', () => 'one flipped bit');
    const before = readFileSync(join(genuine, 'SHA256SUMS'));
    await take(genuine);
    await take(forged);
    const { comparison } = await app.want('care.compare', {});
    expect(comparison?.good).toBe(2);
    const sentence = comparison?.repairSentence ?? '';
    await refused(app.ask('care.repair', { sentence, ...people }), 'folder-hash-differs', /on paper/);
    expect(readFileSync(join(genuine, 'SHA256SUMS'))).toEqual(before);
    expect(readFileSync(join(genuine, 'RECOVERY.txt'), 'utf8')).toBe('one flipped bit');
  });

  it('says that none is whole, and what was added', async () => {
    const [first = '', second = ''] = sticks;
    for (const stick of [first, second]) {
      writeFileSync(join(stick, 'RECOVERY.txt'), 'x');
      await take(stick);
    }
    await refused(app.ask('care.compare', {}), 'folder-tampered', /none of these/);
    expect((await app.want('care.look', {})).comparison).toBeNull();
    await app.want('care.dropStick', { stick: 2 });
    const third = sticks[2] ?? '';
    writeFileSync(join(third, 'droppings'), 'x');
    await take(third);
    expect((await app.want('care.compare', {})).comparison).toMatchObject({
      good: 3,
      added: [{ stick: 3, message: expect.stringContaining('droppings') }],
    });
  });
});

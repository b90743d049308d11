import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { isRecordAuthentic, readRecord } from '@quorate/crypto-core/documents/record';
import { reportOf } from '@quorate/custody/drill/report';
import { Drill } from '@quorate/custody/drill/run';
import { readFolder } from '@quorate/custody/folder/read';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, copyOf, makeConsistent, onStick } from '../../cli/ceremony-folder.ts';
import { expectRefusal, refusal } from '../../refusal.ts';
import { sealSample } from '../folder/sample-folder.ts';
import { context, openedDrill } from './held.ts';

let root: string;
let ceremony: CeremonyOnStick;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-drill-'));
  ceremony = await onStick(await sealSample(), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const fresh = () => ({ ...ceremony, folder: copyOf(ceremony, root) });
const recordOf = (folder: string, file: string) =>
  readRecord(new Uint8Array(readFileSync(join(folder, file))), file);

describe('a card', () => {
  it('is zeroed when the bundle was opened, and in a roll call before the next is read', async () => {
    const on = fresh();
    for (const kind of ['restore', 'roll-call'] as const) {
      const drill = new Drill(kind);
      drill.takeFolder(readFolder(on.folder, null));
      const cards = on.texts.map((text) => readQrText(text));
      const isZero = (index: number) => cards[index]?.share.every((byte) => byte === 0);
      for (const [index, card] of cards.entries()) {
        drill.addCard(card);
        expect(isZero(index)).toBe(kind === 'roll-call');
      }
      await drill.open();
      expect(cards.every((_, index) => isZero(index))).toBe(true);
      drill.end();
    }
  });

  it('that is refused is zeroed at once, and the drill goes on with the next', async () => {
    const on = fresh();
    const drill = new Drill('opening');
    drill.takeFolder(readFolder(on.folder, null));
    drill.addCard(readQrText(on.texts[0] as string));
    const altered = readQrText(on.texts[1] as string);
    altered.share[3] = (altered.share[3] as number) ^ 1;
    expect(refusal(() => drill.addCard(altered)).code).toBe('card-unlisted');
    expect(altered.share.every((byte) => byte === 0)).toBe(true);
    expect(drill.missing).toBe(1);
    drill.addCard(readQrText(on.texts[2] as string));
    await drill.open();
    drill.end();
  });

  it('given twice is refused in every kind, the roll call too', () => {
    for (const kind of ['opening', 'roll-call'] as const) {
      const drill = new Drill(kind);
      drill.takeFolder(readFolder(ceremony.folder, null));
      drill.addCard(readQrText(ceremony.texts[0] as string));
      expect(refusal(() => drill.addCard(readQrText(ceremony.texts[0] as string))).code).toBe('card-twice');
      drill.end();
    }
  });
});

describe('the record', () => {
  it('says what was done, follows from the one before, and carries the MAC of the opened bundle', async () => {
    const on = fresh();
    const drill = await openedDrill(on, 'restore', [1, 3]);
    drill.compare([]);
    const result = drill.finish({ ...context, detected: '2026-12-01T08:30:00Z' });
    if ('why' in result.record) throw new Error(result.record.why);
    const record = recordOf(on.folder, result.record.file);
    expect(record.people).toEqual(['Ada', 'Ben']);
    expect(record.data).toMatchObject({
      kind: 'restore',
      cards: [1, 3],
      keys: { total: 3, matched: 3, different: [] },
      verdict: 'passed',
      nextDue: '2026-12-08',
      rto: { limit: 3_600_000, milliseconds: 1_800_000, from: 'detection', met: true },
    });
    expect(Object.keys(record.data['milliseconds'] as object)).toEqual(['total']);
    const again = readFolder(on.folder, on.folderHash);
    expect(again.findings.all).toEqual([]);
    expect(again.records.stored.at(-1)?.sha256).toBe(result.record.sha256);
    drill.end();
    const opened = await openedDrill(on, 'opening', [1, 2]);
    expect(opened.issues.filter(({ code }) => code !== null)).toEqual([]);
    opened.end();
    expect(isRecordAuthentic(record, new Uint8Array(32))).toBe(false);
  });

  it('of an integrity drill has no MAC, and of a failed one says so', () => {
    const on = fresh();
    const drill = new Drill('integrity');
    drill.takeFolder(readFolder(on.folder, null));
    const { record } = drill.finish(context);
    if ('why' in record) throw new Error(record.why);
    expect(recordOf(on.folder, record.file)).toMatchObject({
      mac: null,
      data: { kind: 'integrity', verdict: 'passed', cards: [], keys: null },
    });
    drill.end();
    expect(drill.step).toBe('done');
  });

  it('that was forged without the cards is seen by the next drill that opens', async () => {
    const on = fresh();
    const honest = await openedDrill(on, 'restore', [1, 2]);
    honest.compare([]);
    const { record } = honest.finish(context);
    honest.end();
    if ('why' in record) throw new Error(record.why);
    const path = join(on.folder, record.file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"restore"', '"opening"'));
    const next = await openedDrill(on, 'restore', [1, 2]);
    expect(next.issues.map(({ text }) => text).join()).toMatch(/not made by anyone who opened this bundle/);
    next.end();
  });
});

describe('what comes out of turn', () => {
  it('leaves no record that a drill passed which was not held', async () => {
    const on = fresh();
    const records = readdirSync(join(on.folder, 'records'));
    const drill = new Drill('restore');
    drill.takeFolder(readFolder(on.folder, null));
    expect(refusal(() => drill.finish(context)).code).toBe('recovery-order');
    for (const number of [1, 2]) drill.addCard(readQrText(on.texts[number - 1] as string));
    expect(refusal(() => drill.finish(context)).code).toBe('recovery-order');
    await drill.open();
    expect(refusal(() => drill.finish(context)).code).toBe('recovery-order');
    expect(readdirSync(join(on.folder, 'records'))).toEqual(records);
    drill.compare([]);
    expect(drill.finish(context).failure).toBeNull();
    drill.end();
  });

  it('makes no drill fail: it is refused, and nothing is noted', async () => {
    const on = fresh();
    const drill = await openedDrill(on, 'restore', [1, 2]);
    const issues = drill.issues.length;
    await expect(drill.open()).rejects.toMatchObject({ code: 'recovery-order' });
    drill.compare([]);
    expect(refusal(() => drill.compare(['00'.repeat(32)])).code).toBe('recovery-order');
    await expect(drill.open()).rejects.toMatchObject({ code: 'recovery-order' });
    expect(drill.issues).toHaveLength(issues);
    expect(drill.finish(context).failure).toBeNull();
    expect(refusal(() => drill.restore('/dev/shm/nothing')).code).toBe('recovery-order');
    drill.end();
  });
});

it('what was pasted as a fingerprint and is none stands in no record and no report', async () => {
  const on = fresh();
  const drill = await openedDrill(on, 'restore', [1, 2]);
  const pasted = 'cHJpdmF0ZSBrZXkgdGhhdCB3YXMgcGFzdGVkIGJ5IG1pc3Rha2UsIG9vcHM=';
  const known = drill.keys.find(({ address }) => address !== null)?.address as string;
  drill.compare([known, pasted]);
  const result = drill.finish({ ...context, expected: [known, pasted] });
  drill.end();
  if ('why' in result.record) throw new Error(result.record.why);
  expect(result.expected).toEqual([known, 'cHJpdmF0…']);
  const texts = [
    JSON.stringify(recordOf(on.folder, result.record.file)),
    JSON.stringify(reportOf(result)),
    JSON.stringify(result.issues),
  ];
  for (const text of texts) expect(text).not.toContain(pasted.slice(0, 12));
  expect(result.failure).not.toBeNull();
});

it('a fingerprint that was changed outside, and everything around it made to agree, is named and fails', async () => {
  const on = fresh();
  makeConsistent(on.folder, (manifest) => ({
    ...manifest,
    keys: manifest.keys.map((key) =>
      key.path.endsWith('validator_key.json') ? { ...key, fingerprint: '00'.repeat(32) } : key,
    ),
  }));
  expect(readFolder(on.folder, null).findings.tamperings).toEqual([]);
  const drill = await openedDrill(on, 'restore', [2, 3]);
  drill.compare([]);
  const result = drill.finish(context);
  drill.end();
  expect(result.failure).toBe('integrity');
  expect(result.keys.filter(({ differs }) => differs.length > 0)).toMatchObject([
    { path: 'validator/config/priv_validator_key.json', differs: ['fingerprint (manifest.json)'] },
  ]);
  if ('why' in result.record) throw new Error(result.record.why);
  expect(recordOf(on.folder, result.record.file).data).toMatchObject({
    verdict: 'failed',
    keys: { total: 3, matched: 2, different: ['validator/config/priv_validator_key.json'] },
  });
});

it('nothing is opened with a card less, and the failure is recorded', async () => {
  const on = fresh();
  const drill = new Drill('restore');
  drill.takeFolder(readFolder(on.folder, null));
  drill.addCard(readQrText(on.texts[1] as string));
  await expectRefusal(() => drill.open(), 'cards-too-few', /1 card proved, 1 more needed/);
  try {
    await drill.open();
  } catch (error) {
    drill.fail(error as never);
  }
  const { record, failure } = drill.finish(context);
  drill.end();
  expect(failure).toBe('shares');
  expect(drill.step).toBe('failed');
  if ('why' in record) throw new Error(record.why);
  expect(recordOf(on.folder, record.file).data).toMatchObject({ verdict: 'failed', cards: [2] });
  expect(readdirSync(join(on.folder, 'records'))).toHaveLength(2);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type RecoveryReport,
  recoveryReport,
  recoveryReportName,
  recoveryTimeText,
} from '@quorate/custody/recovery/report';
import { recoveryReportPage } from '@quorate/custody/recovery/report-page';
import type { Restored } from '@quorate/custody/recovery/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, onStick } from '../../cli/ceremony-folder.ts';
import { sealSample, validatorHome } from '../folder/sample-folder.ts';
import { unasked, wishFor, withCards } from './tried.ts';

const hostile = 'Q4 <img src=x>"&\u202e';
const told = {
  now: new Date('2027-02-18T09:50:00Z'),
  detected: '2027-02-18T09:00:00Z',
  started: null,
  stick: 'SERIAL-1',
  software: { name: 'quorate', version: '0.0.0' },
};

let root: string;
let ceremony: CeremonyOnStick;
let restored: Restored;
let report: RecoveryReport;
const home = validatorHome();
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-report-'));
  ceremony = await onStick(await sealSample(home), root);
  const recovery = withCards(ceremony, [1, 3]);
  await recovery.open();
  restored = await recovery.restore(await recovery.plan(wishFor(join(root, 'out'))), unasked);
  recovery.end();
  report = recoveryReport(restored, told);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the report of a recovery', () => {
  it('tells who, what, how signing was settled, and the time of each part', () => {
    expect(report).toMatchObject({
      verdict: 'restored',
      people: { operator: 'Ada', witnesses: ['Ben'] },
      machineUnfit: ['routes'],
      backup: { folderHash: ceremony.folderHash, setId: ceremony.setId, stick: 'SERIAL-1' },
      cards: [1, 3],
      signing: [{ decision: 'write', basis: 'min-height', height: '100000000' }],
      moves: [],
      different: [],
      rto: { milliseconds: 3_000_000, limit: 3_600_000, from: 'detection', isMet: true },
    });
    expect(report.files.map(({ mode }) => mode)).toEqual(['0600', '0600', '0600']);
    expect(report.files.at(-1)?.address).toMatch(/^[0-9A-F]{40}$/);
    expect(report.times.map(({ part }) => part)).toEqual(['cards', 'open', 'compare', 'restore']);
    expect(recoveryReportName(restored)).toMatch(/^recovery-\d{8}T\d{6}Z-[0-9a-f]{8}$/);
    const late = recoveryReport(restored, { ...told, now: new Date('2027-02-18T10:00:00Z') });
    expect(recoveryTimeText(late)).toMatch(/1 h 00 min since the loss .*: MISSED$/);
  });

  it('holds no secret, as facts and as a page', () => {
    const facts = JSON.stringify(report);
    const page = recoveryReportPage(report, null);
    expect(JSON.parse(facts)).toEqual(report);
    const secrets = Object.values(home).flatMap((bytes) => {
      const text = new TextDecoder().decode(bytes);
      return [...text.matchAll(/"priv_key":\s*\{[^}]*"value":\s*"([^"]+)"/g)].map(
        ([, value]) => value as string,
      );
    });
    expect(secrets.length).toBe(2);
    for (const secret of [...secrets, ...ceremony.texts]) {
      for (const text of [facts, page]) expect(text).not.toContain(secret);
    }
  });

  it('prints every fact, and text from outside as text', () => {
    const page = recoveryReportPage(
      { ...report, label: hostile, people: { operator: hostile, witnesses: [] }, different: ['a/key.json'] },
      null,
    );
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
    expect(page).not.toContain('<script');
    const shown = page.replace(/<[^>]+>/g, '');
    for (const { path, fingerprint, address } of report.files) {
      for (const fact of [path, fingerprint, address]) if (fact !== null) expect(shown).toContain(fact);
    }
    for (const { reason } of report.signing) expect(shown).toContain(reason);
    if ('why' in report.record) throw new Error(report.record.why);
    expect(shown.replace(/\s/g, '')).toContain(report.record.sha256);
    expect(shown).toContain(report.record.words);
    expect(shown).toContain('a/key.json holds another key than was sealed');
  });
});

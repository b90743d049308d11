import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DrillReport, reportName, reportOf, spanText } from '@quorate/custody/drill/report';
import { reportMarkdown } from '@quorate/custody/drill/report-markdown';
import { reportPage } from '@quorate/custody/drill/report-page';
import type { DrillResult } from '@quorate/custody/drill/result';
import { Drill } from '@quorate/custody/drill/run';
import { readFolder } from '@quorate/custody/folder/read';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, onStick } from '../../cli/ceremony-folder.ts';
import { requireTool, run, temporaryFolder } from '../../tools.ts';
import { sealSample } from '../folder/sample-folder.ts';
import { context, openedDrill } from './held.ts';

const hostile = 'Q4 |<img src=x>`[x](http://evil)*_&\u2028';

let root: string;
let result: DrillResult;
let report: DrillReport;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-report-'));
  const ceremony: CeremonyOnStick = await onStick(await sealSample(undefined, { label: hostile }), root);
  const drill = await openedDrill(ceremony, 'restore', [1, 3]);
  drill.compare([]);
  drill.note('high', `something about ${hostile}`);
  result = drill.finish({
    ...context,
    operator: hostile,
    preflight: { overridden: ['routes'], warnings: [] },
  });
  drill.end();
  report = reportOf(result);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the report', () => {
  it('tells what the runbooks ask for', () => {
    expect(report).toMatchObject({
      kind: 'restore',
      verdict: 'passed',
      testers: { operator: hostile, witnesses: ['Ben'] },
      recoveryPoint: '2026-11-20T12:00:00Z',
      rto: { limit: 3_600_000, from: 'program', isMet: true },
    });
    expect(report.objectives.map(({ state }) => state)).toEqual([
      'met',
      'not tested',
      'met',
      'met',
      'met',
      'not tested',
      'not tested',
      'met',
    ]);
    expect(report.keys.map(({ path }) => path)).toEqual([
      'validator/config/node_key.json',
      'validator/config/priv_validator_key.json',
      'validator/data/priv_validator_state.json',
    ]);
    expect(report.nextDue.map(({ duty, nextDue }) => [duty, nextDue])).toEqual([
      ['integrity', '2026-12-08'],
      ['opening', '2026-12-31'],
      ['restore', '2027-03-01'],
    ]);
    expect(report.signOff.map(({ role }) => role)).toEqual(['Operator', 'Witness']);
    expect(report.nextSteps.join()).toMatch(/machine that passes the preflight.*Bring the hash/);
  });

  it('holds nothing binary, and no content of a file', () => {
    const text = JSON.stringify(report);
    // As names of members: any of these words may stand among the words of a hash.
    expect(text).not.toMatch(/"(content|bytes|priv_key|entry|entries)":/);
    expect(JSON.parse(text)).toEqual(report);
  });

  it('has a name that tells when and what', () => {
    expect(reportName(result)).toMatch(/^drill-20261201T090000Z-[0-9a-f]{8}$/);
  });

  it('misses what a drill that failed set out to show', () => {
    const drill = new Drill('restore');
    drill.takeFolder(readFolder(result.folder.path, null));
    drill.note('high', 'card 1 is not the card', 'card-unlisted');
    drill.fail({ code: 'cards-too-few', message: '0 cards proved', group: 'shares' } as never);
    const failed = reportOf(drill.finish(context));
    drill.end();
    expect(failed.verdict).toBe('failed');
    expect(failed.objectives.map(({ state }) => state).slice(2, 5)).toEqual(['missed', 'missed', 'missed']);
    expect(failed.nextSteps[0]).toMatch(/Ask for the cards/);
    expect(reportMarkdown(failed)).toContain('None: the bundle was not opened.');
    expect(reportPage(failed, null)).toContain('class="verdict failed"');
  });
});

/** What the runbooks ask of a report, and what stands for it in ours. */
const runbook: readonly (readonly [part: string, shown: RegExp])[] = [
  ['date', /2026-12-01T09:00:00Z/],
  ['type', /restore/],
  ['testers', /Witness(es)?[\s\S]*Ben/],
  ['tested backup', /Tested backup[\s\S]*Folder hash/],
  [
    'objectives, ticked',
    /Objectives[\s\S]*(☑|<svg)[\s\S]*Every public key, derived again, is the one in the manifest/,
  ],
  ['results', /Results[\s\S]*3 of 3 are what the manifest says/],
  ['times against the objective', /(Time|Times)[\s\S]*less than 1 h 00 min/],
  ['issues with severity', /Issues[\s\S]*high[\s\S]*something about/],
  ['recovery point', /Recovery point[\s\S]*2026-11-20T12:00:00Z/],
  ['data restored', /[Dd]ata restored[\s\S]*priv_validator_key\.json/],
  ['next steps', /Next steps[\s\S]*(☐|<svg)[\s\S]*Bring the hash/],
  ['next due', /Next due[\s\S]*2026-12-08/],
  ['sign-off lines', /Sign-off[\s\S]*Operator[\s\S]*Witness/],
];

describe('has what the runbooks ask for', () => {
  it.each(runbook)('%s: as Markdown and as a page', (_, shown) => {
    expect(reportMarkdown(report)).toMatch(shown);
    expect(reportPage(report, null)).toMatch(shown);
  });
});

describe('as Markdown', () => {
  it('gives no text from outside a meaning', () => {
    const text = reportMarkdown(report);
    for (const sign of ['<img', '`[x]', '](http', 'http://evil', '*_&', '\u2028'])
      expect(text).not.toContain(sign);
    expect(text).toContain('Q4 &#124;&#60;img src=x&#62;&#96;&#91;x&#93;');
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const bars = rows.map((line) => line.match(/\|/g)?.length);
    expect([...new Set(bars)].sort()).toEqual([3, 6]);
  });

  it('ends with the record in full, as digits and as words', () => {
    if ('why' in report.record) throw new Error(report.record.why);
    const text = reportMarkdown(report);
    expect(text).toContain(report.record.sha256);
    expect(text).toContain(report.record.words);
    expect(report.record.words.split(' ')).toHaveLength(12);
  });
});

describe('as a page', () => {
  it('allows its own style and no script, and escapes every text', () => {
    const page = reportPage(report, null);
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'; font-src data:`);
    expect(page).not.toMatch(/<script|<img|style=|\son\w+=|href|src=x>/i);
    expect(page).toContain('Q4 |&#60;img src=x&#62;&#96;[x](http://evil)*_&#38;');
    expect(page).not.toMatch(/<title>[^<]*Q4/);
  });

  it('prints on A4 with everything on it, and runs nothing', async () => {
    if (!requireTool('chromium') || !requireTool('pdftotext')) return;
    const folder = temporaryFolder();
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    const errors: string[] = [];
    try {
      const page = await browser.newPage();
      page.on('console', (message) => errors.push(message.text()));
      page.on('request', (request) => {
        if (!/^(about|data):/.test(request.url())) errors.push(request.url());
      });
      await page.setContent(reportPage(report, null));
      writeFileSync(join(folder, 'report.pdf'), await page.pdf({ preferCSSPageSize: true }));
    } finally {
      await browser.close();
    }
    expect(errors).toEqual([]);
    const { stdout } = run('pdftotext', ['-layout', join(folder, 'report.pdf'), '-']);
    for (const part of ['PASSED', 'Objectives', 'Sign-off', 'Bring this to the next drill', '2027-03-01']) {
      expect(stdout.toLowerCase()).toContain(part.toLowerCase());
    }
    expect(run('pdfinfo', [join(folder, 'report.pdf')]).stdout).toMatch(/Pages: +[23]\n[\s\S]*A4/);
  });
});

it('spans of time are written as people say them', () => {
  const spans = [0, 42, 999, 7400, 200_000, 3_600_000, 3_900_000, 90_000_000];
  expect(spans.map(spanText)).toEqual([
    '0 ms',
    '42 ms',
    '999 ms',
    '7.4 s',
    '3 min 20 s',
    '1 h 00 min',
    '1 h 05 min',
    '25 h 00 min',
  ]);
});

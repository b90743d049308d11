import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderScript } from '@quorate/custody/papers/script-page';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import type { Paper } from '@quorate/custody/papers/types';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireTool, run, temporaryFolder } from '../../tools.ts';
import { fonts, plan, samplePapers } from './sample-papers.ts';

const long =
  'Maximiliane-Ägidia von und zu Oberunterstein-Wolkenkuckucksheim, Leiterin der Schlüsselverwahrung '
    .repeat(2)
    .slice(0, 120)
    .trim();
const rehearsal = { ...plan, purpose: 'rehearsal' as const, label: 'W'.repeat(64), operator: long };

const tools = ['chromium', 'pdftoppm', 'pdfinfo', 'pdftotext', 'zbarimg'].map(requireTool).every(Boolean);
describe.skipIf(!tools)('printed to PDF by Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  afterAll(() => browser?.close());

  /** The text of each page, and where the PDF lies. */
  async function print(html: string): Promise<{ pages: string[]; pdf: string; folder: string }> {
    const folder = temporaryFolder();
    const pdf = join(folder, 'paper.pdf');
    const tab = await browser.newPage();
    const requests: string[] = [];
    tab.on('request', (request) => requests.push(request.url()));
    writeFileSync(join(folder, 'paper.html'), html);
    await tab.goto(`file://${join(folder, 'paper.html')}`);
    const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await tab.evaluate(isWide)).toBe(false);
    await tab.pdf({ path: pdf, preferCSSPageSize: true });
    await tab.close();
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    const pages = run('pdftotext', ['-layout', pdf, '-']).stdout.split('\f').slice(0, -1);
    return { pages, pdf, folder };
  }

  function codeOn({ pdf, folder }: { pdf: string; folder: string }): string {
    run('pdftoppm', ['-r', '200', '-f', '1', '-l', '1', '-png', '-singlefile', pdf, join(folder, 'page')]);
    return run('zbarimg', ['--raw', '-q', join(folder, 'page.png')]).stdout.trim();
  }

  it.each<Paper>(['a4', 'letter'])('a transcript on %s: its code is the closing head', async (paper) => {
    const papers = samplePapers({ paper });
    const printed = await print(renderTranscript(papers));
    expect(printed.pages.length).toBeGreaterThanOrEqual(6);
    expect(printed.pages.length).toBeLessThanOrEqual(9);
    expect(printed.pages[0]).toContain(`Page 1 of ${printed.pages.length}`);
    expect(printed.pages.filter((page) => page.includes('Evidence')).length).toBeGreaterThan(2);
    expect(codeOn(printed).toLowerCase()).toBe(papers.closingHead);
  });

  it.each<[string, Paper, ReturnType<typeof samplePapers>]>([
    ['an ordinary receipt', 'a4', samplePapers()],
    ['an ordinary receipt', 'letter', samplePapers({ paper: 'letter' })],
    ['a receipt with the longest label', 'letter', samplePapers({ paper: 'letter', plan: rehearsal })],
  ])('%s on %s is one half sheet, and its code the closing head', async (_, __, papers) => {
    const printed = await print(renderReceipt(papers));
    expect(printed.pages.length).toBe(1);
    expect(printed.pages[0]).toContain('Signature');
    expect(run('pdfinfo', [printed.pdf]).stdout).toMatch(/^Page size: +(612 x 396|594\.\d+ x 420\.\d+) pts/m);
    expect(codeOn(printed).toLowerCase()).toBe(papers.closingHead);
  });

  it('a rehearsal says so on every page', async () => {
    const { pages } = await print(renderScript(rehearsal, samplePapers().planSha256, fonts, 'a4'));
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages) expect(page).toContain('REHEARSAL · SAMPLE KEYS');
  });

  it('255 custodians and 99 sticks print: every page of the steps has their head', async () => {
    const custodians = Array.from({ length: 255 }, (_, index) => ({
      name: `${index} ${long}`.slice(0, 120),
      location: `${long} ${index}`.slice(-120),
      openpgp: null,
    }));
    const large = { ...plan, custodians, threshold: 128, sticks: 99 };
    const { pages } = await print(renderScript(large, samplePapers().planSha256, fonts, 'a4'));
    const first = pages.findIndex((page) => page.includes('Who, and what'));
    const last = pages.findIndex((page) => page.includes('Cards handed over'));
    expect(last - first).toBeGreaterThan(50);
    for (const page of pages.slice(first, last)) expect(page).toContain('Who, and what');
    expect(pages.join('')).toContain('Print card 255 of 255.');
  });
});

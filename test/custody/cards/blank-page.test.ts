import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cardTextRows } from '@quorate/crypto-core/cards/text';
import { mostBlankCards, renderBlankCard } from '@quorate/custody/cards/blank-page';
import { type CardFonts, cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { type CardPaper, cardPapers } from '@quorate/custody/cards/card-paper';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from '../../refusal.ts';
import { requireTool, run, temporaryFolder } from '../../tools.ts';
import { readVectors } from '../../vectors.ts';

const { sets } = readVectors<{ sets: { kind: number; cards: { text: string }[] }[] }>('shares.json');
const textsOfKind = (wanted: number) =>
  sets.flatMap(({ kind, cards }) => (kind === wanted ? cards.map(({ text }) => text) : []));

const resolve = createRequire(import.meta.url).resolve;
const fonts = Object.fromEntries(
  Object.entries(cardFontFiles).map(([name, { family, file }]) => [
    name,
    new Uint8Array(readFileSync(join(dirname(resolve(`@fontsource/${family}/package.json`)), 'files', file))),
  ]),
) as unknown as CardFonts;

const blank = renderBlankCard({ isRehearsal: false, fonts, paper: 'a6' });
const bodyOf = (html: string) => html.replace(/^[\s\S]*<body>/, '');
/** What stands on the paper, each piece of markup a blank. */
const textOf = (html: string) =>
  bodyOf(html)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ');
/** The rows of the share: letter, and its groups as the texts of their boxes. */
const rowsOf = (html: string) =>
  [...bodyOf(html).matchAll(/<li><i>(.)<\/i>(.*?)<\/li>/g)].map(([, letter, row = '']) => ({
    letter,
    groups: [...row.matchAll(/<span class="cells[^"]*">(.*?)<\/span>/g)].map(([, boxes = '']) =>
      [...boxes.matchAll(/<u>(.?)<\/u>/g)].map(([, printed]) => printed),
    ),
  }));

describe('an empty card', () => {
  it('runs nothing, fetches nothing, and its policy says so', () => {
    expect(blank).not.toMatch(/<script|javascript:|\son\w+=|https?:|<link|<iframe|<img|@import|\sstyle=/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(blank)?.[1] ?? '';
    const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');
    expect(blank).toContain(`content="default-src 'none'; style-src 'sha256-${styleHash}'; font-src data:"`);
    expect(blank).toContain('<title>Document</title>');
  });

  it('has the rows, groups and boxes of a printed card, for each of the vectors', () => {
    const texts = textsOfKind(0);
    expect(texts.length).toBeGreaterThan(2);
    const boxes = rowsOf(blank);
    for (const text of texts) {
      const printed = cardTextRows(text);
      expect(boxes.map(({ letter, groups }) => [letter, groups.map((group) => group.length)])).toEqual(
        printed.map(({ letter, groups }) => [letter, groups.map((group) => group.length)]),
      );
    }
  });

  it('has printed what every card begins with, and nothing else in a box', () => {
    const [first = [], ...others] = rowsOf(blank).flatMap(({ groups }) => groups);
    expect(first.join('')).toBe('QS1Z');
    expect(others.flat().join('')).toBe('');
    for (const text of [...textsOfKind(0), ...textsOfKind(1)]) expect(text.slice(0, 4)).toBe('QS1Z');
  });

  it('has eight groups of eight boxes for the folder hash, and as many for ids and date as they have digits', () => {
    const section = /<section class="hash">.*?<p>/s.exec(bodyOf(blank))?.[0] ?? '';
    const groups = section.match(/<i>\d<\/i><span class="cells">(<u><\/u>)+<\/span>/g) ?? [];
    expect(groups.map((group) => [group[3], group.match(/<u>/g)?.length])).toEqual(
      Array.from({ length: 8 }, (_, index) => [String(index + 1), 8]),
    );
    const ids = /<section class="ids">.*?<\/section>/s.exec(bodyOf(blank))?.[0] ?? '';
    const lengths = [...ids.matchAll(/<span class="cells">(.*?)<\/span>/g)].map(([, boxes = '']) => boxes);
    expect(lengths.map((boxes) => boxes.match(/<u>/g)?.length)).toEqual([4, 2, 2, 8, 8]);
  });

  it('shows the characters that occur, and says which never do', () => {
    const shown = [...(/<p class="alphabet">(.*?)<\/p>/.exec(blank)?.[1] ?? '').matchAll(/<span>(.)</g)]
      .map(([, character]) => character)
      .join('');
    const occurring = new Set(textsOfKind(0).flatMap((text) => [...text.slice(3)]));
    expect(shown).toBe([...occurring].sort().join(''));
    expect(shown).toBe('023456789ACDEFGHJKLMNPQRSTUVWXYZ');
    expect(textOf(blank)).toContain(
      'only these 32. Never B, I or O, and 1 only in QS1 : read 8 for B, L for I or 1, 0 for O.',
    );
  });

  it('has a place for everything else on a card, and says what it is', () => {
    for (const shown of [
      'Card of — any restore',
      'Label',
      'Custodian',
      'Ceremony',
      'Unlocks the sticks',
      'Folder hash',
      'sha256sum SHA256SUMS',
      'sha256sum -c SHA256SUMS',
      'This is one share of a passphrase; fewer cards than stated above reveal nothing.',
      'As many as stated and one stick bring the keys back: see RECOVERY.txt on the stick.',
      'Keep this card sealed, apart from sticks and other cards; report it at once if lost, opened or copied.',
      'Seal bag number',
      'Signature',
    ]) {
      expect(textOf(blank)).toContain(shown);
    }
    expect(bodyOf(blank)).not.toContain('<svg');
  });

  it('says REHEARSAL on every page of a rehearsal, and on no other', () => {
    const pages = renderBlankCard({ isRehearsal: true, fonts, paper: 'a6', count: 3 });
    expect(textOf(pages).match(/REHEARSAL/g)).toHaveLength(3);
    expect(textOf(pages)).not.toContain('Quorate share card');
    expect(textOf(blank)).not.toMatch(/rehearsal/i);
  });

  it.each([0, -1, 1.5, Number.NaN, mostBlankCards + 1])('comes not in a count of %s', async (count) => {
    await expectRefusal(
      () => renderBlankCard({ isRehearsal: false, fonts, paper: 'a6', count }),
      'card-page',
    );
  });
});

/** Millimetres, as the browser lays them out. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
const boxesOf = (selector: string) => `[...document.querySelectorAll('${selector}')].map((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const mm = (pixels) => (pixels / 96) * 25.4;
  return { left: mm(left), top: mm(top), right: mm(right), bottom: mm(bottom) };
})`;
const width = ({ left, right }: Box) => right - left;
const height = ({ top, bottom }: Box) => bottom - top;

const tools = ['chromium', 'pdftoppm', 'pdfinfo', 'pdftotext'].map(requireTool).every(Boolean);
describe.skipIf(!tools)('printed to PDF by Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  afterAll(() => browser?.close());

  const papers = Object.keys(cardPapers) as CardPaper[];
  const cases = papers.flatMap((paper) => [false, true].map((isRehearsal) => ({ paper, isRehearsal })));

  it.each(cases)(
    'on $paper, rehearsal $isRehearsal: a page each, in true size, with room to write',
    async ({ paper, isRehearsal }) => {
      const folder = temporaryFolder();
      const [page, pdf] = [join(folder, 'blank.html'), join(folder, 'blank.pdf')];
      writeFileSync(page, renderBlankCard({ isRehearsal, fonts, paper, count: 2 }));
      const tab = await browser.newPage();
      const requests: string[] = [];
      tab.on('request', (request) => requests.push(request.url()));
      await tab.goto(`file://${page}`);
      const find = (selector: string) => tab.evaluate(boxesOf(selector)) as Promise<Box[]>;

      const [card] = (await find('.card')) as [Box];
      // What Chromium prints to is what it lays out: nothing reaches out of the card, no part into the next one.
      const parts = await find('.card:first-child > *');
      for (const part of await find('.card:first-child *:not(svg):not(svg *)')) {
        expect(part.left).toBeGreaterThan(card.left + 4);
        expect(part.right).toBeLessThan(card.right - 4);
        expect(part.bottom).toBeLessThan(card.bottom - 4);
      }
      for (const index of parts.keys()) {
        const inside = await find(`.card:first-child > :nth-child(${index + 1}) *:not(svg *)`);
        for (const one of inside) {
          expect(one.bottom).toBeLessThan((parts[index + 1]?.top ?? card.bottom) + 0.01);
          expect(one.top).toBeGreaterThan((parts[index - 1]?.bottom ?? card.top) - 0.01);
        }
      }
      for (const box of await find('.rows u')) {
        expect(width(box)).toBeGreaterThan(3.7);
        expect(height(box)).toBeGreaterThan(4.9);
      }
      for (const box of await find('.digits u')) {
        expect(width(box)).toBeGreaterThan(3.2);
        expect(height(box)).toBeGreaterThan(3.8);
      }
      for (const box of await find('.line')) expect(height(box)).toBeGreaterThan(4.5);

      await tab.pdf({ path: pdf, preferCSSPageSize: true });
      await tab.close();
      expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
      const about = run('pdfinfo', [pdf]).stdout;
      expect(about).toMatch(/^Pages: +2$/m);
      const points = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(about)?.slice(1).map(Number) as number[];
      // Chromium rounds a page to whole pixels.
      expect(Math.abs(((points[0] as number) / 72) * 25.4 - cardPapers[paper].width)).toBeLessThan(0.3);
      expect(Math.abs(((points[1] as number) / 72) * 25.4 - cardPapers[paper].height)).toBeLessThan(0.3);
      for (const number of ['1', '2']) {
        const text = run('pdftotext', ['-f', number, '-l', number, pdf, '-']).stdout;
        expect(text).toContain('Seal bag number');
        expect(text).toContain('Unlocks the sticks');
      }
      run('pdftoppm', [
        '-r',
        '150',
        '-gray',
        '-f',
        '2',
        '-l',
        '2',
        '-singlefile',
        pdf,
        join(folder, 'blank'),
      ]);
      // The rules of the card end at its margins, the bar of a rehearsal does not.
      const darkest = darkestRow(readFileSync(join(folder, 'blank.pgm')));
      expect(darkest).toBeGreaterThan(isRehearsal ? 0.99 : 0.85);
      expect(darkest).toBeLessThanOrEqual(isRehearsal ? 1 : 0.93);
    },
  );
});

/** How dark the darkest row of a picture is, as pdftoppm writes it: `P5`, width, height, 255, a byte for each pixel. */
function darkestRow(picture: Uint8Array): number {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(picture).toString('latin1')) as RegExpExecArray;
  const [columns, rows] = [Number(head[1]), Number(head[2])];
  // The line to cut along, at the edges, is no row of the card.
  const inside = Array.from({ length: rows - 20 }, (_, index) => head[0].length + (index + 10) * columns);
  const dark = (at: number) => picture.subarray(at, at + columns).filter((pixel) => pixel < 128).length;
  return Math.max(...inside.map(dark)) / columns;
}

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { textLengths } from '@quorate/crypto-core/cards/alphabet';
import type { CardPage } from '@quorate/custody/cards/card-content';
import { type CardFonts, cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { renderCardPage } from '@quorate/custody/cards/card-page';
import { type CardPaper, cardPapers, moduleWidth } from '@quorate/custody/cards/card-paper';
import { qrModules } from '@quorate/custody/cards/qr-code';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from '../../refusal.ts';
import { requireTool, run, temporaryFolder } from '../../tools.ts';
import { readVectors } from '../../vectors.ts';

interface Vectors {
  sets: {
    kind: number;
    threshold: number;
    count: number;
    setId: string;
    cards: { number: number; text: string }[];
  }[];
}
const { sets } = readVectors<Vectors>('shares.json');
const generated = (sets[0] as Vectors['sets'][number]).cards.map(({ text }) => text);
const existing = sets
  .filter(({ kind }) => kind === 1)
  .map(({ cards }) => (cards[0] as { text: string }).text);

const resolve = createRequire(import.meta.url).resolve;
const fonts = Object.fromEntries(
  Object.entries(cardFontFiles).map(([name, { family, file }]) => [
    name,
    new Uint8Array(readFileSync(join(dirname(resolve(`@fontsource/${family}/package.json`)), 'files', file))),
  ]),
) as unknown as CardFonts;

const hash = (digit: string) => ({
  hex: digit.repeat(64),
  words: Array.from({ length: 12 }, () => 'abstract'),
});
const page: CardPage = {
  label: 'Validators Q4',
  purpose: 'backup',
  number: 3,
  count: 5,
  threshold: 3,
  text: generated[2] as string,
  custodian: 'Ada Lovelace',
  date: '2026-11-21',
  setId: '62a40d5c',
  software: { name: 'quorate', version: '0.1.0' },
  ceremony: {
    id: 'c14ebfed',
    folderName: 'quorate-20261121-validators-q4-c14ebfed',
    folderHash: hash('a'),
    chainHead: hash('b'),
    stickPhrase: null,
  },
};
const worst: CardPage = {
  ...page,
  label: 'W'.repeat(64),
  purpose: 'rehearsal',
  custodian:
    'Maximiliane-Ägidia von und zu Oberunterstein-Wolkenkuckucksheim, Leiterin der Schlüsselverwahrung',
  ceremony: {
    ...(page.ceremony as NonNullable<CardPage['ceremony']>),
    stickPhrase: 'abstract '.repeat(10).trim(),
  },
};
const existingPage = (text: string): CardPage => ({ ...page, text, ceremony: null });

describe('the page', () => {
  const html = renderCardPage(page, fonts, 'a6');

  it('runs nothing, fetches nothing, and its policy says so', () => {
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|https?:|<link|<iframe|@import/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');
    expect(html).toContain(
      `default-src 'none'; style-src 'sha256-${styleHash}'; font-src data:; img-src data:`,
    );
    expect(html).toContain('<title>Document</title>');
  });

  it('shows everything a custodian and a recoverer need', () => {
    const text = html
      .replace(/<style>[\s\S]*<\/style>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    for (const shown of [
      'Card 3 of 5',
      'any 3 restore',
      'Validators Q4',
      'Ada Lovelace',
      '2026-11-21',
      'c14ebfed',
      '62a40d5c',
      'sha256sum SHA256SUMS',
      'sha256sum -c SHA256SUMS',
      'a phone may keep or upload what it reads',
      'Seal bag number',
      'Signature',
    ]) {
      expect(text).toContain(shown);
    }
    expect(text.replaceAll(' ', '')).toContain('a'.repeat(64));
  });

  it('treats a hostile label as text', () => {
    const hostile = renderCardPage({ ...page, label: `<img src=x onerror="alert(1)">'&` }, fonts, 'a6');
    expect(hostile).not.toMatch(/<img|onerror="/);
  });

  it.each<[string, CardPage]>([
    ['a control character in the label', { ...page, label: 'a\u202eb' }],
    ['a lower-case text', { ...page, text: page.text.toLowerCase() }],
    ['card 6 of 5', { ...page, number: 6 }],
    [
      'a phrase that does not fit',
      {
        ...page,
        ceremony: { ...(page.ceremony as NonNullable<CardPage['ceremony']>), stickPhrase: 'x'.repeat(97) },
      },
    ],
  ])('refuses %s', async (_, wrong) => {
    await expectRefusal(() => renderCardPage(wrong, fonts, 'a6'), 'card-page');
  });
});

const tools = ['chromium', 'pdftoppm', 'pdfinfo', 'zbarimg'].map(requireTool).every(Boolean);
describe.skipIf(!tools)('printed to PDF by Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ];
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  afterAll(() => browser?.close());

  const cards: [string, CardPage][] = [
    ['an ordinary card', page],
    ['the longest texts a card can have', worst],
    ['the shortest card of an existing passphrase', existingPage(existing[0] as string)],
    ['the longest card of an existing passphrase', existingPage(existing[2] as string)],
  ];
  const papers = Object.keys(cardPapers) as CardPaper[];
  const cases = cards.flatMap(([what, card]) => papers.map((paper) => [what, paper, card] as const));

  it.each(cases)('%s on %s is one page that zbar and we read', async (_, paper, card) => {
    const folder = temporaryFolder();
    const tab = await browser.newPage();
    const requests: string[] = [];
    tab.on('request', (request) => requests.push(request.url()));
    const file = join(folder, 'card.html');
    writeFileSync(file, renderCardPage(card, fonts, paper));
    await tab.goto(`file://${file}`);
    const overflow = await tab.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    expect(overflow).toBe(false);
    await tab.pdf({ path: join(folder, 'card.pdf'), preferCSSPageSize: true });
    await tab.close();
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(run('pdfinfo', [join(folder, 'card.pdf')]).stdout).toMatch(/^Pages: +1$/m);
    run('pdftoppm', ['-r', '300', '-png', '-singlefile', join(folder, 'card.pdf'), join(folder, 'card')]);
    const picture = join(folder, 'card.png');
    expect(run('zbarimg', ['--raw', '-q', picture]).stdout.trim()).toBe(card.text);
    expect(readCardImage(new Uint8Array(readFileSync(picture)), 'the card')).toBe(card.text);
  });

  it.each(papers)('modules on %s are at least 0.6 mm wide, whatever the card', (paper) => {
    for (const text of [...generated, ...existing])
      expect(moduleWidth(paper, qrModules(text).size)).toBeGreaterThanOrEqual(0.6);
  });
});

it('every legal length of a card has a code of version 10 at most, a generated card version 6 at level H', () => {
  expect(qrModules(generated[0] as string)).toMatchObject({ version: 6, level: 'H' });
  for (const length of textLengths) expect(qrModules('Q'.repeat(length)).version).toBeLessThanOrEqual(10);
});

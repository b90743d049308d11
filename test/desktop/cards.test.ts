import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { requireTool, run, temporaryFolder } from '../tools.ts';
import { belongingsIn, people, photograph, scan, upToCards, upToKeys } from './rehearsal.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// Cards on the desktop, besides the ordinary way: the sticks' phrase, and cards that are copied by hand.

const hasTools = ['chromium', 'pdftoppm', 'pdftotext', 'zbarimg'].map(requireTool).every(Boolean);

describe.skipIf(!hasTools)('cards', () => {
  const started = startedForEach();
  let app: RunningApp;
  beforeEach(async () => {
    app = started();
    const belongings = belongingsIn(temporaryFolder());
    await upToKeys(app, belongings);
    await upToCards(app, belongings);
  });

  it('carry the phrase that unlocks the sticks, and are not printed before somebody said which', async () => {
    const phrase = 'correct horse battery staple';
    for (const bad of [' at the edge', 'two  blanks', 'a\nb', 'schön', 'x'.repeat(97)]) {
      expect(await app.ask('ceremony.stickPhrase', { phrase: bad })).toMatchObject({ code: 'card-page' });
    }
    expect(await app.want('ceremony.stickPhrase', { phrase })).toMatchObject({ stickPhrase: 'given' });
    await app.want('ceremony.printCard', { card: 1, how: 'printer', reprint: null });
    const file = app.electron.printer.jobs.at(-1)?.file ?? '';
    expect(run('pdftotext', ['-layout', file, '-']).stdout).toMatch(/correct horse battery staple/);
    // On one card another phrase than on the next: that must not be.
    expect(await app.ask('ceremony.stickPhrase', { phrase: 'another one' })).toMatchObject({
      code: 'ceremony-order',
    });
    expect(JSON.stringify(await app.want('ceremony.look', {}))).not.toContain('correct horse');
  });

  it('can be copied by hand, and are proved only when nothing needs correcting', async () => {
    app.electron.pressed.push(0);
    const unasked = await app.ask('ceremony.printCard', { card: 1, how: 'by-hand', reprint: null });
    expect(unasked).toMatchObject({ code: 'not-confirmed' });
    expect((await app.want('ceremony.look', {})).cards[0]).toMatchObject({ printed: 0 });
    app.electron.pressed.push(1);
    const copying = await app.want('ceremony.printCard', { card: 1, how: 'by-hand', reprint: null });
    expect(copying).toMatchObject({ copying: 1, spool: null, cards: [{ printed: 1 }, {}, {}, {}, {}] });
    expect(app.electron.printer.jobs).toEqual([]);
    const rows = [];
    for (let row = 1; row <= 5; row += 1) rows.push(await app.want('ceremony.showRow', { row }));
    expect(rows.map(({ letter, rows: all }) => `${letter} of ${all}`)).toEqual(
      ['A', 'B', 'C', 'D', 'E'].map((letter) => `${letter} of 5`),
    );
    const text = rows.flatMap(({ groups }) => groups).join('');
    expect(text).toMatch(/^QS1[0-9A-Z]{79}$/);
    expect(await app.ask('ceremony.showRow', { row: 6 })).toMatchObject({ code: 'ceremony-order' });

    const scanned = { card: 1, text, how: 'camera', isAccepted: false } as const;
    expect(await app.ask('ceremony.readCard', scanned)).toMatchObject({ code: 'ceremony-order' });
    const slip = text.replace(/.$/, (last) => (last === 'Q' ? 'Z' : 'Q'));
    expect(await app.want('ceremony.checkCard', { text: slip })).toEqual({
      status: 'correctable',
      changes: 1,
    });
    for (const isAccepted of [false, true]) {
      const read = { card: 1, text: slip, how: 'typed', isAccepted } as const;
      expect(await app.ask('ceremony.readCard', read)).toMatchObject({
        code: 'card-correction',
        message: expect.stringMatching(/row E group 1/),
        hint: expect.stringMatching(/paper/),
      });
    }
    expect(await app.want('ceremony.checkCard', { text })).toEqual({ status: 'right' });
    const read = { card: 1, text, how: 'typed', isAccepted: false } as const;
    expect(await app.want('ceremony.readCard', read)).toMatchObject({
      status: 'proved',
      ceremony: { copying: null },
    });
    expect(await app.ask('ceremony.showRow', { row: 1 })).toMatchObject({ code: 'ceremony-order' });
  });

  it('are told apart from what is no card before anything is proved', async () => {
    expect(await app.want('ceremony.checkCard', { text: 'QS1Z' })).toMatchObject({
      status: 'wrong',
      hint: expect.any(String),
    });
    expect(await app.want('ceremony.checkCard', { text: `QS1${'?'.repeat(79)}` })).toMatchObject({
      status: 'wrong',
    });
    const look = await app.want('ceremony.look', {});
    expect(look.cards.every(({ isProved, printed }) => !isProved && printed === 0)).toBe(true);
  });

  it('that were copied and then printed are shown no more', async () => {
    app.electron.pressed.push(1);
    await app.want('ceremony.printCard', { card: 1, how: 'by-hand', reprint: null });
    const reprint = { reason: 'the printer works again', people };
    const printed = await app.want('ceremony.printCard', { card: 1, how: 'printer', reprint });
    expect(printed).toMatchObject({ copying: null, spool: { folder: expect.any(String) } });
    expect(await app.ask('ceremony.showRow', { row: 1 })).toMatchObject({ code: 'ceremony-order' });
    expect(scan(photograph(app.electron.printer.jobs.at(-1)?.file ?? ''))).toMatch(/^QS1/);
  });

  it('are printed on what lies in the printer', async () => {
    expect(await app.want('ceremony.useSheet', { sheet: 'letter' })).toMatchObject({ sheet: 'letter' });
    await app.want('ceremony.printCard', { card: 1, how: 'printer', reprint: null });
    const file = app.electron.printer.jobs.at(-1)?.file ?? '';
    expect(run('pdfinfo', [file]).stdout).toMatch(/Page size: +306 x 396 pts/);
    await app.want('ceremony.printPaper', { paper: 'script' });
    const script = app.electron.printer.jobs.at(-1)?.file ?? '';
    expect(run('pdfinfo', [script]).stdout).toMatch(/612 x 792 pts \(letter\)/);
  });

  it('have a blank form, which can be printed before', async () => {
    await app.want('ceremony.printPaper', { paper: 'blank-cards' });
    const file = app.electron.printer.jobs.at(-1)?.file ?? '';
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(run('pdftotext', ['-layout', file, '-']).stdout).toMatch(/any +.*restore/s);
  });
});

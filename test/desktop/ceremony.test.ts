import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { repository, requireTool, run } from '../tools.ts';
import { belongingsIn, people, photograph, scan, upToCards, upToKeys } from './rehearsal.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// A rehearsal on the desktop, asked for from the page alone: real main, real preload, real worker.

const program = join(repository, 'cli/dist/quorate.mjs');
const hasTools = ['chromium', 'pdftoppm', 'zbarimg', 'python3'].map(requireTool).every(Boolean);

describe.skipIf(!hasTools)('a ceremony on the desktop', () => {
  const started = startedForEach();
  let app: RunningApp;
  let root: string;
  beforeEach(() => {
    app = started();
    root = app.electron.printer.folder;
  });

  /** Prints a card. @returns picture and text, as a stranger's scanner reads it */
  async function printed(card: number, reprint: { reason: string; people: typeof people } | null = null) {
    await app.want('ceremony.printCard', { card, how: 'printer', reprint });
    const picture = photograph(app.electron.printer.jobs.at(-1)?.file ?? '');
    const text = scan(picture);
    expect(text).toMatch(/^QS1/);
    return { picture, text };
  }

  it('ends with sticks and cards that the command line and recover.py open', async () => {
    const belongings = belongingsIn(root);
    await upToKeys(app, belongings);
    await upToCards(app, belongings);

    const cards: string[] = [];
    for (const card of [1, 2, 3, 4]) {
      const { text } = await printed(card);
      cards.push(text);
      if (card === 2) {
        const typed = withTwoTypos(text);
        const reading = { card, text: typed, how: 'typed', isAccepted: false } as const;
        const asked = await app.want('ceremony.readCard', reading);
        expect(asked).toMatchObject({ status: 'corrected', changes: [expect.anything(), expect.anything()] });
        expect(JSON.stringify(asked)).not.toContain(text.slice(20, 40));
        const accepted = await app.want('ceremony.readCard', { ...reading, isAccepted: true });
        expect(accepted.status).toBe('proved');
      } else if (card === 3) {
        const typed = { card, text: inGroups(text), how: 'typed', isAccepted: false } as const;
        expect((await app.want('ceremony.readCard', typed)).status).toBe('proved');
      } else {
        const wrong = await app.ask('ceremony.readCard', { card: 5, text, how: 'camera', isAccepted: false });
        expect(wrong).toMatchObject({ ok: false });
        const scanned = { card, text, how: 'camera', isAccepted: false } as const;
        expect((await app.want('ceremony.readCard', scanned)).status).toBe('proved');
      }
    }

    // The printer jams at the fifth: said, and the card is printed again with a reason.
    app.electron.printer.failures.push('out of paper');
    const jammed = await app.ask('ceremony.printCard', { card: 5, how: 'printer', reprint: null });
    expect(jammed).toMatchObject({
      ok: false,
      code: 'print-failed',
      message: expect.stringMatching(/out of paper/),
    });
    expect((await app.want('ceremony.look', {})).cards[4]).toMatchObject({ printed: 1, isProved: false });
    const fifth = await printed(5, { reason: 'the printer was out of paper', people });
    cards.push(fifth.text);
    const [file = ''] = await app.choose('image', [fifth.picture]);
    const read = await app.want('ceremony.readCardImage', { card: 5, file });
    expect(read.status).toBe('proved');

    await app.want('ceremony.finishCards', {});
    await app.want('ceremony.letGo', {});
    await app.want('ceremony.signOff', { people });
    await app.want('ceremony.close', {});
    for (const stick of [1, 2]) await app.want('ceremony.deliver', { stick });
    const ended = await app.want('ceremony.endDelivery', {});
    expect(ended).toMatchObject({ step: 'closed', undelivered: [] });
    expect(ended.sticks.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    // Closing ends the process that held the secret; papers are printed without it.
    const [worker] = app.electron.processes.forked;
    expect(await worker?.ended).toBe('SIGTERM');
    for (const paper of ['transcript', 'receipt'] as const) await app.want('ceremony.printPaper', { paper });

    const everyWindow = app.electron.windows;
    expect(everyWindow.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(everyWindow.slice(1).every(({ isGone }) => isGone)).toBe(true);
    const shown = JSON.stringify(ended) + (await app.window.page.content());
    for (const text of cards) expect(shown).not.toContain(text.slice(10, 30));

    for (const stick of belongings.sticks) {
      const [name = ''] = readdirSync(stick);
      const verified = run(process.execPath, [program, 'verify', join(stick, name)]);
      expect([verified.code, verified.stderr]).toEqual([
        0,
        expect.not.stringMatching(/differ|missing|damage/i),
      ]);
    }
    const [stick = ''] = belongings.sticks;
    const folder = join(stick, readdirSync(stick)[0] ?? '');
    const to = join(root, 'recovered');
    const shares = [0, 1, 4].flatMap((index) => {
      const path = join(root, `card-${index}.txt`);
      writeFileSync(path, cards[index] ?? '');
      return ['--share', path];
    });
    const guard = ['--original-stopped', '--min-height', '9000000'];
    const python = join(folder, 'recover/recover.py');
    const recovered = run('python3', [python, folder, '--to', to, ...guard, ...shares]);
    expect([recovered.code, recovered.stderr]).toEqual([0, expect.any(String)]);
    const key = 'config/priv_validator_key.json';
    expect(run('cmp', [join(to, 'validator', key), join(belongings.home, key)]).code).toBe(0);
  });

  it('that loses its worker says so, to who waits and to who asks later', async () => {
    await upToKeys(app, belongingsIn(root));
    await app.want('ceremony.confirmKeys', {});
    const [worker] = app.electron.processes.forked;
    // On its way to the worker before it dies: the page's messages arrive in order.
    const pending = app.ask('ceremony.seal', {});
    await app.want('app.about', {});
    worker?.child.kill('SIGKILL');
    const lost = { ok: false, code: 'ceremony-lost', hint: expect.stringMatching(/start again/) };
    expect(await pending).toMatchObject(lost);
    expect(await app.ask('ceremony.seal', {})).toMatchObject(lost);
    expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'lost', keys: expect.anything() });
    expect(app.window.isGone).toBe(false);
    expect(await app.want('ceremony.open', { isRehearsal: true })).toMatchObject({
      step: 'preflight',
      keys: [],
    });
  });

  it('that was asked for out of order is where it was', async () => {
    await app.want('ceremony.open', { isRehearsal: true });
    for (const channel of [
      'ceremony.seal',
      'ceremony.letGo',
      'ceremony.close',
      'ceremony.confirmKeys',
    ] as const) {
      expect(await app.ask(channel, {})).toMatchObject({ ok: false, code: 'ceremony-order' });
    }
    expect(await app.want('ceremony.look', {})).toMatchObject({ step: 'preflight' });
  });
});

/** As a person types it: lower case, groups of four. */
function inGroups(text: string): string {
  return (text.toLowerCase().match(/.{1,4}/g) ?? []).join(' ');
}

/** Two characters of the share become others of the alphabet. */
function withTwoTypos(text: string): string {
  const other = (character = '') => (character === 'Q' ? 'Z' : 'Q');
  const typed = [...text];
  for (const at of [17, 41]) typed[at] = other(typed[at]);
  return inGroups(typed.join(''));
}

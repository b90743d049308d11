import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { run } from '../../tools.ts';
import { people, photograph, scan } from '../rehearsal.ts';
import type { RunningApp } from '../running-app.ts';
import {
  close,
  deliverAll,
  finishCards,
  goToCards,
  letGo,
  printCard,
  readImage,
  signOff,
  typeCard,
  writeAllSticks,
} from './drive/after-seal.ts';
import {
  checkMachine,
  confirmKeys,
  confirmPlan,
  fillIn,
  keyCard,
  passPreflight,
  readKeys,
  rehearse,
  seal,
} from './drive/before-seal.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { form } from './form.ts';
import { opensElsewhere } from './outcome.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';
import type { Watch } from './watch.ts';

// A whole rehearsal, clicked through the screens.

const phrase = '7KQVW2M9ZTXHL4S';
const validatorKey = 'validator/config/priv_validator_key.json';
const nodeKey = 'validator/config/node_key.json';

describe.skipIf(!hasTools)('a rehearsal on the screens', () => {
  const stage = Stage.forTests();

  it('goes from the first screen to sticks and cards that others open', async () => {
    const { person, app, watch } = await stage.start(mouse);
    const { home, sticks } = stage.belongings;
    await rehearse(person);
    await checkMachine(person);
    await passPreflight(person);
    await fillIn(person, form);
    await confirmPlan(person, people.operator, people.witness);
    await readKeys(person, 'validator', home);
    await compareKeys(person, app);
    await confirmKeys(person);
    await seal(person, sticks.length);
    await writeAllSticks(person, sticks);
    await goToCards(person, 'Ada', phrase);
    watch.knows(phrase);
    await watch.holdsNoCard();
    const cards = await handleCards(person, watch);
    await finishCards(person);
    await letGo(person);
    await signOff(person, people.operator, people.witness);
    await close(person);
    await deliverAll(person, sticks.length);
    for (const paper of [t.closed.transcript, t.closed.receipt]) {
      const jobs = app.electron.printer.jobs.length;
      await person.press(paper);
      await expect.poll(() => app.electron.printer.jobs.length, { timeout: 10_000 }).toBe(jobs + 1);
      await person.button(paper).and(person.page.locator('[aria-disabled=false]')).waitFor();
    }
    await watch.holdsNoCard();
    await watch.isQuiet();
    expect(app.electron.windows.slice(1).every(({ isGone }) => isGone)).toBe(true);
    opensElsewhere(stage.belongings, stage.root, [cards[1] ?? '', cards[3] ?? '', cards[4] ?? '']);

    const [worker] = app.electron.processes.forked;
    expect(await worker?.ended).toBe('SIGTERM');
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
    expect(await app.ask('ceremony.look', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
  });

  /** One key compared by typing: first a wrong value, which blocks, then the right one; another scanned. */
  async function compareKeys(person: Person, app: RunningApp): Promise<void> {
    const { keys } = await app.want('ceremony.look', {});
    const fingerprintOf = (path: string) => keys.find((key) => key.path === path)?.fingerprint ?? '';
    const validator = keyCard(person, validatorKey);
    const right = fingerprintOf(validatorKey);
    const wrong = `${right.slice(0, 9)}${right[9] === '0' ? '1' : '0'}${right.slice(10)}`;
    await person.write(t.keys.compareLabel, wrong, validator);
    await validator.getByText(t.keys.mismatch, { exact: true }).waitFor();
    await validator.getByText(t.keys.mismatchText(10)).waitFor();
    await person.sees(new RegExp(`${t.keys.blockedBy}.*${t.keys.blockMismatch}`));
    expect(await person.button(t.keys.confirm).getAttribute('aria-disabled')).toBe('true');
    await person.write(t.keys.compareLabel, right, validator);
    await validator.getByText(t.keys.match, { exact: true }).waitFor();

    const node = keyCard(person, nodeKey);
    stage.camera.showCode(fingerprintOf(nodeKey));
    await person.press(t.keys.scanOf(nodeKey), node);
    await node.getByText(t.keys.match, { exact: true }).waitFor();
    expect(await person.field(t.keys.compareLabel, node).inputValue()).toBe(fingerprintOf(nodeKey));
    stage.camera.showNothing();
  }

  /** Two cards by camera, one from a picture, two typed: with two errors, and with a character nobody can read. */
  async function handleCards(person: Person, watch: Watch): Promise<string[]> {
    const texts: string[] = [];
    const names = form.custodians.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      const pdf = await printCard(person, index + 1, name);
      const picture = photograph(pdf);
      const text = scan(picture);
      expect(text).toMatch(/^QS1/);
      watch.knows(text);
      texts.push(text);
      expect(run('pdftotext', [pdf, '-']).stdout).toContain(phrase);
      if (index < 2) stage.camera.show(pdf, { turn: index === 0 ? 4 : -7 });
      else if (index === 2) await readImage(person, picture);
      else await typeWrongly(person, watch, text, index === 3 ? { 17: 'x', 41: 'x' } : { 50: '?' });
      const next = names[index + 1];
      await person.arrives(next === undefined ? t.cards.titleDone : t.cards.titlePrint(next));
      await watch.holdsNoCard();
      await watch.isQuiet();
      stage.camera.showNothing();
    }
    return texts;
  }

  /** What was typed is held against the card before it counts. */
  async function typeWrongly(
    person: Person,
    watch: Watch,
    text: string,
    at: Readonly<Record<number, string>>,
  ) {
    const { typed, changes } = mistyped(text, at);
    await typeCard(person, typed, async () => {
      await person.sees(t.reading.checkCorrectable(changes.length));
      await watch.holdsNoCard();
    });
    await person.arrives(t.reading.correctedTitle);
    const rows = await person.page
      .getByRole('row')
      .filter({ has: person.page.getByRole('cell') })
      .all();
    expect(rows).toHaveLength(changes.length);
    for (const [index, { place, sentence, groups }] of changes.entries()) {
      const said = (await rows[index]?.getByRole('rowheader').innerText()) ?? '';
      expect([said.includes(place), said.includes(sentence)]).toEqual([true, true]);
      expect(await rows[index]?.getByRole('cell').allInnerTexts()).toEqual(groups);
    }
    await watch.holdsNoCard();
    await person.press(t.reading.yes);
  }
});

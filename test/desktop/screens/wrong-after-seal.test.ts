import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { requireRoot, run } from '../../tools.ts';
import { people, photograph, scan } from '../rehearsal.ts';
import { preventable } from '../stand-in/window.ts';
import {
  chooseStick,
  close,
  finishCards,
  goToCards,
  letGo,
  printCard,
  readImage,
  signOff,
  typeCard,
  verifyStick,
  writeAllSticks,
  writeStick,
} from './drive/after-seal.ts';
import { abort, copyByHand, copyFacts, copyPhrase, reprint } from './drive/ends.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { form } from './form.ts';
import { folderOn } from './outcome.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// What goes wrong after the seal: the screen names the thing and the remedy, and the ceremony goes on or is over.

const phrase = '7KQVW2M9ZTXHL4S';
const remedy = new RegExp(`${t.common.remedy}: .+`);
const mayMount = requireRoot('mounting a stick that is full');

describe.skipIf(!hasTools)('after the seal', () => {
  const stage = Stage.forTests();

  /** A stick as small as it is told. */
  function mounted(name: string, options: string): string {
    const path = join(stage.root, name);
    mkdirSync(path);
    expect(run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).code).toBe(0);
    onTestFinished(() => void run('umount', [path]));
    return path;
  }

  it.skipIf(!mayMount)('a stick that cannot take the folder is named, and another is written', async () => {
    const { person, watch } = await stage.sealed(mouse);
    const cases = {
      'has .* free': mounted('full', 'size=64k'),
      'read-only': mounted('locked', 'ro'),
      'does not exist': join(stage.root, 'pulled'),
    };
    for (const [why, path] of Object.entries(cases)) {
      await chooseStick(person, path);
      await isRefused(person, new RegExp(`${path}.*${why}`));
    }
    const [first = '', second = ''] = stage.belongings.sticks;
    await writeStick(person, 1, first);
    await verifyStick(person, t.sticks.titleWrite(2, 2));
    await chooseStick(person, first);
    await isRefused(person, new RegExp(first));
    // On another the folder lies since another try: nothing is written over it.
    cpSync(folderOn(first), folderOn(first).replace(first, second), { recursive: true });
    await chooseStick(person, second);
    await person.press(t.sticks.write(2));
    expect(await person.refusal(new RegExp(second))).toMatch(remedy);
    const third = join(stage.root, 'stick-3');
    mkdirSync(third);
    await writeStick(person, 2, third);
    await watch.isQuiet();
  });

  /** What cannot be used is named, and cannot be written. */
  async function isRefused(person: Person, why: RegExp): Promise<void> {
    const said = person.page
      .getByRole('region', { name: t.sticks.chosen })
      .or(person.page.getByRole('alert'));
    const refused = said.filter({ hasText: why });
    await refused.first().waitFor();
    expect(await refused.first().innerText()).toMatch(
      new RegExp(`(${t.sticks.refused}|${t.common.error}): .*\n+.+`),
    );
    expect(
      await person
        .button(t.sticks.write(1))
        .or(person.button(t.sticks.write(2)))
        .count(),
    ).toBe(0);
  }

  it('a printer without paper, the wrong card and a picture without a code stop nothing', async () => {
    const { person, app, watch } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    await goToCards(person, 'Ada');
    app.electron.printer.failures.push('out of paper');
    await person.press(t.cards.print(1));
    await person.arrives(t.cards.titleFailed('Ada'));
    expect(await person.refusal(/out of paper/)).toMatch(remedy);
    const first = await reprint(person, 1, 'the printer was out of paper', [people.operator, people.witness]);
    const text = scan(photograph(first));
    watch.knows(text);
    stage.camera.show(first);
    await person.arrives(t.cards.titlePrint('Bob'));

    const second = await printCard(person, 2, 'Bob');
    expect(await person.refusal(/this is card 1, card 2 is due/)).toContain(t.reading.otherCard('Bob'));
    await watch.holdsNoCard();
    stage.camera.showCode('https://elsewhere.invalid/');
    await person.sees(t.reading.notACard);
    stage.camera.showNothing();
    const blank = join(stage.root, 'blank');
    run('pdftoppm', ['-r', '60', '-png', '-singlefile', '-W', '60', '-H', '15', second, blank]);
    await readImage(person, `${blank}.png`);
    expect(await person.refusal(/no QR code/)).toMatch(remedy);
    await readImage(person, join(stage.root, 'nothing.png'));
    await person.refusal(/nothing\.png/);
    await typeCard(person, text);
    await person.refusal(/this is card 1, card 2 is due/);
    await watch.holdsNoCard();
    await person.press(t.reading.typedClear);
    await typeCard(person, 'QS1Z');
    expect(await person.refusal(/./)).toMatch(remedy);
    // What is wrong with all of it is said as it is typed, and in one place only once it was refused.
    const { typed } = mistyped(text, Object.fromEntries([6, 18, 30, 42, 54, 66, 78].map((at) => [at, 'x'])));
    await person.press(t.reading.typedClear);
    const verdict = person.page.getByText(t.reading.checkWrong('').slice(0, -2));
    await typeCard(person, typed, () => verdict.waitFor());
    expect(await person.refusal(/./)).toMatch(remedy);
    expect(await verdict.count()).toBe(0);
    await readImage(person, photograph(second));
    await person.arrives(t.cards.titlePrint('Cyd'));
    await watch.isQuiet();
  });

  it('a card is copied by hand, row by row, and leaves nothing on the screen', async () => {
    const { person, app, watch } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    await goToCards(person, 'Ada', phrase);
    const text = await copyByHand(person, 1);
    watch.knows(text);
    expect(text).toMatch(/^QS1/);
    await watch.holdsNoCard();
    expect(await copyPhrase(person, 'Ada')).toBe(phrase);
    watch.knows(phrase);
    await watch.holdsNoCard();
    const { ceremonyId, setId, folderHash } = await app.want('ceremony.look', {});
    const facts = await copyFacts(person);
    const { custodians, threshold, label } = form;
    const digits = folderHash?.hex.match(/.{8}/g) ?? [];
    const number = t.copy.numberOf(1, custodians.length, threshold);
    expect(
      [number, label, 'Ada', ceremonyId, setId ?? '', ...digits].filter((one) => !facts.includes(one)),
    ).toEqual([]);
    expect(facts).toMatch(/20\d\d-\d\d-\d\d/);
    await typeCard(person, text, () => watch.holdsNoCard());
    await person.arrives(t.cards.titlePrint('Bob'));
    await watch.holdsNoCard();
    await watch.isQuiet();
  });

  it('an abort names the set whose cards are destroyed and the folders that are deleted', async () => {
    const { person, app } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    const { setId, wipe } = await app.want('ceremony.look', {});
    await abort(person, 'the printer broke', t.abort.cards(setId ?? ''));
    await person.sees(t.aborted.thenDo);
    await person.sees(t.abort.cards(setId ?? ''));
    expect(await standings(person)).toEqual([
      ...Array(4).fill(t.common.done),
      t.common.stopped,
      ...Array(4).fill(t.common.unreached),
    ]);
    expect(wipe.folders).toEqual(stage.belongings.sticks.map(folderOn));
    for (const folder of wipe.folders) await person.sees(folder);
  });

  /** What the script says of each step. */
  async function standings(person: Person): Promise<string[]> {
    return person.page.getByRole('navigation', { name: t.side.script }).locator('small').allInnerTexts();
  }

  it('once it is closed nobody is told to destroy it, whether the window is closed or the worker dies', async () => {
    const { person, app } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    await goToCards(person, 'Ada');
    for (const [index, { name }] of form.custodians.entries()) {
      await person.arrives(t.cards.titlePrint(name));
      await readImage(person, photograph(await printCard(person, index + 1, name)));
      await person.sees(t.cards.faceDown(name));
    }
    await person.arrives(t.cards.titleDone);
    await finishCards(person);
    await letGo(person);
    await signOff(person, people.operator, people.witness);
    await close(person);
    await person.press(t.deliver.do(1));
    await person.sees(t.deliver.delivered);
    await person.sees(t.deliver.notYet);
    app.window.windowEvents.emit('close', preventable());
    await person.arrives(t.leaving.title);
    const said = await person.dialog.innerText();
    expect(said).toContain(t.leaving.good);
    expect(said).toContain(t.leaving.open([2]));
    const { setId } = await app.want('ceremony.look', {});
    expect(said).not.toContain(setId);
    await person.press(t.leaving.stay, person.dialog);
    const [worker] = app.electron.processes.forked;
    worker?.child.kill('SIGKILL');
    await worker?.ended;
    await person.arrives(t.lostLate.title);
    await person.sees(t.lostLate.safe);
    expect(await person.page.getByText(t.aborted.thenDo).count()).toBe(0);
    expect((await standings(person)).at(-1)).toBe(t.common.stopped);
  });

  it('a worker that dies is said at once, with what must be destroyed', async () => {
    const { person, app } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    await goToCards(person, form.custodians[0]?.name ?? '');
    const { setId, wipe } = await app.want('ceremony.look', {});
    const [worker] = app.electron.processes.forked;
    worker?.child.kill('SIGKILL');
    await worker?.ended;
    await person.arrives(t.lost.title);
    await person.sees(t.abort.cards(setId ?? ''));
    for (const folder of wipe.folders) await person.sees(folder);
    expect(await person.button(t.bar.abort).count()).toBe(0);
    await person.press(t.common.quit);
    await expect.poll(() => app.window.isGone, { timeout: 10_000 }).toBe(true);
  });
});

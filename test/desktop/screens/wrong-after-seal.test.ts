import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { t } from '../../../renderer/strings/en.ts';
import { requireRoot, run } from '../../tools.ts';
import { people, photograph, scan } from '../rehearsal.ts';
import {
  chooseStick,
  goToCards,
  printCard,
  readImage,
  typeCard,
  verifyStick,
  writeAllSticks,
  writeStick,
} from './drive/after-seal.ts';
import { abort, copyByHand, reprint } from './drive/ends.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { form } from './form.ts';
import { folderOn } from './outcome.ts';
import { hasTools, Stage } from './stage.ts';

// What goes wrong after the seal: the screen names the thing and the remedy, and the ceremony goes on or is over.

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
    // On another the folder lies since another try: said before, and nothing is written over it.
    cpSync(folderOn(first), folderOn(first).replace(first, second), { recursive: true });
    await chooseStick(person, second);
    await person.page
      .getByRole('region', { name: t.sticks.chosen })
      .getByText(`${second} already holds`)
      .waitFor();
    await person.hands.mark(person.page.getByRole('checkbox'));
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
    await person.refusal(/this is card 1, card 2 is due/);
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
    await readImage(person, photograph(second));
    await person.arrives(t.cards.titlePrint('Cyd'));
    await watch.isQuiet();
  });

  it('a card is copied by hand, row by row, and leaves nothing on the screen', async () => {
    const { person, watch } = await stage.sealed(mouse);
    await writeAllSticks(person, stage.belongings.sticks);
    await goToCards(person, 'Ada');
    const text = await copyByHand(person, 1);
    watch.knows(text);
    expect(text).toMatch(/^QS1/);
    await watch.holdsNoCard();
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
    expect(wipe.folders).toEqual(stage.belongings.sticks.map(folderOn));
    for (const folder of wipe.folders) await person.sees(folder);
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

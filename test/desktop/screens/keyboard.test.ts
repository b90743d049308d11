import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/en.ts';
import { sampleForm } from '../../../renderer/strings/sample-plan.ts';
import { photograph, scan } from '../rehearsal.ts';
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
  fillInSamples,
  passPreflight,
  readKeys,
  rehearse,
  seal,
} from './drive/before-seal.ts';
import { hasFocus } from './drive/focus.ts';
import { Keyboard } from './drive/keyboard.ts';
import { opensElsewhere } from './outcome.ts';
import { hasTools, Stage } from './stage.ts';

// The whole rehearsal without a mouse.

describe.skipIf(!hasTools)('a rehearsal by keyboard alone', () => {
  const stage = Stage.forTests();

  it('comes to its end, and the focus is never lost', async () => {
    const all: Keyboard[] = [];
    const { person, watch } = await stage.start((page) => all[all.push(new Keyboard(page)) - 1] as Keyboard);
    const { home, sticks } = stage.belongings;
    const [operator, [witness = '']] = [sampleForm.operator, sampleForm.witnesses];
    await rehearse(person);
    await checkMachine(person);
    await passPreflight(person);
    // A question in front of everything holds the focus, and gives it back.
    await person.press(t.bar.abort);
    await person.dialog.waitFor();
    await person.hands.arrived();
    await person.page.keyboard.press('Escape');
    await person.dialog.waitFor({ state: 'hidden' });
    expect(await person.button(t.bar.abort).evaluate(hasFocus)).toBe(true);
    await fillInSamples(person);
    await person.press(t.people.addCustodian);
    await person.press(t.common.remove(t.people.custodianName(6)));
    await confirmPlan(person, operator, witness);
    const [source = ''] = sampleForm.sources;
    await readKeys(person, source, home);
    await confirmKeys(person);
    await seal(person, sticks.length);
    await writeAllSticks(person, sticks);
    const names = sampleForm.custodians.map(({ name }) => name);
    await goToCards(person, names[0] ?? '', 'a phrase of ours');
    const texts: string[] = [];
    for (const [index, name] of names.entries()) {
      const pdf = await printCard(person, index + 1, name);
      const picture = photograph(pdf);
      const text = scan(picture);
      texts.push(text);
      if (index === 0) stage.camera.show(pdf);
      else if (index === 1) await typeCard(person, text);
      else await readImage(person, picture);
      const next = names[index + 1];
      await person.arrives(next === undefined ? t.cards.titleDone : t.cards.titlePrint(next));
      stage.camera.showNothing();
    }
    await finishCards(person);
    await letGo(person);
    await signOff(person, operator, witness);
    await close(person);
    await deliverAll(person, sticks.length);
    await watch.isQuiet();
    const [{ stops, walks } = { stops: 0, walks: 0 }] = all;
    expect(walks).toBeGreaterThan(30);
    expect(stops).toBeGreaterThan(100);
    opensElsewhere(stage.belongings, stage.root, texts.slice(0, 3), source);
  });
});

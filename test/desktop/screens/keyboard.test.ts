import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { sampleForm } from '../../../renderer/strings/en/sample-plan.ts';
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
import { copyByHand, copyFacts, copyPhrase } from './drive/ends.ts';
import { hasFocus } from './drive/focus.ts';
import { Keyboard } from './drive/keyboard.ts';
import type { Person } from './drive/person.ts';
import { opensElsewhere } from './outcome.ts';
import { hasTools, Stage } from './stage.ts';

// The whole rehearsal without a mouse.

const phrase = 'a phrase of ours';

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
    await goToCards(person, names[0] ?? '', phrase);
    const texts: string[] = [];
    for (const [index, name] of names.entries()) {
      texts.push(index === 1 ? await copied(person, index + 1, name) : await printed(person, index, name));
      const next = names[index + 1];
      await person.arrives(next === undefined ? t.cards.titleDone : t.cards.titlePrint(next));
      stage.camera.showNothing();
    }
    await finishCards(person);
    await letGo(person);
    await signOff(person, operator, witness);
    await close(person);
    await deliverAll(person, sticks.length);
    // Without a printed transcript nobody leaves unasked; the question gives the focus back.
    await person.press(t.common.leave);
    await person.press(t.closed.leaveStay, person.dialog);
    await person.dialog.waitFor({ state: 'hidden' });
    expect(await person.button(t.common.leave).evaluate(hasFocus)).toBe(true);
    await person.press(t.closed.transcript);
    await person.sees(t.closed.sent);
    await person.hands.arrived();
    await watch.isQuiet();
    const [{ stops, walks } = { stops: 0, walks: 0 }] = all;
    expect(walks).toBeGreaterThan(30);
    expect(stops).toBeGreaterThan(100);
    opensElsewhere(stage.belongings, stage.root, texts.slice(0, 3), source);
  });

  /** A card that no printer prints. */
  async function copied(person: Person, card: number, name: string): Promise<string> {
    const text = await copyByHand(person, card);
    expect(await copyPhrase(person, name)).toBe(phrase);
    await copyFacts(person);
    await typeCard(person, text);
    return text;
  }

  /** The first one is shown to the camera, the others are read from a picture. */
  async function printed(person: Person, index: number, name: string): Promise<string> {
    const pdf = await printCard(person, index + 1, name);
    const picture = photograph(pdf);
    if (index === 0) stage.camera.show(pdf);
    else await readImage(person, picture);
    return scan(picture);
  }
});

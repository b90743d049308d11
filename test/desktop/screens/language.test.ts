import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Language, setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { people, photograph, scan } from '../rehearsal.ts';
import { goToCards, noteSealed, printCard, typeCard, verifyStick, writeStick } from './drive/after-seal.ts';
import {
  checkMachine,
  confirmKeys,
  confirmPlan,
  fillIn,
  passPreflight,
  readKeys,
  rehearse,
  seal,
} from './drive/before-seal.ts';
import { abort } from './drive/ends.ts';
import { hasFocus } from './drive/focus.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { form } from './form.ts';
import { hasTools, reload, Stage } from './stage.ts';

// Another language at any moment: the people here speak whichever the screen speaks, and go on where they were.

/** Presses the switch where one can: in the question in front of everything, or in the top bar. */
async function speak(person: Person, language: Language, within: Locator | Page = person.page) {
  await person.press(t.languageNames[language], within);
  setLanguage(language);
  await expect.poll(() => person.page.evaluate('document.documentElement.lang')).toBe(language);
}

describe.skipIf(!hasTools)('the language', () => {
  const stage = Stage.forTests();
  afterEach(() => setLanguage('en'));

  it('changes in the middle of a rehearsal, and nothing that was typed is lost', async () => {
    const { person, watch } = await stage.start(mouse);
    const { home, sticks } = stage.belongings;
    await speak(person, 'de');
    await rehearse(person);
    await checkMachine(person);
    await person.write(t.preflight.dateLabel, '2019-01-01');
    await person.press(t.preflight.dateDo);
    // A refusal is told in the language that is spoken now, and says in the worker's own words what it knows.
    expect(await person.refusal(/Das Datum stimmt nicht überein/)).toContain('2019-01-01');
    await speak(person, 'en');
    expect(await person.field(t.preflight.dateLabel).inputValue()).toBe('2019-01-01');
    expect(await person.refusal(/2019-01-01/)).not.toContain('Abhilfe');
    await passPreflight(person);

    await fillIn(person, form);
    await person.sees('Any 3 of 5 cards and one stick restore the keys');
    const label = person.field(t.people.label);
    await label.focus();
    await person.sign(people.operator, 'Wim W');
    await speak(person, 'de');
    await person.sees('3 beliebige von 5 Karten und ein Stick stellen die Schlüssel wieder her');
    expect(await person.field(t.people.custodianPlace(5)).inputValue()).toBe(form.custodians[4]?.location);
    expect(await person.field(t.common.witnessName).last().inputValue()).toBe('Wim W');
    await confirmPlan(person, people.operator, people.witness);
    await readKeys(person, 'validator', home);
    await confirmKeys(person);
    await seal(person, sticks.length);

    await writeStick(person, 1, sticks[0] ?? '');
    // A question stays open, and has a switch of its own: what is behind it cannot be reached.
    await person.press(t.sticks.giveUp(1));
    await speak(person, 'en', person.dialog);
    await person.page.getByRole('heading', { name: t.sticks.giveUpConfirm(1) }).waitFor();
    await person.press(t.sticks.stay, person.dialog);
    await verifyStick(person, t.sticks.titleWrite(2, 2));
    await writeStick(person, 2, sticks[1] ?? '');
    await verifyStick(person, t.sticks.titleDone);
    await speak(person, 'de');
    await goToCards(person, 'Ada', 'a phrase of ours');
    const text = scan(photograph(await printCard(person, 1, 'Ada')));
    watch.knows(text);
    await typeCard(person, text, async () => {
      await person.sees(t.reading.checkRight);
      await speak(person, 'en');
      await person.sees(t.reading.checkRight);
      await person.sees(t.reading.typedCount(82, 82));
      await watch.holdsNoCard();
    });
    await person.arrives(t.cards.titlePrint('Bob'));
    await speak(person, 'de');
    await person.press(t.bar.abort);
    await speak(person, 'en', person.dialog);
    await person.press(t.abort.stay, person.dialog);
    await abort(person, 'the language was tried', t.abort.wipe);
    await speak(person, 'de');
    await person.sees(t.aborted.text);
    await watch.isQuiet();
  });

  it('leaves the focus where it is', async () => {
    const { person } = await stage.justSealed(mouse);
    await noteSealed(person, stage.belongings.sticks.length);
    const [english, german] = [person.button('English'), person.button('Deutsch')];
    await german.focus();
    await person.page.keyboard.press('Enter');
    await english.waitFor();
    expect(await english.evaluate(hasFocus)).toBe(true);
    expect(await english.getAttribute('lang')).toBe('en');
    await person.page.keyboard.press('Enter');
    await german.waitFor();
    expect(await german.evaluate(hasFocus)).toBe(true);
  });

  it('is at first the one that the system asks for, and is not remembered', async () => {
    const { person, app } = await stage.start(mouse);
    await person.arrives(t.home.title);
    const { page } = person;
    const devtools = await page.context().newCDPSession(page);
    const userAgent = (await page.evaluate('navigator.userAgent')) as string;
    await devtools.send('Network.setUserAgentOverride', { userAgent, acceptLanguage: 'fr-CH,de-CH,en' });
    await reload(app);
    setLanguage('de');
    await person.arrives(t.home.title);
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await speak(person, 'en');
    await person.arrives(t.home.title);
    await reload(app);
    setLanguage('de');
    await person.arrives(t.home.title);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  });
});

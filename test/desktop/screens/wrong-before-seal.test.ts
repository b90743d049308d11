import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { samplePlan } from '../../sample-plan.ts';
import { people } from '../rehearsal.ts';
import {
  checkMachine,
  chooseKeys,
  confirmKeys,
  confirmPlan,
  fillIn,
  keyCard,
  passPreflight,
  readKeys,
  rehearse,
} from './drive/before-seal.ts';
import { abort } from './drive/ends.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { form } from './form.ts';
import { hasTools, reload, Stage } from './stage.ts';

// What goes wrong before the seal: the screen names the thing and the remedy, and the ceremony goes on.

const validatorKey = 'validator/config/priv_validator_key.json';

const remedy = new RegExp(`${t.common.remedy}: .+`);

const today = () => {
  const now = new Date();
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
};

describe.skipIf(!hasTools)('before the seal', () => {
  const stage = Stage.forTests();

  async function atPeople() {
    const started = await stage.start(mouse);
    await rehearse(started.person);
    await checkMachine(started.person);
    await passPreflight(started.person);
    return started;
  }

  it('a date that differs from the watch is named, and can be put right', async () => {
    const { person, watch } = await stage.start(mouse);
    await rehearse(person);
    await checkMachine(person);
    for (const wrong of ['2019-01-01', 'yesterday']) {
      await person.write(t.preflight.dateLabel, wrong);
      await person.press(t.preflight.dateDo);
      const said = await person.refusal(new RegExp(wrong));
      expect(said).toMatch(remedy);
      expect(await person.field(t.preflight.dateLabel).inputValue()).toBe(wrong);
    }
    await person.write(t.preflight.dateLabel, today());
    await person.press(t.preflight.dateDo);
    await person.sees(t.preflight.dateDone);
    await passPreflight(person);
    await watch.isQuiet();
  });

  it('a file that is no plan is named with what is wrong, and another can be chosen', async () => {
    const { person } = await atPeople();
    const plan = (name: string, text: string) => {
      writeFileSync(join(stage.root, name), text);
      return join(stage.root, name);
    };
    await person.choose(t.people.file);
    await person.pick(t.people.choose, plan('torn.json', '{"format":"quorate-plan"'));
    expect(await person.refusal(/torn\.json.*not JSON/)).toMatch(remedy);
    await person.pick(t.people.choose, plan('short.json', '{"format":"quorate-plan","version":1}'));
    expect(await person.refusal(/short\.json.*label/)).toMatch(remedy);
    // Nothing chosen is no mistake.
    await person.pick(t.people.choose, null);
    await expect.poll(() => person.refusals(), { timeout: 10_000 }).toEqual([]);
    expect(await person.button(t.people.confirm).getAttribute('aria-disabled')).toBe('true');
  });

  it('a form that makes no plan says why, and names that the plan does not have confirm nothing', async () => {
    const { person, watch } = await atPeople();
    await fillIn(person, { ...form, witnesses: [people.operator] });
    await person.sees(/the plan names the operator as a witness/);
    await person.write(t.people.witness(1), people.witness);
    await person.sees(t.people.hash);
    await person.sign(people.operator, 'Somebody Else');
    await person.press(t.people.confirm);
    expect(await person.refusal(/witness/)).toMatch(new RegExp(`${t.common.remedy}: .*${people.witness}`));
    await confirmPlan(person, people.operator, people.witness);
    await watch.isQuiet();
  });

  it('an open line is no plan, and names typed for one plan confirm no other', async () => {
    const { person, app, watch } = await atPeople();
    const isGone = () =>
      person.page.getByRole('heading', { name: t.people.hash }).waitFor({ state: 'detached' });
    await person.choose(t.people.form);
    await person.sees(/Label is still empty/);
    await fillIn(person, form);
    await person.sees(t.people.hash);
    const first = await app.want('ceremony.look', {});
    await person.sign(people.operator, people.witness);
    await person.press(t.people.addCustodian);
    await person.sees(t.people.thresholdOf(3, 6));
    await isGone();
    expect(await person.button(t.people.confirm).getAttribute('aria-disabled')).toBe('true');
    const said = person.page.getByText('Card 6 has no name and no place: fill it in, or remove it');
    await expect.poll(() => said.count(), { timeout: 10_000 }).toBe(2);
    await person.write(t.people.custodianName(6), people.operator);
    await person.sees(/Card 6 has no place: fill it in, or remove it/);
    await person.write(t.people.custodianPlace(6), 'Bern');
    await person.sees(`${people.operator} is operator and holds card 6`);
    await person.sees(/Any 3 of 6 cards/);
    for (const name of [t.common.operatorName, t.common.witnessName])
      expect(await person.field(name).inputValue()).toBe('');
    for (const [add, line, lacks] of [
      [t.people.addWitness, t.people.witness(2), /Witness 2 has no name/],
      [t.people.addStick, t.people.stickPlace(3), /Stick 3 has no place/],
      [t.people.addSource, t.people.source(2), /Source 2 has no name/],
    ] as const) {
      await person.press(add);
      await person.sees(lacks);
      await isGone();
      await person.press(t.common.remove(line));
      await person.sees(t.people.hash);
    }
    await person.press(t.common.remove(t.people.stickPlace(2)));
    await person.sees(/Why a single stick is enough is still empty/);
    await isGone();
    await person.press(t.people.addStick);
    await person.write(t.people.stickPlace(2), form.stickLocations[0] ?? '');
    // All sticks with the sixth card's place or not: a place that takes every stick along is no survivor.
    await person.write(t.people.stickPlace(1), 'Bern');
    await person.write(t.people.stickPlace(2), 'bern');
    await person.page.getByRole('cell', { name: t.people.noStick }).first().waitFor();
    expect(await person.page.locator('main svg[role=img]').getAttribute('aria-label')).toContain(
      t.people.pictureNoStickAlt('Bern'),
    );
    const jobs = app.electron.printer.jobs.length;
    await person.press(t.keys.print.script);
    await expect.poll(() => app.electron.printer.jobs.length, { timeout: 10_000 }).toBe(jobs + 1);
    expect(await app.want('ceremony.look', {})).toEqual(first);
    await watch.isQuiet();
  });

  it('a plan from a file stays when people go back, and their names are typed anew', async () => {
    const { person } = await atPeople();
    const path = join(stage.root, 'plan.json');
    writeFileSync(path, samplePlan({ purpose: 'rehearsal' }));
    await person.choose(t.people.file);
    await person.pick(t.people.choose, path);
    await person.sees(t.people.hashHelp.file);
    await person.sign(people.operator, people.witness);
    await person.press(t.common.back);
    await person.arrives(t.preflight.title);
    await checkMachine(person);
    await passPreflight(person);
    await person.sees(t.people.hash);
    for (const name of [t.common.operatorName, t.common.witnessName])
      expect(await person.field(name).inputValue()).toBe('');
  });

  it('going back and forth loses nothing that was typed, and a card is no fingerprint', async () => {
    const { person, watch } = await atPeople();
    await fillIn(person, form);
    await person.sees(t.people.hash);
    await person.sign(people.operator, 'Wim');
    await person.press(t.common.back);
    await person.arrives(t.preflight.title);
    await checkMachine(person);
    await passPreflight(person);
    await isFilledIn(person);
    // What was typed under a hash is typed anew: the plan may be another one by now.
    await person.sees(t.people.hash);
    for (const name of [t.common.operatorName, t.common.witnessName])
      expect(await person.field(name).inputValue()).toBe('');
    await confirmPlan(person, people.operator, people.witness);

    await readKeys(person, 'validator', stage.belongings.home);
    await person.write(t.keys.compareLabel, '!!!', keyCard(person, validatorKey));
    await person.sees(t.keys.mismatchText(1));
    await person.press(t.common.back);
    await person.arrives(t.people.title);
    await isFilledIn(person);
    await confirmPlan(person, people.operator, people.witness);
    await readKeys(person, 'validator', stage.belongings.home);
    const compared = person.field(t.keys.compareLabel, keyCard(person, validatorKey));
    expect(await compared.inputValue()).toBe('!!!');
    // Somebody shows a share card where a fingerprint is wanted.
    const card = `QS1Z${'7KQVW2M9ZTXHL4S'.repeat(6)}`.slice(0, 82);
    watch.knows(card);
    stage.camera.showCode(card);
    await person.press(t.keys.scanOf(validatorKey));
    await person.sees(t.keys.isCard);
    await watch.holdsNoCard();
    await person.press(t.keys.scanCloseOf(validatorKey));
    stage.camera.showNothing();
    await person.hands.write(compared, '');
    await confirmKeys(person);
    await person.press(t.common.back);
    await person.arrives(t.keys.title);
    await watch.isQuiet();
  });

  async function isFilledIn(person: Person): Promise<void> {
    expect(await person.field(t.people.label).inputValue()).toBe(form.label);
    for (const [index, { name, location }] of form.custodians.entries()) {
      expect(await person.field(t.people.custodianName(index + 1)).inputValue()).toBe(name);
      expect(await person.field(t.people.custodianPlace(index + 1)).inputValue()).toBe(location);
    }
    await person.sees(t.people.thresholdOf(form.threshold, form.custodians.length));
  }

  it('a folder without keys is named, and a window that is loaded anew loses no more than what was typed', async () => {
    const { person, app, watch } = await atPeople();
    await fillIn(person, form);
    await confirmPlan(person, people.operator, people.witness);
    const empty = join(stage.root, 'empty');
    mkdirSync(empty);
    await chooseKeys(person, 'validator', empty);
    expect(await person.refusal(/validator.*empty|empty.*validator/)).toMatch(remedy);
    const before = await app.want('ceremony.look', {});
    await reload(app);
    await person.sees(t.bar.resumed);
    await person.arrives(t.keys.title);
    expect(await app.want('ceremony.look', {})).toEqual(before);
    await person.sees(t.keys.notChosen);
    await person.press(t.bar.resumedClose);
    await person.page.getByText(t.bar.resumed).waitFor({ state: 'detached' });
    await readKeys(person, 'validator', stage.belongings.home);
    await confirmKeys(person);
    await watch.isQuiet();
  });

  it('an abort says that there is nothing to wipe, and takes a reason', async () => {
    const { person } = await atPeople();
    await abort(person, 'the witness was called away', t.abort.nothing);
    await person.sees(t.aborted.nothing);
    expect(await person.page.getByRole('main').innerText()).not.toContain(t.aborted.thenDo);
  });
});

import { expect } from 'vitest';
import type { PlanForm } from '../../../../renderer/logic/plan-form.ts';
import { t } from '../../../../renderer/strings/catalogue.ts';
import { noteSealed } from './after-seal.ts';
import type { Person } from './person.ts';

// The steps up to the seal, each as a person does it.

/** From the first screen to the preflight. */
export async function rehearse(person: Person): Promise<void> {
  await person.arrives(t.home.title);
  await person.press(t.home.rehearseTitle);
  await person.arrives(t.preflight.title);
}

export async function checkMachine(person: Person): Promise<void> {
  await person.press(t.preflight.run);
  await person.button(t.preflight.again).waitFor();
  await person.hands.arrived();
}

export async function passPreflight(person: Person): Promise<void> {
  await person.press(t.preflight.go);
  await person.arrives(t.people.title);
}

/** Fills the form in, line by line. */
export async function fillIn(person: Person, form: PlanForm): Promise<void> {
  await person.choose(t.people.form);
  await person.write(t.people.label, form.label);
  await person.write(t.people.operator, form.operator);
  for (const [index, witness] of form.witnesses.entries()) {
    if (index > 0) await person.press(t.people.addWitness);
    await person.write(t.people.witness(index + 1), witness);
  }
  for (const [index, { name, location }] of form.custodians.entries()) {
    if (index > 2) await person.press(t.people.addCustodian);
    await person.write(t.people.custodianName(index + 1), name);
    await person.write(t.people.custodianPlace(index + 1), location);
  }
  for (let cards = 2; cards < form.threshold; cards += 1) await person.press(t.people.more);
  for (const [index, place] of form.stickLocations.entries()) {
    if (index > 1) await person.press(t.people.addStick);
    await person.write(t.people.stickPlace(index + 1), place);
  }
  for (const [index, source] of form.sources.entries()) {
    if (index > 0) await person.press(t.people.addSource);
    await person.write(t.people.source(index + 1), source);
  }
}

/** Takes the names that a rehearsal offers. */
export async function fillInSamples(person: Person): Promise<void> {
  await person.choose(t.people.form);
  await person.press(t.people.sample);
}

/** Waits until the plan is one, then two people confirm it. */
export async function confirmPlan(person: Person, operator: string, witness: string): Promise<void> {
  await person.page.getByRole('heading', { name: t.people.hash, exact: true }).waitFor();
  await person.sign(operator, witness);
  await person.press(t.people.confirm);
  await person.arrives(t.keys.title);
}

/** Chooses the folder of a source, says that these are practice keys, and has it read; whatever comes of it. */
export async function chooseKeys(person: Person, source: string, folder: string): Promise<void> {
  await person.pick(t.keys.folderOf(source), folder);
  const practice = person.page.getByRole('checkbox', { name: t.keys.practice });
  await practice.waitFor();
  if (!(await practice.isChecked())) {
    expect(await person.button(t.keys.read).getAttribute('aria-disabled')).toBe('true');
    await person.hands.mark(practice);
  }
  await person.press(t.keys.read);
}

/** Chooses the folder of a source and has it read. */
export async function readKeys(person: Person, source: string, folder: string): Promise<void> {
  await chooseKeys(person, source, folder);
  await person.button(t.keys.confirm).waitFor();
  await person.hands.arrived();
}

/** A key on the screen. */
export function keyCard(person: Person, path: string) {
  return person.page.getByRole('article', { name: path, exact: true });
}

/** Says that the rest was compared by eye, and goes on. */
export async function confirmKeys(person: Person): Promise<void> {
  const byEye = person.page.getByRole('checkbox');
  for (const box of await byEye.all()) await person.hands.mark(box);
  await person.press(t.keys.confirm);
  await person.arrives(t.seal.title);
}

export async function seal(person: Person, sticks: number): Promise<void> {
  await person.press(t.seal.do);
  await noteSealed(person, sticks);
}

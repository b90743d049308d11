import { expect } from 'vitest';
import { t } from '../../../../renderer/strings/catalogue.ts';
import { placeOf } from '../typos.ts';
import type { Person } from './person.ts';

// The steps from the seal to the end, each as a person does it.

/** After the seal: what the room must write down stands there. @param sticks how many there are to be */
export async function noteSealed(person: Person, sticks: number): Promise<void> {
  await person.arrives(t.sealed.title);
  const { setId, folderHash } = await person.app.want('ceremony.look', {});
  const hex = folderHash?.hex ?? '';
  for (const shown of [setId ?? '', hex.slice(0, 8), hex.slice(-8)]) {
    await person.page.getByRole('main').getByText(shown, { exact: true }).waitFor();
  }
  await person.press(t.sealed.go);
  await person.arrives(t.sticks.titleWrite(1, sticks));
}

/** Chooses where a stick is mounted. Resolves when what lies there is on the screen. */
export async function chooseStick(person: Person, path: string): Promise<void> {
  const other = person.button(t.sticks.chooseOther);
  await person.button(t.sticks.choose).or(other).waitFor();
  await person.pick((await other.isVisible()) ? t.sticks.chooseOther : t.sticks.choose, path);
  await person.sees(path);
  await person.hands.arrived();
}

/** Chooses where a stick is mounted, reads what is said about it, and writes it. */
export async function writeStick(person: Person, stick: number, path: string): Promise<void> {
  await chooseStick(person, path);
  for (const box of await person.page.getByRole('checkbox').all()) await person.hands.mark(box);
  await person.press(t.sticks.write(stick));
  await person.arrives(t.sticks.titleVerify(stick));
}

/** Has it read anew. @param next heading of what comes then */
export async function verifyStick(person: Person, next: string): Promise<void> {
  await person.press(t.sticks.verifyWithout);
  await person.arrives(next);
}

export async function writeAllSticks(person: Person, sticks: readonly string[]): Promise<void> {
  for (const [index, path] of sticks.entries()) {
    const stick = index + 1;
    await writeStick(person, stick, path);
    const isLast = stick === sticks.length;
    await verifyStick(person, isLast ? t.sticks.titleDone : t.sticks.titleWrite(stick + 1, sticks.length));
  }
}

/** To the first card. @param phrase unlocks the sticks, and is printed on every card; null: they have none */
export async function goToCards(person: Person, first: string, phrase: string | null = null): Promise<void> {
  await person.press(t.sticks.finish);
  await person.arrives(t.cards.phraseTitle);
  if (phrase === null) await person.press(t.cards.phraseNone);
  else {
    await person.hands.write(person.hidden(t.cards.phrase), phrase);
    await person.hands.write(person.hidden(t.cards.phraseAgain), phrase);
    await person.press(t.cards.phraseDo);
  }
  await person.arrives(t.cards.titlePrint(first));
}

/** Prints a card. @returns the printed file */
export async function printCard(person: Person, card: number, custodian: string): Promise<string> {
  await person.press(t.cards.print(card));
  await person.arrives(t.cards.titleRead(custodian));
  return person.app.electron.printer.jobs.at(-1)?.file ?? '';
}

/** A picture of the card, chosen as a file. */
export async function readImage(person: Person, picture: string): Promise<void> {
  await person.choose(t.reading.image);
  await person.pick(t.reading.imageDo, picture);
}

/** The card, typed from its first group on. @param look done while everything is typed and nothing is sent */
export async function typeCard(
  person: Person,
  text: string,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await person.choose(t.reading.typed);
  await person.hands.type(person.field(placeOf(0)), text);
  await look();
  await person.press(t.reading.typedDo);
}

export async function finishCards(person: Person): Promise<void> {
  await person.press(t.cards.finish);
  await person.arrives(t.rollCall.title);
}

/** Every card goes into its bag; before the last one is in, the secret cannot be let go. */
export async function bagCards(person: Person): Promise<void> {
  for (const box of await person.page.getByRole('checkbox').all()) {
    if (await box.isChecked()) continue;
    expect(await person.button(t.rollCall.letGo).getAttribute('aria-disabled')).toBe('true');
    await person.hands.mark(box);
  }
}

export async function letGo(person: Person): Promise<void> {
  await bagCards(person);
  await person.press(t.rollCall.letGo);
  await person.press(t.rollCall.letGo, person.dialog);
  await person.arrives(t.signOff.title);
}

export async function signOff(person: Person, operator: string, witness: string): Promise<void> {
  await person.sign(operator, witness);
  await person.press(t.signOff.sign);
  await person.button(t.signOff.close).waitFor();
  await person.hands.arrived();
}

export async function close(person: Person): Promise<void> {
  await person.press(t.signOff.close);
  await person.press(t.signOff.close, person.dialog);
  await person.arrives(t.deliver.title);
}

export async function deliverAll(person: Person, sticks: number): Promise<void> {
  for (let stick = 1; stick <= sticks; stick += 1) {
    await person.press(t.deliver.do(stick));
    await person.button(t.deliver.do(stick)).waitFor({ state: 'detached' });
    await person.hands.arrived();
  }
  await person.press(t.deliver.end);
  await person.arrives(t.closed.title);
}

import { t } from '../../../../renderer/strings/catalogue.ts';
import { people } from '../../rehearsal.ts';
import type { PastCard } from '../past-ceremony.ts';
import { readImage } from './after-seal.ts';
import type { Person } from './person.ts';

// A drill, each part as a person does it.

export type DrillKind = 'restore' | 'opening' | 'integrity' | 'roll-call' | 'full';

/** From the first screen to a stick that was looked at. */
export async function takeDrillStick(person: Person, stick: string): Promise<void> {
  await person.arrives(t.home.title);
  await person.press(t.home.works.drill.title);
  await person.arrives(t.attempt.sticks.title);
  await person.pick(t.sticks.choose, stick);
  await person.arrives(t.attempt.sticks.titleOne);
}

/** Holds the folder hash of a card against the stick. */
export async function compareHash(person: Person, typed: string): Promise<void> {
  await person.unfold(t.attempt.paper.summary(false));
  await person.write(t.attempt.paper.label, typed);
  await person.press(t.attempt.paper.do);
}

/** Uses a stick, and chooses a kind of drill. */
export async function chooseKind(person: Person, kind: DrillKind, stick = 1): Promise<void> {
  await person.press(t.attempt.sticks.use(stick));
  await person.arrives(t.drill.kind.title);
  await person.choose(t.drill.kind[`${kind}Text`]);
}

/** Says who holds it, and begins. @param lastRecord null: no report is at hand */
export async function beginDrill(person: Person, kind: DrillKind, lastRecord: string | null = null) {
  await person.press(t.drill.kind.go);
  await person.arrives(t.drill.people.title);
  await person.write(t.people.operator, people.operator);
  await person.write(t.people.witness(1), people.witness);
  if (lastRecord !== null) await person.write(t.drill.people.lastRecord, lastRecord);
  await person.press(kind === 'integrity' ? t.drill.people.beginIntegrity : t.drill.people.begin);
}

/** Reads cards from pictures, one after the other. @param isEnough there is none to come after them */
export async function readPictures(person: Person, cards: readonly PastCard[], isEnough = true) {
  for (const [index, { picture }] of cards.entries()) {
    await readImage(person, picture);
    const isLast = isEnough && index === cards.length - 1;
    await person.arrives(isLast ? t.drill.open.title : t.attempt.cards.titleNext);
  }
}

/** Opens the bundle with the cards that were read. */
export async function openBundle(person: Person): Promise<void> {
  await person.press(t.drill.open.do);
  await person.arrives(t.drill.compare.title);
}

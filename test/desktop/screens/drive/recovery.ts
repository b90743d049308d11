import { t } from '../../../../renderer/strings/catalogue.ts';
import { people } from '../../rehearsal.ts';
import type { PastCard } from '../past-ceremony.ts';
import { readImage, typeCard } from './after-seal.ts';
import type { Person } from './person.ts';

// The parts of a recovery, each as a person does it.

/** From the first screen to a stick that was looked at. */
export async function takeStick(person: Person, stick: string): Promise<void> {
  await person.press(t.home.works.recovery.title);
  await person.arrives(t.attempt.sticks.title);
  await person.pick(t.sticks.choose, stick);
  await person.arrives(t.attempt.sticks.titleOne);
}

/** Who recovers, and since when. @param detected as it is typed, UTC; null: not said */
export async function begin(person: Person, detected: string | null = null): Promise<void> {
  await person.press(t.attempt.sticks.use(1));
  await person.arrives(t.recovery.begin.title);
  await person.write(t.people.operator, people.operator);
  await person.write(t.people.witness(1), people.witness);
  if (detected !== null) {
    await person.unfold(t.attempt.times.title);
    await person.write(t.attempt.times.detected, detected);
  }
  await person.press(t.recovery.begin.do);
  await person.arrives(t.attempt.cards.title);
}

/** Reads three cards from pictures, and opens the bundle. */
export async function readCards(person: Person, cards: readonly PastCard[]): Promise<void> {
  for (const [index, { picture }] of cards.slice(0, 3).entries()) {
    await readImage(person, picture);
    await person.arrives(index === 2 ? t.recovery.cards.openTitle : t.attempt.cards.titleNext);
  }
  await open(person);
}

/** Types a card of which nothing needs to be put right. @param next heading of what comes then */
export async function typeWholeCard(person: Person, text: string, next: string): Promise<void> {
  await typeCard(person, text);
  await person.arrives(next);
}

export async function open(person: Person): Promise<void> {
  await person.press(t.recovery.cards.openDo);
  // The passphrase is slow to check, by intent, and slower on a machine that does other things too.
  await person.page.getByRole('heading', { name: t.recovery.bundle.title }).waitFor({ timeout: 120_000 });
  await person.arrives(t.recovery.bundle.title);
}

/** From the bundle to where the files go. @param only paths of the files that come back; null: all */
export async function chooseFiles(person: Person, only: readonly string[] | null = null): Promise<void> {
  if (only !== null) {
    await person.choose(t.recovery.bundle.some);
    for (const path of only) {
      await person.hands.mark(
        person.page.getByRole('checkbox', { name: t.recovery.bundle.bring(path), exact: true }),
      );
    }
  }
  await person.press(t.recovery.bundle.go);
  await person.arrives(t.recovery.where.title);
}

/** Chooses a folder; nothing goes on yet. @param newFolder made in it; empty: right into it */
export async function chooseFolder(person: Person, path: string, newFolder: string): Promise<void> {
  const other = person.button(t.recovery.where.chooseOther);
  await person.button(t.recovery.where.choose).or(other).waitFor();
  const label = (await other.isVisible()) ? t.recovery.where.chooseOther : t.recovery.where.choose;
  await person.pick(label, path);
  await person.field(t.recovery.where.newFolder).waitFor();
  await person.write(t.recovery.where.newFolder, newFolder);
}

/** On to the guard. */
export async function toGuard(person: Person): Promise<void> {
  await person.press(t.recovery.where.go);
  await person.arrives(t.recovery.guard.title);
}

export async function sayStopped(person: Person): Promise<void> {
  await person.write(t.recovery.guard.stoppedLabel, t.recovery.guard.stoppedWords);
  await person.sees(t.recovery.guard.stoppedSaid);
}

/** The original's own state file. */
export async function giveState(person: Person, path: string): Promise<void> {
  await person.choose(t.recovery.guard.state);
  await person.pick(t.recovery.guard.stateChoose, path);
  await person.button(t.recovery.guard.stateOther).waitFor();
}

export async function giveHeight(person: Person, height: string): Promise<void> {
  await person.choose(t.recovery.guard.height);
  await person.write(t.recovery.guard.heightLabel, height);
}

/** Has the plan worked out, whatever comes of it. */
export async function askForPlan(person: Person): Promise<void> {
  await person.press(t.recovery.guard.go);
}

/** The plan, agreed to. @param files how many it is of */
export async function write(person: Person, files: number): Promise<void> {
  await person.press(t.recovery.plan.do(files));
  await person.arrives(t.recovery.result.title);
}

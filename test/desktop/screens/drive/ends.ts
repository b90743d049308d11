import { expect } from 'vitest';
import { t } from '../../../../renderer/strings/catalogue.ts';
import type { Person } from './person.ts';

/** Ends the ceremony early. @param warning what the question must say about what is to be wiped */
export async function abort(person: Person, reason: string, warning: string): Promise<void> {
  await person.press(t.bar.abort);
  await person.dialog.getByText(warning).waitFor();
  expect(await person.button(t.abort.confirm, person.dialog).getAttribute('aria-disabled')).toBe('true');
  await person.write(t.abort.reasonLabel, reason, person.dialog);
  await person.press(t.abort.confirm, person.dialog);
  await person.arrives(t.aborted.title);
}

/** Prints a card once more. @returns the printed file */
export async function reprint(
  person: Person,
  card: number,
  reason: string,
  names: readonly [string, string],
) {
  const { windows, printer } = person.app.electron;
  const before = windows.length;
  if (!(await person.field(t.cards.reprintReason).isVisible())) await person.unfold(t.cards.reprint);
  await person.write(t.cards.reprintReason, reason);
  await person.sign(...names);
  await person.press(t.cards.reprintDo(card));
  await expect
    .poll(() => windows.slice(before).map(({ isGone }) => isGone), { timeout: 10_000 })
    .toEqual([true]);
  return printer.jobs.at(-1)?.file ?? '';
}

/**
 * Copies a card by hand, because no printer works.
 * @param look done while the first row is on the screen
 * @returns the card's text, as it was copied
 */
export async function copyByHand(person: Person, card: number, look: () => Promise<void> = async () => {}) {
  await person.unfold(t.cards.byHand);
  // The system asks too: a page that was taken over could not press this.
  person.app.electron.pressed.push(1);
  await person.press(t.cards.byHandDo(card));
  await person.press(t.copy.first);
  const rows: string[] = [];
  const groups = person.page
    .getByRole('main')
    .getByText(/^[0-9A-Z]{1,4}$/)
    .and(person.page.locator('code'));
  for (;;) {
    await groups.first().waitFor();
    if (rows.length === 0) await look();
    const row = (await groups.allInnerTexts()).join('');
    expect(row.length).toBeLessThanOrEqual(20);
    rows.push(row);
    if (!(await person.button(t.copy.next).isVisible())) break;
    await person.press(t.copy.next);
    await person.page.getByText(row.slice(0, 4), { exact: true }).waitFor({ state: 'detached' });
  }
  await person.press(t.copy.done);
  return rows.join('');
}

/** The sticks' phrase is copied too, by the custodian alone. @returns it, as it was shown; nothing shows it after */
export async function copyPhrase(person: Person, custodian: string): Promise<string> {
  await person.arrives(t.copy.phraseTitle(custodian));
  expect(await person.page.getByRole('main').locator('code').count()).toBe(0);
  await person.press(t.copy.phraseFirst);
  const phrase = await person.page.getByRole('main').locator('code').innerText();
  await person.press(t.copy.phraseDone);
  await person.arrives(t.copy.factsTitle);
  return phrase;
}

/** What else stands on a card, read aloud by a second person. @returns it as lines */
export async function copyFacts(person: Person): Promise<string> {
  await person.arrives(t.copy.factsTitle);
  const facts = await person.page.getByRole('main').innerText();
  await person.press(t.copy.factsDone);
  return facts;
}

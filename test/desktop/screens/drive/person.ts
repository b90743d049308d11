import type { Locator, Page } from 'playwright-core';
import { t } from '../../../../renderer/strings/catalogue.ts';
import type { RunningApp } from '../../running-app.ts';
import type { Hands } from './hands.ts';

/** Somebody in front of the screen, who finds things by what they are and what they are called. */
export class Person {
  readonly app: RunningApp;
  readonly hands: Hands;

  constructor(app: RunningApp, hands: Hands) {
    this.app = app;
    this.hands = hands;
  }

  get page(): Page {
    return this.app.window.page;
  }

  /** The question in front of everything, or the screen where there is none. */
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  field(name: string, within: Locator | Page = this.page): Locator {
    return within.getByRole('textbox', { name, exact: true });
  }

  /** A field whose text is shown as dots: it has no role. */
  hidden(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  async press(name: string, within: Locator | Page = this.page): Promise<void> {
    await this.hands.press(this.button(name, within));
  }

  async write(name: string, text: string, within: Locator | Page = this.page): Promise<void> {
    await this.hands.write(this.field(name, within), text);
  }

  /** Opens a part that is folded away. */
  async unfold(name: string): Promise<void> {
    await this.hands.press(this.page.locator('summary').filter({ hasText: name }));
  }

  /** One of several ways. */
  async choose(name: string): Promise<void> {
    await this.hands.mark(this.page.getByRole('radio', { name }));
  }

  /** Presses a button that opens a dialog of the system, and chooses there; null cancels. */
  async pick(name: string, path: string | null): Promise<void> {
    this.app.electron.choices.push(path === null ? null : [path]);
    await this.press(name);
  }

  /** Two people type their names, where the screen asks for it last. */
  async sign(operator: string, witness: string): Promise<void> {
    await this.hands.write(this.field(t.common.operatorName).last(), operator);
    await this.hands.write(this.field(t.common.witnessName).last(), witness);
  }

  /** Waits for a heading, which says where one is. */
  async arrives(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await this.hands.arrived();
  }

  /** Waits for a text on the screen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Waits until something was refused for this reason. @returns what is said about it, the remedy included */
  async refusal(why: RegExp): Promise<string> {
    const said = this.page.getByRole('alert').filter({ hasText: t.common.error }).filter({ hasText: why });
    await said.first().waitFor();
    await this.hands.arrived();
    return said.first().innerText();
  }

  /** Everything that is refused at the moment. */
  async refusals(): Promise<string[]> {
    return this.page.getByRole('alert').filter({ hasText: t.common.error }).allInnerTexts();
  }
}

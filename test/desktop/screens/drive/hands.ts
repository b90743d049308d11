import type { Locator, Page } from 'playwright-core';

/** How a person does things: with a mouse, or with the keyboard alone. */
export interface Hands {
  /** A button, or what opens and closes a part. */
  press(control: Locator): Promise<void>;
  /** Writes into a field, over what stands there. */
  write(field: Locator, text: string): Promise<void>;
  /** Types key by key from a field on, wherever the focus goes meanwhile. */
  type(field: Locator, text: string): Promise<void>;
  /** One of several ways, or a yes. */
  mark(box: Locator): Promise<void>;
  /** After something was done and its outcome is on the screen. */
  arrived(): Promise<void>;
}

/** Gives a person hands for a page. */
export type HandsFor = (page: Page) => Hands;

/** With a mouse, and the keyboard where something is written. */
export const mouse: HandsFor = (page) => ({
  press: (control) => control.click(),
  write: (field, text) => field.fill(text),
  type: async (field, text) => {
    await field.click();
    await page.keyboard.type(text);
  },
  mark: (box) => box.check(),
  arrived: () => Promise.resolve(),
});

import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { controlsOnTheWay, hasFocus, hasFocusOfGroup, keyTowards, whereFocusIs } from './focus.ts';
import type { Hands } from './hands.ts';

const mostTabs = 150;

/** What has the focus, as one sees it. */
interface Focus {
  readonly what: string;
  readonly isNowhere: boolean;
  readonly isSeen: boolean;
  readonly isMarked: boolean;
}

/**
 * The keyboard alone. Wherever the focus comes to rest it must be on something that can be seen and has a name; after
 * something was done it must not be lost.
 */
export class Keyboard implements Hands {
  readonly #page: Page;
  readonly #named = new Set<string>();
  #cdp: CDPSession | null = null;
  /** How often the focus came to rest. */
  stops = 0;
  /** Screens of which the whole order was walked through. */
  walks = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(control: Locator): Promise<void> {
    await control.and(this.#page.locator(':not([aria-disabled=true])')).waitFor();
    await this.#reach(control);
    // Both work on every button, and people differ.
    await this.#page.keyboard.press(this.stops % 2 === 0 ? 'Enter' : 'Space');
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.#reach(field);
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.type(text);
    await this.#isOnSomething();
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.#reach(field);
    await this.#page.keyboard.type(text);
    await this.#isOnSomething();
  }

  async mark(box: Locator): Promise<void> {
    if (await box.isChecked()) return;
    await this.#reach(box, hasFocusOfGroup);
    for (let presses = 0; presses < 9 && !(await box.evaluate(hasFocus)); presses += 1) {
      await this.#page.keyboard.press('ArrowDown');
    }
    if (!(await box.isChecked())) await this.#page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(true);
    await this.#isOnSomething();
  }

  /**
   * Nothing lost the focus, and Tab comes to every control, in the order of the page. What may be on the screen still
   * from before is walked once more when it has changed meanwhile; a control that no Tab leads to is missed every time.
   */
  async arrived(): Promise<void> {
    await this.#isOnSomething();
    this.walks += 1;
    await expect.poll(() => this.#missed(), { timeout: 30_000 }).toEqual([]);
  }

  async #missed(): Promise<unknown> {
    await this.#page.evaluate(controlsOnTheWay.begin);
    for (let presses = 0; presses < mostTabs; presses += 1) {
      await this.#page.keyboard.press('Tab');
      if (await this.#page.evaluate(controlsOnTheWay.step)) break;
    }
    return this.#page.evaluate(controlsOnTheWay.missed);
  }

  /** Tab or Shift+Tab, whichever leads there, until the focus is there. */
  async #reach(control: Locator, isThere = hasFocus): Promise<void> {
    await control.waitFor();
    if (await control.evaluate(isThere)) return;
    const key = await control.evaluate(keyTowards);
    for (let presses = 0; presses < mostTabs; presses += 1) {
      await this.#page.keyboard.press(key);
      const focus = await this.#focus();
      if (!focus.isNowhere) await this.#isFit(focus);
      if (await control.evaluate(isThere)) return;
    }
    throw new Error(`no Tab leads to ${control}`);
  }

  async #isOnSomething(): Promise<void> {
    await expect.poll(async () => (await this.#focus()).isNowhere, { timeout: 2000 }).toBe(false);
    await this.#isFit(await this.#focus());
  }

  async #isFit(focus: Focus): Promise<void> {
    this.stops += 1;
    expect(focus).toMatchObject({ isSeen: true, isMarked: true });
    if (this.#named.has(focus.what)) return;
    expect([focus.what, await this.#nameOfFocus()]).toEqual([focus.what, expect.stringMatching(/\S/)]);
    this.#named.add(focus.what);
  }

  async #focus(): Promise<Focus> {
    return JSON.parse((await this.#page.evaluate(whereFocusIs)) as string) as Focus;
  }

  /** As a screen reader is told. */
  async #nameOfFocus(): Promise<string> {
    this.#cdp ??= await this.#page.context().newCDPSession(this.#page);
    const { result } = await this.#cdp.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (result.objectId === undefined) return '';
    const tree = await this.#cdp.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    return String(tree.nodes[0]?.name?.value ?? '');
  }
}

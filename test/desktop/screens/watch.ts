import type { ConsoleMessage } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from '../running-app.ts';

/** So many characters of a card in a row are two groups, and no chance. The screen may show one. */
const window = 8;

/** Everything that outlives the moment in a page: the document, its stores, its history, its address. */
const everything = `(async () => {
  const inputs = [...document.querySelectorAll('input, textarea, select')].map((input) => input.value);
  const bases = await indexedDB.databases();
  const kept = 'caches' in globalThis ? await caches.keys() : [];
  return JSON.stringify({
    document: document.documentElement.outerHTML, text: document.body.innerText, inputs, bases, kept,
    local: { ...localStorage }, session: { ...sessionStorage }, history: [history.length, history.state],
    name: globalThis.name, cookie: document.cookie, title: document.title, address: location.href,
    loaded: performance.getEntries().map((entry) => entry.name),
  });
})()`;

/** Looks at what the program lets out. */
export class Watch {
  readonly #app: RunningApp;
  readonly console: string[] = [];
  readonly #cards: string[] = [];

  constructor(app: RunningApp) {
    this.#app = app;
    const { page } = app.window;
    page.on('console', (message: ConsoleMessage) =>
      this.console.push(`${message.type()}: ${message.text()}`),
    );
    page.on('pageerror', (error) => this.console.push(`thrown: ${error.message}`));
  }

  /** From now on nothing of this card may be found anywhere. */
  knows(card: string): void {
    this.#cards.push(card);
  }

  /** No request but for our own pages, nothing on the console, nothing stored. */
  async isQuiet(): Promise<void> {
    // Advice of the browser to who writes pages is neither.
    expect(this.console.filter((line) => !line.startsWith('verbose: '))).toEqual([]);
    expect(this.#app.electron.windows.flatMap(({ foreign }) => foreign)).toEqual([]);
    const { bases, kept, local, session, history, name, cookie } = await this.#everything();
    expect({ bases, kept, local, session, state: history[1], name, cookie }).toEqual({
      bases: [],
      kept: [],
      local: {},
      session: {},
      state: null,
      name: '',
      cookie: '',
    });
  }

  /** No card that was handled is anywhere in the page, its stores or its console. */
  async holdsNoCard(): Promise<void> {
    expect(this.#cards.length).toBeGreaterThan(0);
    const found = await this.#everything();
    const parts = Object.values(found).map((part) =>
      typeof part === 'string' ? part : JSON.stringify(part),
    );
    const all = [...parts, ...this.console].join('\n').toUpperCase();
    // What stands in neighbouring elements or fields is one text to who reads it.
    const places = [all, all.replace(/<[^>]*>/g, ''), (found['inputs'] as string[]).join('').toUpperCase()];
    const texts = [...places, ...places.map((place) => place.replace(/[^0-9A-Z]/g, ''))];
    const pieces = this.#cards.flatMap((card) => piecesOf(card));
    expect(pieces.filter((piece) => texts.some((text) => text.includes(piece)))).toEqual([]);
  }

  async #everything() {
    return JSON.parse((await this.#app.window.page.evaluate(everything)) as string) as Record<
      string,
      unknown
    > & {
      history: [number, unknown];
    };
  }
}

/** Each run of characters of a card, but for its public beginning. */
function piecesOf(card: string): string[] {
  return Array.from({ length: card.length - window - 3 }, (_, at) => card.slice(at + 4, at + 4 + window));
}

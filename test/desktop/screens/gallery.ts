import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../../tools.ts';
import type { RunningApp } from '../running-app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(repository, 'test-artifacts/screens');

const projector = { width: 1280, height: 720 };
/** A window of 1280 × 800 at 200 %: half as many of the page's own points. */
const zoomed = { width: 640, height: 400 };
const mostShift = 0.02;

/** Everything in both themes that axe knows, and contrast for people who see less: 7 to 1. */
const contrast = ['color-contrast', 'color-contrast-enhanced'];
const allRules = {
  iframes: false,
  resultTypes: ['violations'],
  rules: { 'color-contrast-enhanced': { enabled: true } },
};
const contrastAlone = { ...allRules, runOnly: { type: 'rule', values: contrast } };
/** The stricter of the two rules of contrast holds the other. */
const strictRules = { ...allRules, rules: { ...allRules.rules, 'color-contrast': { enabled: false } } };

/** Adds up what moved by itself: what follows from a key or a click does not count. */
const watchShifts = `if (globalThis.shifts === undefined) {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifts.push(entry.value);
  }).observe({ type: 'layout-shift', buffered: true });
}`;

/** The screen that arrived is on the screen. */
const painted =
  'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))';

/** Fonts are there, what was set is drawn, and colours have changed over. */
const settled = `(async () => {
  await document.fonts.ready;
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await drawn();
  for (const animation of document.getAnimations()) {
    if (animation.effect.getTiming().iterations !== Infinity) animation.finish();
  }
  await drawn();
})()`;

/** What is wider than its place: the page, the screen itself, or a part that cannot be scrolled by itself. */
const tooWide = `[document.scrollingElement, ...document.querySelectorAll('main, aside, nav, header, section, dialog')]
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .filter((part) => part.matches(':root, main') || !['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
  .map((part) => part.tagName + ' ' + part.scrollWidth + ' > ' + part.clientWidth)`;

const toTop = `globalThis.scrolled = [...document.querySelectorAll('html, main, aside')].map((part) => {
  const { scrollTop } = part;
  part.scrollTop = 0;
  return () => { part.scrollTop = scrollTop; };
}); undefined`;
const asItWas = 'for (const back of (globalThis.scrolled ?? []).splice(0)) back()';

/** Presses the switch as a script does it: behind a question no hand could, which has a switch of its own. */
const switchTo = (language: string) => `document.querySelector('button[lang=${language}]').click()`;

/** What was typed, marked and unfolded, and whether the focus is on the element on which it was at first. */
const whatIsThere = `JSON.stringify([
  [...document.querySelectorAll('input, textarea, select')].map(({ type, value, checked }) => [type, value, checked]),
  [...document.querySelectorAll('details, dialog')].map(({ open }) => open),
  globalThis.focused === document.activeElement,
])`;

/** Looks at every screen in every light, and keeps pictures of it. */
export class Gallery {
  readonly #app: RunningApp;
  /** What is wrong, screen by screen. */
  readonly faults: string[] = [];

  constructor(app: RunningApp) {
    this.#app = app;
    mkdirSync(pictures, { recursive: true });
  }

  get #page() {
    return this.#app.window.page;
  }

  /**
   * Looks at what is on the screen now.
   * @param name of the pictures
   * @param sinceLoad whether what moved while the page was loaded counts too
   */
  async visit(name: string, sinceLoad = false): Promise<void> {
    const page = this.#page;
    const usual = page.viewportSize() ?? projector;
    await page.evaluate(watchShifts);
    if (!sinceLoad) {
      // The change of screens itself is none, also where nobody pressed anything.
      await page.evaluate(painted);
      await page.evaluate('void shifts.splice(0)');
    }
    await page.evaluate(settled);
    const moved = (await page.evaluate('shifts.splice(0).reduce((sum, value) => sum + value, 0)')) as number;
    if (moved >= mostShift) this.#fault(name, `moves by itself: ${moved.toFixed(3)}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // One shows how the screen begins, the other where people were on it.
      if (colorScheme === 'light') await page.evaluate(toTop);
      await page.evaluate(settled);
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
      await page.evaluate(asItWas);
      await this.#runAxe(name, colorScheme, colorScheme === 'light' ? allRules : contrastAlone);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    for (const [size, viewport] of Object.entries({ projector, zoomed })) {
      await page.setViewportSize(viewport);
      await page.evaluate(settled);
      await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: size === 'zoomed' });
      for (const what of (await page.evaluate(tooWide)) as string[])
        this.#fault(name, `${size}: wider than its place: ${what}`);
    }
    await page.setViewportSize(usual);
    await this.#inGerman(name);
    await page.evaluate(settled);
    await page.evaluate('void shifts.splice(0)');
  }

  /** The same screen in the other language and back again: nothing that was typed, opened or focused is lost by it. */
  async #inGerman(name: string): Promise<void> {
    const page = this.#page;
    const usual = page.viewportSize() ?? projector;
    await page.evaluate('globalThis.focused = document.activeElement; undefined');
    const before = await page.evaluate(whatIsThere);
    await page.evaluate(switchTo('de'));
    await page.evaluate(settled);
    await this.#runAxe(name, 'German', strictRules);
    for (const [size, viewport] of Object.entries({ projector, zoomed })) {
      await page.setViewportSize(viewport);
      await page.evaluate(settled);
      await page.screenshot({ path: join(pictures, `${name}-de-${size}.png`), fullPage: size === 'zoomed' });
      for (const what of (await page.evaluate(tooWide)) as string[])
        this.#fault(name, `German, ${size}: wider than its place: ${what}`);
    }
    await page.setViewportSize(usual);
    const [language, between] = [
      await page.evaluate('document.documentElement.lang'),
      await page.evaluate(whatIsThere),
    ];
    await page.evaluate(switchTo('en'));
    const after = await page.evaluate(whatIsThere);
    if (language !== 'de') this.#fault(name, 'is not in German');
    if (between !== before || after !== before)
      this.#fault(name, `a switch loses ${before} (${between}, ${after})`);
  }

  async #runAxe(name: string, theme: string, options: object): Promise<void> {
    const page = this.#page;
    // Put in by the tools of the browser, not by the page: its policy stays as it is.
    if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(`${axe}; undefined`);
    const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all }) =>
        id + ': ' + html.slice(0, 140) + ' ' + [...any, ...all].map(({ message }) => message).join('; '))))`)) as string[];
    for (const violation of found) this.#fault(name, `${theme}: ${violation}`);
  }

  #fault(name: string, what: string): void {
    this.faults.push(`${name}: ${what}`);
  }
}

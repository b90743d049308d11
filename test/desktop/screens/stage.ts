import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { buildRenderer } from '../../../build/vite.renderer.ts';
import { newFolder, requireTool, temporaryFolder } from '../../tools.ts';
import { type Belongings, belongingsIn, upToKeys } from '../rehearsal.ts';
import { buildInto, launchBrowser, type RunningApp, removeBuilt, startApp } from '../running-app.ts';
import { FakeCamera } from './camera.ts';
import { noteSealed } from './drive/after-seal.ts';
import type { HandsFor } from './drive/hands.ts';
import { Person } from './drive/person.ts';
import { Watch } from './watch.ts';

/** Whether the tests of the screens can run here. */
export const hasTools = ['chromium', 'pdftoppm', 'zbarimg', 'python3'].map(requireTool).every(Boolean);

/** Milliseconds after which a screen that did not come is a failure. */
const patience = 30_000;

/**
 * Loads the window's page anew, as the program itself or the browser does it: Electron asks the rules against
 * navigation only about what a page begins.
 */
export async function reload({ window }: RunningApp): Promise<void> {
  const rules = ['will-navigate', 'will-frame-navigate'].map((event) => ({
    event,
    listeners: window.contentsEvents.listeners(event) as (() => void)[],
  }));
  for (const { event } of rules) window.contentsEvents.removeAllListeners(event);
  try {
    await window.page.reload();
  } finally {
    for (const { event, listeners } of rules) {
      for (const listener of listeners) window.contentsEvents.on(event, listener);
    }
    window.navigated.length = 0;
  }
}

/** What the tests of one file share, and what each has to itself. */
export class Stage {
  /** Where the app was built, with its real pages. */
  built = '';
  browser: Browser | null = null;
  /** For the running test alone. */
  root = '';
  #camera: FakeCamera | null = null;
  #belongings: Belongings | null = null;
  readonly #running: RunningApp[] = [];

  get camera(): FakeCamera {
    if (this.#camera === null) throw new Error('the camera is there once the tests began');
    return this.#camera;
  }

  /** A home with sample keys, and two sticks. */
  get belongings(): Belongings {
    this.#belongings ??= belongingsIn(this.root);
    return this.#belongings;
  }

  /** Starts the program. @returns a person in front of it, and one who looks at what becomes of secrets */
  async start(hands: HandsFor): Promise<{ person: Person; app: RunningApp; watch: Watch }> {
    if (this.browser === null) throw new Error('the browser is there once the tests began');
    const app = await startApp(this.browser, this.built);
    this.#running.push(app);
    app.electron.printer.folder = this.root;
    app.window.page.setDefaultTimeout(patience);
    return { person: new Person(app, hands(app.window.page)), app, watch: new Watch(app) };
  }

  /** Starts the program; up to the seal everything is asked for from the page, which is loaded anew then. */
  async sealed(hands: HandsFor) {
    const started = await this.justSealed(hands);
    await noteSealed(started.person, this.belongings.sticks.length);
    return started;
  }

  /** The same, before anybody has written down what was sealed. */
  async justSealed(hands: HandsFor) {
    const started = await this.start(hands);
    const { app } = started;
    await upToKeys(app, this.belongings);
    await app.want('ceremony.confirmKeys', {});
    await app.want('ceremony.seal', {});
    await reload(app);
    return started;
  }

  /** Sets everything up for the tests of a file; ends it after them. */
  static forTests(): Stage {
    const stage = new Stage();
    const folder = newFolder();
    beforeAll(async () => {
      const camera = new FakeCamera(folder);
      stage.#camera = camera;
      [stage.browser, stage.built] = await Promise.all([
        launchBrowser(camera.words),
        buildInto({ pages: buildRenderer }),
      ]);
    });
    beforeEach(() => {
      stage.root = temporaryFolder();
      stage.#belongings = null;
      stage.camera.showNothing();
    });
    afterEach(async () => {
      for (const app of stage.#running.splice(0)) await app.electron.end();
    });
    afterAll(async () => {
      await stage.browser?.close();
      if (stage.built !== '') removeBuilt(stage.built);
      rmSync(folder, { recursive: true, force: true });
    });
    return stage;
  }
}

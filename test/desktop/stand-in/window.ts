import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  WebContents,
  WebContentsPrintOptions,
  WebPreferences,
} from 'electron';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { AppStandIn } from './app.ts';
import { type FrameStandIn, Frames } from './frames.ts';
import { copy, type IpcMainStandIn } from './ipc-main.ts';
import { toBrowser } from './origins.ts';
import { preloadScripts } from './preload-script.ts';
import { answerRequests, type ForeignRequest } from './requests.ts';
import type { SessionRecord, Sessions } from './session.ts';
import { strict } from './strict.ts';
import { decode, encode } from './wire.ts';

const worldName = 'preload';

/** What a printer does with the next job: prints it into a file, or fails. */
export interface Printer {
  /** Where the jobs go as `job-1.pdf` and so on; a test sets it. */
  folder: string;
  readonly jobs: { readonly file: string | null; readonly options: WebContentsPrintOptions }[];
  /** The dialog stays open, and nobody presses anything. */
  isHanging: boolean;
  /** Reasons why the next jobs fail, in order. */
  readonly failures: string[];
}

/** What every window works with. */
export interface Surroundings {
  readonly browser: Browser;
  readonly app: AppStandIn;
  readonly sessions: Sessions;
  readonly ipcMain: IpcMainStandIn;
  readonly printer: Printer;
  readonly windows: WindowStandIn[];
}

/** One window of the program: a page of Chromium in a context of its own. */
export class WindowStandIn {
  readonly preferences: WebPreferences;
  readonly options: BrowserWindowConstructorOptions;
  readonly record: SessionRecord;
  readonly foreign: ForeignRequest[] = [];
  /** What was asked of the handler for new windows, and what it said. */
  readonly opened: { readonly url: string; readonly action: string }[] = [];
  /** Navigations that the page began itself and that were not stopped. */
  readonly navigated: string[] = [];
  /** In order: `setContentProtection true`, `removeMenu`, `show`, `focus`, `destroy` … */
  readonly told: string[] = [];
  readonly contentsEvents = new EventEmitter();
  readonly windowEvents = new EventEmitter();
  readonly contents: WebContents;
  readonly window: BrowserWindow;
  isGone = false;
  /** What the program set for packets that pass no proxy. */
  webrtcPolicy = 'default';
  #page: Page | null = null;
  #context: BrowserContext | null = null;
  #cdp: CDPSession | null = null;
  #frames: Frames | null = null;
  #mainFrame: FrameStandIn | null = null;
  #isLoading = false;
  #openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  #closing: Promise<void> = Promise.resolve();
  #isLoaded: () => void = () => undefined;
  /** Resolves when the first page is there and the program knows of it. */
  readonly loaded = new Promise<void>((resolve) => {
    this.#isLoaded = resolve;
  });
  readonly #around: Surroundings;

  constructor(around: Surroundings, id: number, options: BrowserWindowConstructorOptions) {
    this.#around = around;
    this.options = options;
    this.preferences = options.webPreferences ?? {};
    this.record = around.sessions.of(this.preferences.session);
    this.contents = this.#makeContents(id);
    this.window = this.#makeWindow();
    around.windows.push(this);
    around.app.emit('web-contents-created', {}, this.contents);
  }

  /** The page behind the window, once it is loaded. */
  get page(): Page {
    if (this.#page === null) throw new Error('the window shows nothing yet');
    return this.#page;
  }

  /** Resolves when the page is closed. */
  get closing(): Promise<void> {
    return this.#closing;
  }

  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.told.push('destroy');
    this.windowEvents.emit('closed');
    this.#closing = this.#context?.close() ?? Promise.resolve();
  }

  /** A person closes the window. @returns whether it closed */
  askToClose(): boolean {
    const event = preventable();
    this.windowEvents.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
    return !event.defaultPrevented;
  }

  /** The process behind the page dies. */
  async crash(): Promise<void> {
    await this.#context?.close();
    this.contentsEvents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }

  /**
   * Sends a message from the preload's world of a frame, as a renderer that was taken over could: from the main frame,
   * from one inside of our own origin or of an opaque one, or from one that is gone when the message is looked at.
   */
  async sendRaw(
    from: 'main' | 'inside' | 'opaque' | 'gone',
    channel: string,
    args: readonly unknown[],
  ): Promise<unknown> {
    if (from === 'gone') return this.#deliver(null, channel, args);
    const world = [...(this.#frames?.worlds ?? [])].find(([, frame]) =>
      frame === this.#mainFrame
        ? from === 'main'
        : from === (frame.origin === this.#mainFrame?.origin ? 'inside' : 'opaque'),
    );
    if (world === undefined) throw new Error(`the page has no frame for ${from}`);
    return this.#evaluate(
      `quorateRaw('invoke', ${JSON.stringify(channel)}, ${JSON.stringify(args)})`,
      world[0],
    );
  }

  async #evaluate(expression: string, contextId: number | undefined): Promise<unknown> {
    if (contextId === undefined) throw new Error('there is no world of the preload');
    const evaluated = await this.#cdp?.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (evaluated?.exceptionDetails !== undefined) {
      throw new Error(evaluated.exceptionDetails.exception?.description ?? 'threw');
    }
    return evaluated?.result.value;
  }

  async #load(url: string): Promise<void> {
    const { preload, javascript } = this.preferences;
    const context = await this.#around.browser.newContext({
      javaScriptEnabled: javascript !== false,
      viewport: { width: this.options.width ?? 800, height: this.options.height ?? 600 },
    });
    this.#context = context;
    await answerRequests(context, {
      record: this.record,
      foreign: this.foreign,
      mayNavigate: (target, isMainFrame) => this.#mayNavigate(target, isMainFrame),
      isOwnPage: (page) => page === this.#page,
      openedWindow: (target) => {
        const action = this.#openHandler?.({ url: target } as never).action ?? 'allow';
        this.opened.push({ url: target, action });
      },
    });
    const page = await context.newPage();
    this.#page = page;
    // A window that opens on nothing asks for no address, and is one all the same.
    context.on('page', (opened) => {
      const url = opened.url();
      if (!url.startsWith('about:')) return;
      const action = this.#openHandler?.({ url } as never).action ?? 'allow';
      this.opened.push({ url, action });
      if (action === 'deny') void opened.close();
    });
    page.on('download', (download) => {
      const event = preventable();
      this.record.events.emit('will-download', event, {}, this.contents);
      this.told.push(event.defaultPrevented ? 'download prevented' : 'download');
      void download.cancel();
    });
    if (preload !== undefined) await this.#installPreload(page, preload);
    this.#isLoading = true;
    await page.goto(toBrowser(url)).finally(() => {
      this.#isLoading = false;
    });
    this.windowEvents.emit('ready-to-show');
    // After the program, which waits for the same load, has gone on.
    setImmediate(this.#isLoaded);
  }

  async #installPreload(page: Page, path: string): Promise<void> {
    const { contextIsolation, nodeIntegrationInSubFrames } = this.preferences;
    const cdp = await page.context().newCDPSession(page);
    this.#cdp = cdp;
    const isolated = contextIsolation === false ? '' : worldName;
    this.#frames = new Frames(cdp, isolated);
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === 'quorateHost') void this.#received(payload, executionContextId);
    });
    await cdp.send('Page.enable');
    const { frameTree } = await cdp.send('Page.getFrameTree');
    this.#mainFrame = this.#frames.of(frameTree.frame.id);
    await cdp.send('Runtime.enable');
    const named = isolated === '' ? {} : { executionContextName: isolated };
    await cdp.send('Runtime.addBinding', { name: 'quorateHost', ...named });
    const token = `quorate-${randomBytes(16).toString('hex')}`;
    const scripts = await preloadScripts(path, token, nodeIntegrationInSubFrames === true);
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    const inWorld = isolated === '' ? {} : { worldName: isolated };
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, ...inWorld });
  }

  async #received(payload: string, executionContextId: number): Promise<void> {
    const [kind, id, channel, args] = decode(payload) as ['invoke' | 'ask', number, string, unknown[]];
    const frame = this.#frames?.worlds.get(executionContextId) ?? null;
    const answer = await (kind === 'ask'
      ? this.#permit(channel, args as string[], frame)
      : this.#deliver(frame, channel, args)
    ).then(
      (value) => ['answer', id, true, value],
      (error: unknown) => ['answer', id, false, String(error)],
    );
    await this.#tell(answer, executionContextId);
  }

  /** @throws when the program's handler does */
  async #deliver(frame: FrameStandIn | null, channel: string, args: readonly unknown[]): Promise<unknown> {
    const senderFrame = (frame === null || frame.isGone ? null : frame) as never;
    return this.#around.ipcMain.deliver({ sender: this.contents, senderFrame }, channel, args);
  }

  /** What Electron's permission code does: the check, then the request, each by the program's own handler. */
  async #permit(kind: string, types: readonly string[], frame: FrameStandIn | null): Promise<boolean> {
    const url = `${frame?.origin ?? ''}/index.html`;
    if (kind === 'display-media') {
      return new Promise((resolve) => {
        this.record.displayMedia?.({} as never, (streams) => resolve(Object.keys(streams ?? {}).length > 0));
      });
    }
    const isMainFrame = frame === this.#mainFrame;
    const { permissionCheck, permissionRequest } = this.record;
    for (const mediaType of types as ('video' | 'audio')[]) {
      const details = { isMainFrame, mediaType, requestingUrl: url, securityOrigin: url };
      if (permissionCheck?.(this.contents, 'media', frame?.origin ?? '', details) === false) return false;
    }
    return new Promise((resolve) => {
      if (permissionRequest === null) return resolve(true);
      const details = { isMainFrame, requestingUrl: url, securityOrigin: url, mediaTypes: types };
      permissionRequest(this.contents, 'media', resolve, details as never);
    });
  }

  async #tell(message: unknown[], contextId: number): Promise<void> {
    const expression = `quorateDeliver(${JSON.stringify(encode(message))})`;
    // The frame may be gone by now: then nobody waits.
    await this.#cdp?.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (this.#isLoading && isMainFrame) return true;
    const event = { ...preventable(), url, isMainFrame, isSameDocument: false };
    const prevented = Object.assign(event, preventable());
    if (isMainFrame) this.contentsEvents.emit('will-navigate', prevented, url);
    this.contentsEvents.emit('will-frame-navigate', prevented);
    if (!prevented.defaultPrevented) this.navigated.push(url);
    return !prevented.defaultPrevented;
  }

  #makeContents(id: number): WebContents {
    const mainFrame = () => this.#mainFrame;
    const contents = {
      id,
      get mainFrame() {
        return mainFrame() as unknown as Electron.WebFrameMain;
      },
      on: this.contentsEvents.on.bind(this.contentsEvents) as unknown as WebContents['on'],
      setWebRTCIPHandlingPolicy: (policy) => {
        this.webrtcPolicy = policy;
      },
      setWindowOpenHandler: (handler) => {
        this.#openHandler = handler;
      },
      send: (channel: string, ...args: unknown[]) => {
        const message = ['event', channel, copy(args)];
        for (const [contextId, frame] of this.#frames?.worlds ?? []) {
          if (frame === this.#mainFrame) void this.#tell(message, contextId);
        }
      },
      print: (options = {}, done) =>
        void this.#print(options).then(
          (why) => done?.(why === '', why),
          // The window was destroyed while the printer was asked for: nobody is told any more.
          () => undefined,
        ),
    } satisfies Partial<WebContents>;
    return strict('webContents', contents) as WebContents;
  }

  async #print(options: WebContentsPrintOptions): Promise<string> {
    const { jobs, failures, folder, isHanging } = this.#around.printer;
    if (isHanging) return new Promise(() => undefined);
    const failure = failures.shift();
    const file = failure === undefined ? join(folder, `job-${jobs.length + 1}.pdf`) : null;
    jobs.push({ file, options });
    if (file !== null) {
      const printBackground = options.printBackground === true;
      await this.page.pdf({ path: file, preferCSSPageSize: true, printBackground });
    }
    return failure ?? '';
  }

  #makeWindow(): BrowserWindow {
    const tell = (what: string) => () => void this.told.push(what);
    const window = {
      webContents: this.contents,
      on: this.windowEvents.on.bind(this.windowEvents) as unknown as BrowserWindow['on'],
      once: this.windowEvents.once.bind(this.windowEvents) as unknown as BrowserWindow['once'],
      loadURL: (url) => this.#load(url),
      setContentProtection: (isOn) => void this.told.push(`setContentProtection ${isOn}`),
      removeMenu: tell('removeMenu'),
      show: tell('show'),
      focus: tell('focus'),
      restore: tell('restore'),
      isMinimized: () => false,
      isDestroyed: () => this.isGone,
      destroy: () => this.destroy(),
    } satisfies Partial<BrowserWindow>;
    return strict('BrowserWindow', window) as BrowserWindow;
  }
}

/** An event that can be prevented. */
export function preventable() {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

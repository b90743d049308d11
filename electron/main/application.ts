import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, session, utilityProcess } from 'electron';
import { type Answer, refuse } from '../contract/answer.ts';
import { newsChannel, requestChannel } from '../contract/api.ts';
import type { ChannelName, RequestOf } from '../contract/channels.ts';
import type { News } from '../contract/news.ts';
import type { AboutView, CeremonyView } from '../contract/views.ts';
import type { EndPapers } from '../contract/worker-messages.ts';
import { origin, printPartition, windowPartition } from './constants.ts';
import type { Edition } from './edition.ts';
import { type Expected, passGate } from './gate.ts';
import { askByHand } from './modules/ask-by-hand.ts';
import { chooseFiles } from './modules/dialogs.ts';
import { EndedCeremony } from './modules/ended-ceremony.ts';
import { ChosenPaths } from './modules/files.ts';
import { keepOpen } from './modules/keep-open.ts';
import { mainHost } from './modules/main-host.ts';
import { forbidNavigation } from './modules/navigation.ts';
import { servePages } from './modules/pages.ts';
import { PrintRoom } from './modules/print.ts';
import { type CameraSwitch, ruleSession } from './modules/session-rules.ts';
import { openWindow } from './modules/window.ts';
import { WorkerLink } from './modules/worker-link.ts';

/** Where the built parts lie. */
export interface Places {
  /** Folder of the window's pages. */
  readonly pages: string;
  readonly preload: string;
  readonly worker: string;
  /** Folder with the recovery kit and the fonts. */
  readonly resources: string;
}

/** The application once Electron is ready: one window, one worker at a time. It holds no key and no passphrase. */
export class Application {
  readonly #places: Places;
  readonly #edition: Edition;
  readonly #paths = new ChosenPaths();
  readonly #camera: CameraSwitch = { isOpen: false };
  readonly #worker: WorkerLink;
  readonly #printing: PrintRoom;
  #window: BrowserWindow | null = null;
  /** The last ceremony, once its worker is gone. */
  #ended: EndedCeremony | null = null;
  /** Somebody has said that the program may end, whatever goes on. */
  #mayEnd = false;

  constructor(places: Places, edition: Edition) {
    this.#places = places;
    this.#edition = edition;
    this.#worker = new WorkerLink({
      start: () =>
        utilityProcess.fork(places.worker, [], {
          serviceName: 'Quorate custody',
          stdio: 'ignore',
          // Nothing of the environment can reach in but where temporary files go, which the preflight looks at.
          env: temporaryFolder(),
          execArgv: [],
        }),
      print: (page) => this.#printing.print(page),
      progress: (news) => this.#tell(news),
      finished: (view, papers) => {
        this.#letGo();
        this.#end(view, papers);
      },
      lost: (last) => {
        this.#letGo();
        if (last !== null) this.#end({ ...last, step: 'lost' }, {});
        this.#tell({ kind: 'lost' });
      },
    });
    const printSession = () => session.fromPartition(printPartition, { cache: false });
    this.#printing = new PrintRoom(BrowserWindow, printSession, app.isPackaged);
  }

  /** Sets the rules, then opens the window. */
  async start(): Promise<void> {
    app.on('web-contents-created', (_event, contents) => {
      forbidNavigation(contents);
      // Packets of WebRTC pass no rule about requests.
      contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    });
    const own = session.fromPartition(windowPartition, { cache: false });
    ruleSession(own, this.#camera);
    // What is printed needs no camera, whatever is open on the screen.
    ruleSession(session.fromPartition(printPartition, { cache: false }), { isOpen: false });
    servePages(own, this.#places.pages, readdirSync(this.#places.pages));
    ipcMain.handle(requestChannel, (event, ...message: unknown[]) => {
      const { senderFrame, sender } = event;
      const frame =
        senderFrame === null
          ? null
          : { origin: senderFrame.origin, isMainFrame: senderFrame === sender.mainFrame };
      return passGate({ contents: sender.id, frame }, this.#expected, message, (channel, request) =>
        this.#answer(channel, request),
      );
    });
    const window = await openWindow(BrowserWindow, own, this.#places.preload, app.isPackaged);
    this.#window = window;
    keepOpen(window, {
      isNeeded: () => this.#worker.isRunning && !this.#mayEnd,
      pageIsGone: () => {
        this.#camera.isOpen = false;
      },
      askedToClose: () => this.#tell({ kind: 'close-asked' }),
    });
    window.on('closed', () => this.end());
  }

  /** Brings the window to the front: a second start of the program ends here. */
  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Ends worker and application: with a ceremony, everything ends. */
  end(): void {
    this.#mayEnd = true;
    this.#window = null;
    this.#worker.kill();
    this.#letGo();
    app.quit();
  }

  get #expected(): Expected | null {
    return this.#window === null ? null : { contents: this.#window.webContents.id, origin };
  }

  async #answer(channel: ChannelName, request: unknown): Promise<Answer<unknown>> {
    const window = this.#window;
    if (window === null) return refuse('unexpected', 'the window is gone');
    switch (channel) {
      case 'app.about':
        return done({
          version: app.getVersion(),
          platform: process.platform,
          rehearsalOnly: this.#edition.rehearsalOnly,
          isPackaged: app.isPackaged,
        } satisfies AboutView);
      case 'app.quit':
        this.end();
        return done(null);
      case 'scan.camera':
        // A page could ask at any time; people scan where keys are compared and cards are read.
        this.#camera.isOpen =
          (request as RequestOf<'scan.camera'>).isOpen &&
          (this.#worker.step === 'keys' || this.#worker.step === 'cards');
        return done(null);
      case 'files.choose': {
        const { what } = request as RequestOf<'files.choose'>;
        return done(await chooseFiles(dialog, window, what, app.getPath('home'), this.#paths));
      }
      case 'ceremony.leave':
        if (!this.#worker.isRunning) this.#ended = null;
        return done(null);
      case 'ceremony.open':
        return this.#open(request as RequestOf<'ceremony.open'>);
      case 'ceremony.importKeys':
        if (this.#edition.rehearsalOnly) return rehearsalOnly('take the sample keys');
        return this.#ask(channel, request);
      case 'ceremony.printCard': {
        const { card, how } = request as RequestOf<'ceremony.printCard'>;
        if (how === 'by-hand' && !(await askByHand(dialog, window, card))) {
          return refuse('not-confirmed', `card ${card} is not shown`, 'print it, or ask for it again');
        }
        return this.#ask(channel, request);
      }
      default:
        return this.#ask(channel, request);
    }
  }

  /** Asks the worker, or what is left of an ended ceremony. */
  async #ask(channel: ChannelName, request: unknown): Promise<Answer<unknown>> {
    if (this.#ended !== null) return this.#ended.answer(channel, request);
    const paths = this.#paths.resolve(request);
    if (paths === null) return refuse('message-handle', 'that file was not chosen here', 'choose it again');
    return this.#worker.ask(channel, request, paths);
  }

  async #open({ isRehearsal }: RequestOf<'ceremony.open'>): Promise<Answer<unknown>> {
    if (this.#edition.rehearsalOnly && !isRehearsal) return rehearsalOnly('use the desktop app on Electron');
    const { resources } = this.#places;
    const version = app.getVersion();
    const opened = this.#worker.open({ kind: 'open', isRehearsal, resources, version, host: mainHost() });
    if (!opened.ok) return opened;
    this.#ended = null;
    return this.#worker.ask('ceremony.look', {}, {});
  }

  #end(view: CeremonyView, papers: EndPapers): void {
    this.#ended = new EndedCeremony(view, papers, (page) => this.#printing.print(page));
  }

  /** What belonged to a ceremony goes with it: chosen files, the camera, pages that wait for a printer. */
  #letGo(): void {
    this.#paths.clear();
    this.#camera.isOpen = false;
    this.#printing.close();
  }

  #tell(news: News): void {
    this.#window?.webContents.send(newsChannel, news);
  }
}

function rehearsalOnly(hint: string): Answer<never> {
  return refuse('rehearsal-only', 'this program holds rehearsals on sample keys only', hint);
}

function temporaryFolder(): Record<string, string> {
  const { TMPDIR } = process.env;
  return TMPDIR === undefined ? {} : { TMPDIR };
}

function done<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

/** Where a build puts the parts, seen from the folder of the main program. */
export function placesIn(folder: string): Places {
  return {
    pages: join(folder, 'pages'),
    preload: join(folder, 'preload.cjs'),
    worker: join(folder, 'worker.mjs'),
    resources: join(folder, 'resources'),
  };
}

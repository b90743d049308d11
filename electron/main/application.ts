import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, session, utilityProcess } from 'electron';
import { type Answer, refuse } from '../contract/answer.ts';
import { newsChannel, requestChannel } from '../contract/api.ts';
import type { SpokenLanguage } from '../contract/app-channels.ts';
import type { ChannelName, RequestOf } from '../contract/channels.ts';
import type { News } from '../contract/news.ts';
import type { AboutView, CeremonyView } from '../contract/views.ts';
import type { WorkKind, WorkView } from '../contract/work.ts';
import type { EndPapers } from '../contract/worker-messages.ts';
import { origin, printPartition, windowPartition } from './constants.ts';
import type { Edition } from './edition.ts';
import { type Expected, passGate } from './gate.ts';
import { askByHand } from './modules/ask-by-hand.ts';
import { chooseFiles } from './modules/dialogs.ts';
import { EndedCeremony } from './modules/ended-ceremony.ts';
import { ChosenPaths } from './modules/files.ts';
import { keepOpen } from './modules/keep-open.ts';
import { LostWork } from './modules/lost-work.ts';
import { mainHost } from './modules/main-host.ts';
import { forbidNavigation } from './modules/navigation.ts';
import { servePages } from './modules/pages.ts';
import { PluggedDrives } from './modules/plugged-drives.ts';
import { PrintRoom } from './modules/print.ts';
import { type CameraSwitch, ruleSession } from './modules/session-rules.ts';
import { WatcherLink } from './modules/watcher-link.ts';
import { openWindow } from './modules/window.ts';
import { isCeremony } from './modules/work-in.ts';
import { WorkerLink } from './modules/worker-link.ts';

/** Where the built parts lie. */
export interface Places {
  /** Folder of the window's pages. */
  readonly pages: string;
  readonly preload: string;
  readonly worker: string;
  readonly watcher: string;
  /** Folder with the recovery kit and the fonts. */
  readonly resources: string;
}

/** The application once Electron is ready: one window, one worker at a time. It holds no key and no passphrase. */
export class Application {
  readonly #places: Places;
  readonly #edition: Edition;
  readonly #paths = new ChosenPaths();
  readonly #camera: CameraSwitch = { isOpen: false };
  readonly #drives = new PluggedDrives();
  readonly #watcher: WatcherLink;
  readonly #worker: WorkerLink;
  readonly #printing: PrintRoom;
  #window: BrowserWindow | null = null;
  /** The last ceremony, once its worker is gone. */
  #ended: EndedCeremony | LostWork | null = null;
  /** What the screens speak; they say so when they begin, and at every switch. */
  #language: SpokenLanguage = 'en';
  /** Somebody has said that the program may end, whatever goes on. */
  #mayEnd = false;

  constructor(places: Places, edition: Edition) {
    this.#places = places;
    this.#edition = edition;
    this.#worker = new WorkerLink({
      start: () => fork(places.worker, 'Quorate custody'),
      print: (page) => this.#printing.print(page),
      progress: (news) => this.#tell(news),
      finished: (view, papers) => {
        this.#letGo();
        this.#end(view, papers);
      },
      lost: (last) => {
        this.#letGo();
        if (last !== null && isCeremony(last)) this.#end({ ...last, step: 'lost' }, {});
        else if (last !== null) this.#ended = new LostWork({ ...last, step: 'lost' });
        this.#tell({ kind: 'lost' });
      },
    });
    this.#watcher = new WatcherLink({
      start: () => fork(places.watcher, 'Quorate drives'),
      told: (message) => {
        this.#drives.take(message);
        this.#tellDrives();
      },
      lost: () => {
        this.#drives.lose();
        this.#tellDrives();
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
    this.#watcher.start();
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
    this.#watcher.end();
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
      case 'app.speak':
        this.#language = (request as RequestOf<'app.speak'>).language;
        return done(null);
      case 'drives.look':
        return done(this.#drives.view);
      case 'scan.camera':
        // A page could ask at any time; people scan where keys are compared and cards are read.
        this.#camera.isOpen = (request as RequestOf<'scan.camera'>).isOpen && scans.has(this.#worker.step);
        return done(null);
      case 'files.choose': {
        const { what } = request as RequestOf<'files.choose'>;
        const asked = { what, language: this.#language, startIn: app.getPath('home') };
        return done(await chooseFiles(dialog, window, asked, this.#paths));
      }
      case 'ceremony.leave':
        if (!this.#worker.isRunning) this.#ended = null;
        return done(null);
      case 'ceremony.open':
        return this.#openCeremony(request as RequestOf<'ceremony.open'>);
      case 'work.open':
        return this.#openWork(request as RequestOf<'work.open'>);
      case 'work.leave':
        // What a ceremony has left behind must be told: it is aborted, or the program ends.
        if (this.#worker.work === 'ceremony') {
          return refuse('ceremony-running', 'a ceremony is going on', 'bring it to its end, or abort it');
        }
        this.#worker.kill();
        this.#letGo();
        this.#ended = null;
        return done(null);
      case 'ceremony.importKeys':
        if (this.#edition.rehearsalOnly) return rehearsalOnly('take the sample keys');
        return this.#ask(channel, request);
      case 'ceremony.printCard': {
        const { card, how } = request as RequestOf<'ceremony.printCard'>;
        if (how === 'by-hand' && !(await askByHand(dialog, window, card, this.#language))) {
          return refuse('not-confirmed', `card ${card} is not shown`, 'print it, or ask for it again');
        }
        return this.#ask(channel, request);
      }
      case 'ceremony.writeStick':
        return this.#writeStick(request as RequestOf<'ceremony.writeStick'>);
      default:
        return this.#ask(channel, request);
    }
  }

  /** A stick that was written is followed from then on: people take it out, and plug it in again. */
  async #writeStick(request: RequestOf<'ceremony.writeStick'>): Promise<Answer<unknown>> {
    const { stick, file } = request;
    this.#drives.unfollow(stick);
    // Looked for before: once it is written it is ejected, and is nowhere.
    const place = this.#pathsIn('ceremony.writeStick', request)?.[file];
    const drive = place === undefined ? null : this.#drives.at(place);
    const answer = await this.#ask('ceremony.writeStick', request);
    const written = answer.ok && (answer.value as CeremonyView).sticks.find(({ number }) => number === stick);
    if (drive !== null && written) {
      this.#drives.follow(stick, drive, basename(written.folder));
      this.#tellDrives();
    }
    return answer;
  }

  /** The paths behind the handles of a request: of what was chosen in a dialog, and of sticks that are plugged in. */
  #pathsIn(channel: ChannelName, request: unknown): Record<string, string> | null {
    return this.#paths.resolve(channel, request, (handle) => this.#drives.pathOf(handle));
  }

  /** Asks the worker, or what is left of an ended ceremony. */
  async #ask(channel: ChannelName, request: unknown): Promise<Answer<unknown>> {
    if (this.#ended !== null) return this.#ended.answer(channel, request);
    const paths = this.#pathsIn(channel, request);
    if (paths === null) return refuse('message-handle', 'that file was not chosen here', 'choose it again');
    return this.#worker.ask(channel, request, paths);
  }

  async #openCeremony({ isRehearsal }: RequestOf<'ceremony.open'>): Promise<Answer<unknown>> {
    if (this.#edition.rehearsalOnly && !isRehearsal) return rehearsalOnly('use the desktop app on Electron');
    return this.#open('ceremony', isRehearsal, 'ceremony.look');
  }

  /**
   * What is no ceremony works on real sticks and cards, or on those of a rehearsal: the sticks say which. An edition for
   * rehearsals takes no others.
   */
  async #openWork({ work }: RequestOf<'work.open'>): Promise<Answer<unknown>> {
    return this.#open(work, this.#edition.rehearsalOnly, work === 'care' ? 'care.look' : 'attempt.look');
  }

  async #open(work: WorkKind, isRehearsal: boolean, look: ChannelName): Promise<Answer<unknown>> {
    const { resources } = this.#places;
    const version = app.getVersion();
    const opened = this.#worker.open({
      kind: 'open',
      work,
      isRehearsal,
      resources,
      version,
      host: mainHost(),
    });
    if (!opened.ok) return opened;
    this.#ended = null;
    return this.#worker.ask(look, {}, {});
  }

  #end(view: CeremonyView, papers: EndPapers): void {
    this.#ended = new EndedCeremony(view, papers, (page) => this.#printing.print(page));
  }

  /** What belonged to a ceremony goes with it: chosen files, the camera, pages that wait for a printer. */
  #letGo(): void {
    this.#paths.clear();
    this.#camera.isOpen = false;
    this.#printing.close();
    this.#drives.unfollowAll();
    // What was done may have left something on a stick.
    this.#watcher.readAgain();
  }

  #tellDrives(): void {
    this.#tell({ kind: 'drives', drives: this.#drives.view });
  }

  #tell(news: News): void {
    this.#window?.webContents.send(newsChannel, news);
  }
}

/**
 * A page could ask for the camera at any time; people scan where keys are compared and cards are read. From a plan of a
 * recovery, which is guarded then, people go back to its keys.
 */
const scans: ReadonlySet<WorkView['step'] | null> = new Set(['keys', 'cards', 'opened', 'guarded']);

function rehearsalOnly(hint: string): Answer<never> {
  return refuse('rehearsal-only', 'this program holds rehearsals on sample keys only', hint);
}

/** Starts a process that shares nothing with this one. */
function fork(module: string, serviceName: string) {
  return utilityProcess.fork(module, [], {
    serviceName,
    stdio: 'ignore',
    // Nothing of the environment can reach in but where temporary files go, which the preflight looks at.
    env: temporaryFolder(),
    execArgv: [],
  });
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
    watcher: join(folder, 'watcher.mjs'),
    resources: join(folder, 'resources'),
  };
}

import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { type Browser, chromium } from 'playwright-core';
import { type AppParts, type AppProgram, buildApp, bundlePrograms } from '../../build/app.ts';
import type { Answer } from '../../electron/contract/answer.ts';
import type { ChannelName, RequestOf, ValueOf } from '../../electron/contract/channels.ts';
import { newFolder } from '../tools.ts';
import { pluggedFile } from './plugged-file.ts';
import { loadProgram } from './stand-in/load-program.ts';
import { ElectronStandIn } from './stand-in/stand-in.ts';
import type { WindowStandIn } from './stand-in/window.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Pages that try what they must not; the app's own are built by build/vite.renderer.ts. */
export const fixturePages: AppParts['pages'] = (folder) =>
  cpSync(join(here, 'fixture-pages'), folder, { recursive: true });

/** The system's Chromium, which reaches no network whatever a test does. */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    ...more,
  ];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

/** Builds the app into a new folder that the caller removes. */
export async function buildInto(parts: Partial<AppParts> = {}): Promise<string> {
  const folder = join(newFolder(), 'app');
  await buildApp(folder, {
    pages: fixturePages,
    ...parts,
    plugins: [...(parts.plugins ?? []), pluggedByTests],
  });
  return folder;
}

/** The watcher with another entry: what is plugged in at whoever runs the tests is none of their business. */
const pluggedByTests: NonNullable<AppParts['plugins']>[number] = {
  name: 'plugged-by-tests',
  setup({ onResolve }) {
    onResolve({ filter: /electron\/watcher\/watcher\.ts$/ }, () => ({
      path: join(here, 'stand-in/plugged-watcher.ts'),
    }));
  },
};

/** Plugs drives in, in place of those that were there before. */
export function plugIn(folder: string, drives: readonly ListedDrive[]): void {
  // Put in its place whole: the watcher looks at any moment.
  const file = join(folder, pluggedFile);
  writeFileSync(`${file}.new`, JSON.stringify(drives));
  renameSync(`${file}.new`, file);
}

/** A copy of a built app with some programs bundled anew from changed sources. */
export async function rebuiltCopy(
  built: string,
  plugins: AppParts['plugins'],
  only: readonly AppProgram[],
): Promise<string> {
  const folder = join(newFolder(), 'app');
  mkdirSync(folder);
  cpSync(built, folder, { recursive: true });
  await bundlePrograms(folder, plugins, only);
  return folder;
}

/** Removes what {@link buildInto} or {@link rebuiltCopy} made. */
export function removeBuilt(folder: string): void {
  rmSync(dirname(folder), { recursive: true, force: true });
}

/** How a start differs from an ordinary one. */
export interface StartOptions {
  /** Words of the command line. */
  readonly words?: readonly string[];
  readonly isPackaged?: boolean;
  readonly isFirst?: boolean;
}

/** The program, started for a test. */
export class RunningApp {
  readonly electron: ElectronStandIn;
  /** Where it was built. */
  readonly folder: string;

  constructor(electron: ElectronStandIn, folder: string) {
    this.electron = electron;
    this.folder = folder;
  }

  /** The ceremony window. */
  get window(): WindowStandIn {
    const [window] = this.electron.windows;
    if (window === undefined) throw new Error('the program opened no window');
    return window;
  }

  /** Asks as a page of the window does, through what the preload put there. */
  async ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<Answer<ValueOf<C>>> {
    const answer = await this.window.page.evaluate(
      ([name, sent]) =>
        (globalThis as unknown as { quorate: { ask(...args: unknown[]): unknown } }).quorate.ask(name, sent),
      [channel, request] as const,
    );
    return answer as Answer<ValueOf<C>>;
  }

  /** Asks, and fails the test when the answer is a refusal. */
  async want<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ValueOf<C>> {
    const answer = await this.ask(channel, request);
    if (!answer.ok) throw new Error(`${channel}: ${answer.code}: ${answer.message} (${answer.hint})`);
    return answer.value;
  }

  /** Chooses paths in the next dialog. @returns the handles */
  async choose(what: RequestOf<'files.choose'>['what'], paths: readonly string[]): Promise<string[]> {
    this.electron.choices.push(paths);
    return (await this.want('files.choose', { what })).map(({ handle }) => handle);
  }
}

const late = Symbol('late');
const patience = () => new Promise((resolve) => setTimeout(resolve, 3000, late).unref());

/** Starts a built app, with the stand-in for `electron`. The caller ends it. */
export async function startApp(
  browser: Browser,
  folder: string,
  options: StartOptions = {},
): Promise<RunningApp> {
  const { words = [], isPackaged = true, isFirst = true } = options;
  rmSync(join(folder, pluggedFile), { force: true });
  const electron = new ElectronStandIn(browser, { isPackaged, isFirst, version: '0.1.0', home: homedir() });
  try {
    const loading = loadProgram(electron, folder, words);
    if ((await Promise.race([loading, patience()])) === late) {
      throw new Error('the main module does not run to its end, and Electron waits for that');
    }
    await electron.becomeReady();
  } catch (error) {
    await electron.end();
    throw error;
  }
  return new RunningApp(electron, folder);
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundlePrograms } from '../../../build/app.ts';
import type { Answer } from '../../../electron/contract/answer.ts';
import type { ChannelName, RequestOf, ValueOf } from '../../../electron/contract/channels.ts';
import type { DrivesView } from '../../../electron/contract/drives-views.ts';
import type { FromWatcher } from '../../../electron/contract/watcher-messages.ts';
import type { FromWorker, ToWorker } from '../../../electron/contract/worker-messages.ts';
import { PluggedDrives } from '../../../electron/main/modules/plugged-drives.ts';
import { newFolder, repository } from '../../tools.ts';
import type { Carried } from '../guest/desktop.ts';
import type { Machine } from './machine.ts';
import { within } from './patience.ts';
import type { Program } from './program.ts';

/** Seconds of silence: scrypt and writing take their time in an emulated machine. */
const patience = 240;

/** The desktop's worker and watcher in a machine, and what its main program makes of their words out here. */
export class Desktop {
  readonly drives = new PluggedDrives();
  readonly #program: Program;
  readonly #waiting = new Map<number, (answer: Answer<unknown>) => void>();
  #next = 1;
  #told: () => void = () => undefined;
  /** Words of the worker about how far it is, the last ones at the end. */
  readonly progress: string[] = [];

  private constructor(program: Program) {
    this.#program = program;
    void this.#listen();
  }

  static async start(machine: Machine): Promise<Desktop> {
    const folder = newFolder();
    try {
      await bundlePrograms(folder, [], ['worker.mjs', 'watcher.mjs']);
      const more = {
        driver: 'test/sticks/guest/desktop.ts',
        'parent-port': 'test/desktop/stand-in/parent-port.ts',
      };
      for (const [name, entry] of Object.entries(more)) {
        const outfile = join(folder, `${name}.mjs`);
        await build({
          absWorkingDir: repository,
          entryPoints: [entry],
          outfile,
          bundle: true,
          format: 'esm',
          platform: 'node',
        });
      }
      for (const name of ['worker', 'watcher', ...Object.keys(more)])
        await machine.put(`/app/${name}.mjs`, readFileSync(join(folder, `${name}.mjs`)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    // Kit, fonts and the native module are those of the command line.
    await machine.must(['ln', '-s', '/quorate', '/app/resources']);
    return new Desktop(machine.start(['node', '/app/driver.mjs']));
  }

  /** Opens a real ceremony. */
  open(): void {
    const host = { execArgv: [], environmentNames: [], nodeOptions: '' };
    this.#send({
      kind: 'open',
      work: 'ceremony',
      isRehearsal: false,
      resources: '/app/resources',
      version: '0.1.0',
      host,
    });
  }

  /** @param paths by handle, besides those of sticks that are plugged in */
  ask<C extends ChannelName>(
    channel: C,
    request: RequestOf<C>,
    paths: Record<string, string> = {},
  ): Promise<Answer<ValueOf<C>>> {
    const id = this.#next++;
    const file = 'file' in request && typeof request.file === 'string' ? request.file : null;
    const plugged = file === null ? undefined : this.drives.pathOf(file);
    const all = file === null || plugged === undefined ? paths : { ...paths, [file]: plugged };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (answer: Answer<unknown>) => void);
      this.#send({ kind: 'ask', id, channel, request, paths: all });
    });
  }

  /** Asks, and fails the test when the answer is a refusal. */
  async want<C extends ChannelName>(
    channel: C,
    request: RequestOf<C>,
    paths?: Record<string, string>,
  ): Promise<ValueOf<C>> {
    const answer = await this.ask(channel, request, paths);
    if (!answer.ok) throw new Error(`${channel}: ${answer.code}: ${answer.message} (${answer.hint})`);
    return answer.value;
  }

  /** Waits until what is plugged in is told to be so. */
  async until(what: string, isSo: (view: DrivesView) => boolean): Promise<DrivesView> {
    for (;;) {
      const { view } = this.drives;
      if (isSo(view)) return view;
      const told = new Promise<void>((resolve) => {
        this.#told = resolve;
      });
      await within(`${what}: ${JSON.stringify(view)}`, told, 60);
    }
  }

  async end(): Promise<void> {
    this.#program.kill();
    await this.#program.ended();
  }

  #send(message: ToWorker): void {
    this.#program.say(`${JSON.stringify({ who: 'worker', message } satisfies Carried)}\n`);
  }

  async #listen(): Promise<void> {
    for (;;) {
      const line = await this.#program.line(patience).catch(() => null);
      if (line === null) return;
      const { who, message } = JSON.parse(line) as Carried;
      if (who === 'watcher') this.#hear(message as FromWatcher);
      else this.#take(message as FromWorker);
    }
  }

  #hear(message: FromWatcher): void {
    if (message.kind !== 'drives') return;
    this.drives.take(message);
    this.#told();
  }

  #take(message: FromWorker): void {
    if (message.kind === 'progress') this.progress.push(message.step);
    if (message.kind !== 'answer') return;
    this.#waiting.get(message.id)?.(message.answer);
    this.#waiting.delete(message.id);
  }
}

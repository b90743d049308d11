import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type CardFonts, cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { hashFile } from '@quorate/custody/files/hash';
import { optionNames, thisHost } from '@quorate/custody/preflight/machine';
import { type Answer, refuse } from '../contract/answer.ts';
import type { WorkerChannel } from '../contract/channels.ts';
import type { WorkKind } from '../contract/work.ts';
import type { EndPapers, FromWorker, ToWorker } from '../contract/worker-messages.ts';
import { hostFor, isOfWork } from './hosts.ts';
import type { WorkHost } from './setup.ts';

// The process that holds secrets: one ceremony, drill or recovery, then it ends. It talks to main alone.

/** What Electron gives a utility process: the way to main. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const printing = new Map<number, (failure: string | null) => void>();
const maxProgramBytes = 64 * 1024 * 1024;
let host: WorkHost<string> | null = null;
let work: WorkKind = 'ceremony';
let nextPrint = 1;
/** While an abort waits for what it stopped, the abort's answer is the one that ends this process. */
let isAborting = false;
/** Milliseconds that an abort waits for what it stopped: a key derivation ends by itself. */
const patience = 10_000;
// One request after the other: there is one next step.
let queue: Promise<void> = Promise.resolve();

port.on('message', ({ data }) => {
  if (data.kind === 'open') open(data);
  else if (data.kind === 'printed') printing.get(data.id)?.(data.failure);
  // Looking, and stopping what goes on, do not wait for it.
  else if (/\.(cancel|look)$/.test(data.channel)) void answer(data);
  else if (data.channel === 'ceremony.abort') void abort(data);
  else queue = queue.then(() => answer(data));
});

function send(message: FromWorker): void {
  port.postMessage(message);
}

function open(message: Extract<ToWorker, { kind: 'open' }>): void {
  const { isRehearsal, resources, version, host: main } = message;
  const program = fileURLToPath(import.meta.url);
  const kit = readdirSync(join(resources, 'kit')).sort();
  work = message.work;
  host = hostFor(work, {
    isRehearsal,
    version,
    program: { buildDate: null, hash: hashFile(program, maxProgramBytes), expectedHash: null },
    kit: kit.map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(resources, 'kit', path))) })),
    host: {
      ...thisHost(),
      execArgv: main.execArgv,
      environmentNames: main.environmentNames,
      nodeOptionNames: optionNames(main.nodeOptions),
    },
    fonts: fontsIn(join(resources, 'fonts')),
    print,
    progress: (step, bytes = null) => send({ kind: 'progress', step, bytes }),
  });
}

function fontsIn(folder: string): CardFonts {
  const fonts = Object.entries(cardFontFiles).map(([name, { file }]) => [
    name,
    new Uint8Array(readFileSync(join(folder, file))),
  ]);
  return Object.fromEntries(fonts) as CardFonts;
}

async function print(page: Uint8Array, isSecret: boolean): Promise<void> {
  const id = nextPrint++;
  const failure = await new Promise<string | null>((resolve) => {
    printing.set(id, resolve);
    send({ kind: 'print', id, page, isSecret });
  });
  printing.delete(id);
  if (failure !== null) {
    throw new QuorateError(
      'print-failed',
      `the page was not printed: ${failure}`,
      isSecret
        ? 'look at the printer and destroy what came out of it, then print again'
        : 'look at the printer, and print it again',
    );
  }
}

async function answer({ id, channel, request, paths }: Extract<ToWorker, { kind: 'ask' }>): Promise<void> {
  const answer = await answerTo(channel as WorkerChannel, request, paths);
  send({ kind: 'answer', id, answer, ended: isAborting ? null : endPapers() });
}

/**
 * Aborts at once, whatever goes on: the secret is wiped before anything is waited for. Answered when that has come to
 * its end, so that what it left behind is known; a page that waits for its printer is not printed any more.
 */
async function abort(data: Extract<ToWorker, { kind: 'ask' }>): Promise<void> {
  isAborting = true;
  const aborted = await answerTo('ceremony.abort', data.request, data.paths);
  if (!aborted.ok) {
    isAborting = false;
    send({ kind: 'answer', id: data.id, answer: aborted, ended: null });
    return;
  }
  for (const printed of printing.values()) printed('the ceremony was aborted');
  await Promise.race([queue, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
  send({ kind: 'answer', id: data.id, answer: await answerTo('ceremony.look', {}, {}), ended: endPapers() });
}

/** What is left of a ceremony that has ended. Its secret is wiped by then; main ends this process. */
function endPapers(): EndPapers | null {
  try {
    const papers = host?.endPapers() ?? null;
    if (papers !== null) host?.end();
    return papers;
  } catch {
    return {}; // A paper that cannot be made must not keep the process alive: the record is on the sticks.
  }
}

async function answerTo(
  channel: WorkerChannel,
  request: unknown,
  paths: Readonly<Record<string, string>>,
): Promise<Answer<unknown>> {
  if (host === null || !isOfWork(work, channel))
    return refuse('ceremony-none', 'nothing of this kind is going on');
  try {
    const pathOf = (handle: string) => {
      const path = paths[handle];
      if (path === undefined) throw new QuorateError('unexpected', 'a file was named that nobody chose');
      return path;
    };
    return { ok: true, value: await host.answer(channel, request as never, pathOf) };
  } catch (error) {
    if (error instanceof QuorateError) return refuse(error.code, error.message, error.hint ?? null);
    // What nobody foresaw may hold anything: it is not repeated.
    return refuse(
      'unexpected',
      'something went wrong that was not foreseen',
      'nothing was lost that this screen shows',
    );
  }
}

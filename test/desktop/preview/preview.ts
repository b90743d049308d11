import { accessSync, constants, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MessageBoxOptions, OpenDialogOptions } from 'electron';
import { type PreviewedApp, preview } from './previewed-app.ts';
import { SampleChoices } from './sample-choices.ts';
import { TerminalDialogs } from './terminal-dialogs.ts';

// npm run preview: the screens in the system's Chromium, for rehearsals only. Dialogs are asked for in the terminal, and
// printing makes PDF files.

const say = (...lines: string[]) => void process.stdout.write(`${lines.join('\n')}\n`);

function refuse(code: string, message: string, hint: string): never {
  process.stderr.write(`quorate: ${message} (${code})\nhint: ${hint}\n`);
  process.exit(6);
}

/** The first of Chromium's names that is a program on the path. */
function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const chromium = findChromium();
if (chromium === null) {
  refuse('preview-chromium', 'there is no Chromium on this machine', 'Debian: apt-get install chromium');
}
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
if (!values.headless && process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
  refuse(
    'preview-display',
    'there is no screen to show the preview on: neither DISPLAY nor WAYLAND_DISPLAY is set',
    'start it in a desktop session; --headless shows nothing, and is there for tests',
  );
}

const folder = mkdtempSync(join(tmpdir(), 'quorate-preview-'));
const samples = new SampleChoices(join(folder, 'sample'), join(folder, 'printed'));
let stop: () => void = () => undefined;
const stopped = new Promise<void>((resolve) => {
  stop = resolve;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
const dialogs = new TerminalDialogs(
  process.stdin,
  process.stdout,
  (options) => samples.for(options),
  () => stop(),
);
const choose = (options: OpenDialogOptions) => dialogs.choose(options);
const agree = (options: MessageBoxOptions) => dialogs.agree(options);
let app: PreviewedApp | null = null;
try {
  say('Building …');
  app = await preview({ folder, chromium, isHeadless: values.headless, choose, agree });
  say(
    'Quorate runs in Chromium, FOR REHEARSALS ONLY: what Electron protects is not protected here.',
    `Sample keys and two folders that stand for sticks are in ${join(folder, 'sample')}`,
    `What is printed goes to ${app.printed}`,
    `All of ${folder} is removed when the window is closed.`,
  );
  const shown = new Set<string>();
  const watcher = watch(app.printed, (_event, name) => {
    if (name?.endsWith('.pdf') && !shown.has(name)) say(`printed: ${join(folder, 'printed', name)}`);
    shown.add(name ?? '');
  });
  await Promise.race([app.ended, stopped]);
  watcher.close();
} finally {
  dialogs.close();
  await app?.end();
  rmSync(folder, { recursive: true, force: true });
}

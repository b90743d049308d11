import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainStart, positionAfter, readJournal } from '@quorate/crypto-core/documents/journal';
import { ClosingRecord } from '@quorate/custody/ceremony/journal';
import { beforeEach, expect } from 'vitest';
import type { CareView } from '../../electron/contract/care-views.ts';
import { type CeremonyOnStick, copyOf, onStick } from '../cli/ceremony-folder.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { repository, run } from '../tools.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// Three sticks of a ceremony, and the desktop open on the care of them.

const program = join(repository, 'cli/dist/quorate.mjs');
export const people = { operator: 'Emmy Noether', witnesses: ['Ada Lovelace'] };

export const recordsOf = (folder: string) =>
  readdirSync(join(folder, 'records')).filter((name) => /^\d/.test(name));
export const lastRecord = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'records', recordsOf(folder).at(-1) ?? ''), 'utf8')) as unknown;
/** One bit in the middle of a file. */
export const flip = (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte));
/** Gives a stick a closing record that holds together, and is not the one that was delivered. */
export function endsOtherwise(folder: string, folderHash: string): void {
  const last = readJournal(readFileSync(join(folder, 'journal.jsonl')), 'journal', chainStart).at(-1);
  if (last === undefined) throw new Error('the journal is not empty');
  const other = new ClosingRecord(() => '2026-11-20T12:31:00Z', positionAfter(last), folderHash);
  writeFileSync(join(folder, 'records/closing.jsonl'), other.close({}).bytes);
}
export const verifies = (folder: string, hash: string) =>
  run(process.execPath, [program, 'verify', folder, '--folder-hash', hash]).code;

/** What the tests of one file work on, made anew for each. */
export interface Care {
  app: RunningApp;
  root: string;
  ceremony: CeremonyOnStick;
  sticks: string[];
}

/** Opens the desktop on the care of sticks before each test. @returns filled by then */
export function careForEach(): Care {
  const started = startedForEach();
  const care = {} as Care;
  beforeEach(async () => {
    const app = started();
    const root = app.electron.printer.folder;
    const ceremony = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), root);
    const sticks = [ceremony.folder, copyOf(ceremony, root), copyOf(ceremony, root)];
    expect(await app.want('work.open', { work: 'care' })).toMatchObject({
      work: 'care',
      sticks: [],
      deed: null,
    });
    Object.assign(care, { app, root, ceremony, sticks });
  });
  return care;
}

/** The handle of a path that a person has chosen. */
export async function handle(app: RunningApp, path: string): Promise<string> {
  const [file = ''] = await app.choose('stick', [path]);
  return file;
}

export async function take(
  app: RunningApp,
  path: string,
  folderHash: string | null = null,
): Promise<CareView> {
  return app.want('care.takeStick', { file: await handle(app, path), folderHash });
}

/** A refusal of a request. */
export async function refused(answer: Promise<unknown>, code: string, message = /./): Promise<void> {
  expect(await answer).toMatchObject({ ok: false, code, message: expect.stringMatching(message) });
}

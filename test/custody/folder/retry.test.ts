import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { partialPrefix } from '@quorate/custody/files/finish';
import type { FolderContent } from '@quorate/custody/folder/content';
import { writeFolder } from '@quorate/custody/folder/write';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

// A stick that was pulled while it was written is plugged in again, and written once more.

let content: FolderContent;
beforeAll(async () => {
  content = (await sealSample({ 'app/data': Uint8Array.from(randomBytes(100_000)) })).folder;
});

let stick: string;
beforeEach(() => {
  stick = temporaryFolder();
});
const final = () => join(stick, content.name);
const partial = () => join(stick, `${partialPrefix}${content.name}`);

/** Writes again as the retry of a ceremony does. @returns the steps that were told */
async function retry(): Promise<string[]> {
  const steps: string[] = [];
  expect(
    await writeFolder(stick, content, { isRetry: true, onProgress: ({ step }) => steps.push(step) }),
  ).toBe(final());
  return steps;
}
const refusedRetry = () => refusalOf(() => writeFolder(stick, content, { isRetry: true }));

/** What stands in the files of the finished folder. */
function expectWhole(): void {
  expect(readdirSync(stick)).toEqual([content.name]);
  for (const { path, bytes } of content.files)
    expect(Buffer.compare(readFileSync(join(final(), path)), bytes), path).toBe(0);
}

describe('a folder that has its final name already', () => {
  beforeEach(async () => {
    await writeFolder(stick, content);
  });

  it('is taken as written at a retry when every byte of it is there, and flushed', async () => {
    const steps = await retry();
    expect(steps[0]).toContain('which has its final name already');
    expect(steps.at(-1)).toBe('flushing the stick');
    expect(steps.some((step) => step.startsWith('writing'))).toBe(false);
    expectWhole();
  });

  it('is final from the start: nothing stops it, and nothing says that nothing is left', async () => {
    const stopping = AbortSignal.abort();
    expect(await writeFolder(stick, content, { isRetry: true, signal: stopping })).toBe(final());
  });

  it('is refused where it is no retry: one stick would be given for two', async () => {
    const refused = await refusalOf(() => writeFolder(stick, content));
    expect(refused).toMatchObject({ code: 'folder-exists', message: `${final()} already exists` });
    expect(refused.hint).toMatch(/use another, or, if it was pulled while it was written, delete the folder/);
    expectWhole();
  });

  it.each([
    ['a bit flipped', /bundle\.quorate reads back otherwise .*: one bit is flipped, at byte 70000$/],
    ['a file cut short', /journal\.jsonl .*: it has 10 bytes, not \d+$/],
    ['a file empty, as FAT leaves it', /manifest\.json .*: it has 0 bytes, not \d+$/],
    ['a file missing', /RECOVERY\.txt is missing$/],
  ] as const)('with %s is damaged: said, with the remedy, and left as it is', async (what, message) => {
    const at = (name: string) => join(final(), name);
    const bytes = readFileSync(at('bundle.quorate'));
    bytes[70_000] = (bytes[70_000] as number) ^ 4;
    if (what === 'a bit flipped') writeFileSync(at('bundle.quorate'), bytes);
    if (what === 'a file cut short')
      writeFileSync(at('journal.jsonl'), readFileSync(at('journal.jsonl')).subarray(0, 10));
    if (what === 'a file empty, as FAT leaves it') writeFileSync(at('manifest.json'), '');
    if (what === 'a file missing') rmSync(at('RECOVERY.txt'));
    const refused = await refusedRetry();
    expect(refused.code).toBe('folder-exists');
    expect(refused.message).toMatch(/is left from a try that was cut short, and is damaged: /);
    expect(refused.message).toMatch(message);
    expect(refused.hint).toMatch(/delete this folder and write the stick again/);
    expect(existsSync(final())).toBe(true);
    rmSync(final(), { recursive: true });
    await retry();
    expectWhole();
  });

  it('that holds a closing record is a finished one, and no leftover', async () => {
    writeFileSync(join(final(), 'records/closing.jsonl'), '{}\n');
    const refused = await refusedRetry();
    expect(refused.message).toBe(`${final()} already exists, and holds records/closing.jsonl besides`);
    expect(refused.hint).toMatch(/use another/);
  });

  it('that is a link to one, or no folder, is not taken', async () => {
    const elsewhere = temporaryFolder();
    renameSync(final(), join(elsewhere, 'moved'));
    symlinkSync(join(elsewhere, 'moved'), final());
    expect((await refusedRetry()).message).toMatch(/damaged: it is not a folder$/);
  });

  it('beside an unfinished twin is refused: on FAT both may be the same, and deleting one takes both', async () => {
    cpSync(final(), partial(), { recursive: true });
    const refused = await refusedRetry();
    expect(refused).toMatchObject({
      code: 'folder-exists',
      message: `${final()} exists, and so does its unfinished twin`,
      hint: expect.stringMatching(/format the stick/),
    });
    expect(readdirSync(stick).sort()).toEqual([`${partialPrefix}${content.name}`, content.name]);
  });
});

describe('an unfinished folder', () => {
  it('of this ceremony is deleted, which is said, and written again', async () => {
    mkdirSync(join(partial(), 'recover'), { recursive: true });
    writeFileSync(join(partial(), 'bundle.quorate'), 'half');
    const steps: string[] = [];
    await writeFolder(stick, content, { onProgress: ({ step }) => steps.push(step) });
    expect(steps[0]).toBe(`deleting ${partial()}, left from a try that did not finish`);
    expectWhole();
  });

  it('that is a link is deleted, and not what it leads to', async () => {
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'mine'), 'precious');
    symlinkSync(elsewhere, partial());
    await writeFolder(stick, content);
    expectWhole();
    expect(readdirSync(elsewhere)).toEqual(['mine']);
  });

  it('of another ceremony stays where it is', async () => {
    const other = `${partialPrefix}quorate-20261120-other-0badc0de`;
    mkdirSync(join(stick, other));
    await writeFolder(stick, content);
    expect(readdirSync(stick).sort()).toEqual([other, content.name].sort());
  });
});

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FolderContent } from '@quorate/custody/folder/content';
import { type WriteProgress, writeFolder } from '@quorate/custody/folder/write';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

const large = 20 * 1024 * 1024;

describe('a folder written in turns', () => {
  let content: FolderContent;
  beforeAll(async () => {
    const key = new Uint8Array(large);
    content = (await sealSample({ 'validator/large.bin': key })).folder;
  });

  it('tells how far it is, in bytes that reached the stick', async () => {
    const stick = temporaryFolder();
    const told: WriteProgress[] = [];
    const path = await writeFolder(stick, content, { onProgress: (one) => told.push(one) });
    expect(readdirSync(stick)).toEqual([content.name]);
    expect(path).toBe(join(stick, content.name));
    const done = told.map((one) => one.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(new Set(told.map(({ all }) => all)).size).toBe(1);
    expect(told.at(-1)).toMatchObject({ isFinal: true, done: told[0]?.all });
    expect(new Set(done).size).toBeGreaterThan(large / (1024 * 1024));
  });

  it('lets others have a turn, and leaves nothing when it is stopped at any of them', async () => {
    let turns = 0;
    const counted = temporaryFolder();
    await writeFolder(counted, content, { onProgress: ({ isFinal }) => (turns += isFinal ? 0 : 1) });
    expect(turns).toBeGreaterThan(30);
    for (const stopAt of [1, 2, 5, 17, turns - 1, turns]) {
      const stick = temporaryFolder();
      mkdirSync(join(stick, 'something else'));
      const stopping = new AbortController();
      let at = 0;
      const onProgress = () => {
        at += 1;
        // Not at once: whoever stops it does so in a turn of its own.
        if (at === stopAt) setImmediate(() => stopping.abort());
      };
      const written = writeFolder(stick, content, { onProgress, signal: stopping.signal });
      expect((await refusalOf(() => written)).code).toBe('interrupted');
      expect(readdirSync(stick)).toEqual(['something else']);
    }
  });

  it('leaves nothing either when who is told of it throws', async () => {
    const stick = temporaryFolder();
    const onProgress = ({ done }: WriteProgress) => {
      if (done > 0) throw new Error('nobody listens any more');
    };
    await expect(writeFolder(stick, content, { onProgress })).rejects.toThrow('nobody listens');
    expect(readdirSync(stick)).toEqual([]);
  });

  it('is not stopped once it has its final name', async () => {
    const stick = temporaryFolder();
    const stopping = new AbortController();
    const onProgress = ({ isFinal }: WriteProgress) => {
      if (isFinal) stopping.abort();
    };
    await writeFolder(stick, content, { onProgress, signal: stopping.signal });
    expect(readdirSync(stick)).toEqual([content.name]);
  });
});

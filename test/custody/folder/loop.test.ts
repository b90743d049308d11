import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FolderContent } from '@quorate/custody/folder/content';
import { writeFolder } from '@quorate/custody/folder/write';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { requireRoot, requireTool, run, temporaryFolder } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

// A file system of a real kind on a loop device: full, and read-only at the start or from a moment on.

describe.skipIf(!requireRoot('mounting an image') || !requireTool('mke2fs'))('a loop device', () => {
  let content: FolderContent;
  beforeAll(async () => {
    content = (await sealSample({ 'app/data': Uint8Array.from(randomBytes(2_500_000)) })).folder;
  });

  function stickOf(megabytes: number): string {
    const folder = temporaryFolder();
    const [image, stick] = [join(folder, 'image'), join(folder, 'stick')];
    const descriptor = openSync(image, 'w');
    ftruncateSync(descriptor, megabytes * 1024 * 1024);
    closeSync(descriptor);
    expect(run('mke2fs', ['-q', '-t', 'ext4', '-m', '0', image]).code).toBe(0);
    mkdirSync(stick);
    expect(run('mount', ['-o', 'loop', image, stick])).toMatchObject({ code: 0 });
    onTestFinished(() => void run('umount', [stick]));
    rmSync(join(stick, 'lost+found'), { recursive: true });
    return stick;
  }
  const remount = (stick: string, how: 'ro' | 'rw') =>
    expect(run('mount', ['-o', `remount,${how}`, stick])).toMatchObject({ code: 0 });

  it('that is full: refused, nothing left; with room it is written', async () => {
    const stick = stickOf(8);
    const filler = join(stick, 'filler');
    run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M']);
    expect(run('truncate', ['-s', '-1M', filler]).code).toBe(0);
    const refused = await refusalOf(() => writeFolder(stick, content));
    expect([refused.code, refused.message]).toEqual(['medium-full', expect.stringContaining(stick)]);
    expect(refused.hint).toMatch(/larger/);
    expect(readdirSync(stick)).toEqual(['filler']);
    rmSync(filler);
    await writeFolder(stick, content);
    expect(readdirSync(stick)).toEqual([content.name]);
  });

  it('that is read-only: refused; writable again it is written', async () => {
    const stick = stickOf(16);
    remount(stick, 'ro');
    const refused = await refusalOf(() => writeFolder(stick, content));
    expect([refused.code, refused.message]).toEqual(['medium-read-only', expect.stringContaining(stick)]);
    expect(refused.hint).toMatch(
      /write protection; .* errors have turned read-only is plugged in again, and replaced/,
    );
    expect(readdirSync(stick)).toEqual([]);
    remount(stick, 'rw');
    await writeFolder(stick, content);
    expect(readdirSync(stick)).toEqual([content.name]);
  });

  it('that turns read-only meanwhile: refused, and what is left is deleted at the next try', async () => {
    const stick = stickOf(16);
    writeFileSync(join(stick, 'mine'), 'precious');
    const onProgress = ({ step }: { step: string }) => {
      if (step === 'writing manifest.json') remount(stick, 'ro');
    };
    const refused = await refusalOf(() => writeFolder(stick, content, { onProgress }));
    expect(refused.code).toBe('medium-read-only');
    expect(readdirSync(stick).some((name) => name === content.name)).toBe(false);
    expect(readdirSync(stick)).toHaveLength(2);
    remount(stick, 'rw');
    await writeFolder(stick, content);
    expect(readdirSync(stick).sort()).toEqual(['mine', content.name]);
  });
});

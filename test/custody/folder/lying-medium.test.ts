import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import { readFolder } from '@quorate/custody/folder/read';
import { deliverClosing } from '@quorate/custody/folder/records';
import { leaveRecord } from '@quorate/custody/records/leave-record';
import { compareFolders, repairStick } from '@quorate/custody/sticks/compare';
import { repairFile } from '@quorate/custody/sticks/repair';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type CeremonyOnStick, edit, onStick } from '../../cli/ceremony-folder.ts';
import { refusal } from '../../refusal.ts';
import { newFolder, requireRoot, requireTool, run } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

// A real file system on an image whose bits rot, or which goes away, at a chosen flush: what the system remembers
// of the file is as it was written, so only the medium itself tells.

const hooks = vi.hoisted(() => ({ onFlush: null as ((count: number) => void) | null, count: 0 }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const fsyncSync = (descriptor: number) => {
    fs.fsyncSync(descriptor);
    hooks.onFlush?.(++hooks.count);
  };
  return { ...fs, default: fs, fsyncSync };
});

function atFlush(number: number, deed: () => void): void {
  hooks.count = 0;
  hooks.onFlush = (count) => {
    if (count === number) deed();
  };
}
afterEach(() => {
  hooks.onFlush = null;
});

describe.skipIf(!requireRoot('mounting an image') || !requireTool('mke2fs'))('a medium', () => {
  let image: string;
  let stick: string;
  let ceremony: CeremonyOnStick;
  /** The ceremony's folder on the image. */
  let folder: string;

  const root = newFolder();
  beforeAll(async () => {
    [image, stick] = [join(root, 'image'), join(root, 'mounted')];
    ceremony = await onStick(await sealSample(), root);
    expect(run('truncate', ['-s', '16M', image]).code).toBe(0);
    expect(run('mke2fs', ['-q', '-t', 'ext4', image]).code).toBe(0);
    mkdirSync(stick);
    expect(run('mount', ['-o', 'loop', image, stick])).toMatchObject({ code: 0 });
    folder = join(stick, basename(ceremony.folder));
  });
  afterAll(() => {
    run('umount', [stick]);
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(ceremony.folder, folder, { recursive: true });
    expect(run('sync', ['-f', stick]).code).toBe(0);
  });

  /** Turns a bit of what was written, wherever it lies on the image. */
  function rot(bytes: Uint8Array): void {
    const script =
      'import sys\nb=bytes.fromhex(sys.stdin.read())\nf=open(sys.argv[1],"r+b")\nd=f.read()\nn=0\nat=d.find(b)\n' +
      'while at>=0:\n n+=1\n f.seek(at)\n f.write(bytes([b[0]^1]))\n at=d.find(b,at+1)\nprint(n)';
    const input = Buffer.from(bytes.subarray(0, 512)).toString('hex');
    const turned = run('python3', ['-c', script, image], { input });
    expect(Number(turned.stdout)).toBeGreaterThan(0);
  }
  const noise = Uint8Array.from({ length: 9000 }, (_, at) => (at * 2654435761) >>> 13);

  it('that holds another file than was written is found out before the file has its name', () => {
    const path = join(stick, 'file');
    atFlush(1, () => rot(noise));
    expect(refusal(() => writeFinishedFile(path, noise, 0o644)).code).toBe('medium-differs');
    expect(readdirSync(stick).filter((name) => /file|partial/.test(name))).toEqual([]);
  });

  it('that holds another closing record under its final name is found out', () => {
    const path = join(folder, 'records/closing.jsonl');
    const closing = readFileSync(path);
    rmSync(path);
    // Flushed under its partial name, under its final one, and its folder.
    atFlush(3, () => rot(closing));
    const refused = refusal(() => deliverClosing(folder, closing));
    expect([refused.code, refused.message]).toEqual(['medium-differs', expect.stringContaining(path)]);
  });

  it('that holds another file than the repair wrote is found out, and the damaged one stays', () => {
    edit(folder, 'RECOVERY.txt', (bytes) => Buffer.concat([bytes, Buffer.from('rot')]));
    const before = readFileSync(join(folder, 'RECOVERY.txt'));
    const right = readFileSync(join(ceremony.folder, 'RECOVERY.txt'));
    const [bad, good] = [readFolder(folder, null), readFolder(ceremony.folder, null)];
    atFlush(1, () => rot(right));
    expect(refusal(() => repairFile(bad, good, 'RECOVERY.txt')).code).toBe('medium-differs');
    expect(readFileSync(join(folder, 'RECOVERY.txt'))).toEqual(before);
  });

  /** What lies where the stick was, once it is gone. */
  function pull(): void {
    expect(run('mount', ['--bind', join(ceremony.folder, '..'), stick])).toMatchObject({ code: 0 });
    onTestFinished(() => void run('umount', [stick]));
  }

  it('that goes while a record is flushed has taken none, as people are told', () => {
    const read = readFolder(folder, null);
    const told = { type: 'handover' as const, people: ['Ada'], data: { card: 1 } };
    atFlush(1, pull);
    const refused = refusal(() => leaveRecord(read, told));
    expect([refused.code, refused.message]).toEqual([
      'medium-failed',
      expect.stringContaining(`the stick at ${stick} is gone`),
    ]);
    expect(refused.hint).toMatch(/plug it in again and verify it: the record may lie there or not/);
  });

  it('that goes after its files were repaired is not called repaired, though nothing failed', () => {
    edit(folder, 'RECOVERY.txt', (bytes) => Buffer.concat([bytes, Buffer.from('rot')]));
    const { damages, good } = compareFolders([readFolder(folder, null), readFolder(ceremony.folder, null)]);
    const [damage] = damages;
    if (damage === undefined) throw new Error('it is damaged');
    const readAgain = (path: string) => {
      pull();
      return readFolder(path, null);
    };
    const refused = refusal(() => repairStick(damage, good, ['Ada'], readAgain));
    expect([refused.code, refused.hint]).toEqual([
      'medium-failed',
      'plug it in again, and compare and repair it once more',
    ]);
  });
});

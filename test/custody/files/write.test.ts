import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithFile, compareWithMedium } from '@quorate/custody/files/write';
import { expect, it, onTestFinished } from 'vitest';
import { expectRefusal } from '../../refusal.ts';
import { requireRoot, run, temporaryFolder } from '../../tools.ts';

const megabyte = 1024 * 1024;

/** Writes some bytes and compares the file with others. */
function compare(written: Uint8Array, expected: Uint8Array): void {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, written);
  compareWithFile(path, expected);
}

it.each([0, 1, 1000, megabyte - 1, megabyte, 2 * megabyte + 5])(
  'a file of %i bytes is compared to its last byte',
  async (length) => {
    const bytes = new Uint8Array(length).map((_, at) => at * 31);
    compare(bytes, bytes);
    const longer = new Uint8Array(length + 1);
    longer.set(bytes);
    await expectRefusal(() => compare(longer, bytes), 'medium-differs', /reads back otherwise/);
    await expectRefusal(() => compare(bytes, longer), 'medium-differs', /reads back otherwise/);
    for (const at of [0, length >> 1, length - 1].filter((place) => place >= 0 && place < length)) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 0x80;
      await expectRefusal(() => compare(changed, bytes), 'medium-differs', /reads back otherwise/);
    }
  },
);

it.skipIf(!requireRoot('mounting an image'))(
  'what the medium holds is compared, and not what the system remembers of it',
  async () => {
    const root = temporaryFolder();
    const [image, mounted] = [join(root, 'image'), join(root, 'mounted')];
    writeFileSync(image, new Uint8Array(16 * megabyte));
    expect(run('mke2fs', ['-q', '-t', 'ext4', image]).code).toBe(0);
    mkdirSync(mounted);
    expect(run('mount', ['-o', 'loop', image, mounted])).toMatchObject({ code: 0 });
    onTestFinished(() => void run('umount', [mounted]));
    const bytes = new Uint8Array(3 * megabyte + 77).map((_, at) => (at * 2654435761) >>> 13);
    const path = join(mounted, 'file');
    const descriptor = openSync(path, 'w');
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    expect(compareWithMedium(path, bytes)).toBe(true);

    // A bit rots below the file system, which does not know of it.
    const rotten = 2 * megabyte + 4096;
    const at = readFileSync(image).indexOf(bytes.subarray(rotten, rotten + 64));
    expect(at).toBeGreaterThan(0);
    const medium = openSync(image, 'r+');
    writeSync(medium, Uint8Array.of((bytes[rotten] as number) ^ 1), 0, 1, at);
    fsyncSync(medium);
    closeSync(medium);
    compareWithFile(path, bytes);
    await expectRefusal(() => compareWithMedium(path, bytes), 'medium-differs', /reads back otherwise/);
  },
);

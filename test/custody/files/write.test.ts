import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithFile } from '@quorate/custody/files/write';
import { it } from 'vitest';
import { expectRefusal } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';

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

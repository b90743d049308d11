import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '@quorate/custody/sticks/prepare/disk';
import { wipeMarks } from '@quorate/custody/sticks/prepare/partition';
import { expect, it } from 'vitest';
import { refusalOf } from '../../../refusal.ts';
import { temporaryFolder } from '../../../tools.ts';

it('a name in /dev that leads to something else than the part of the stick is not wiped', async () => {
  const image = join(temporaryFolder(), 'sdb1');
  writeFileSync(image, 'another thing');
  const disk = { path: image, parts: [{ path: image, majorMinor: '8:17', size: 13 }] } as unknown as Disk;
  const refused = await refusalOf(() => wipeMarks(disk));
  expect([refused.code, refused.message]).toEqual(['stick-unfit', expect.stringContaining(image)]);
  expect(readFileSync(image, 'utf8')).toBe('another thing');
});

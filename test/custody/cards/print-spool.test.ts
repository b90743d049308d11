import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtSpool } from '@quorate/custody/cards/print-spool';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../tools.ts';

it('the spool holds documents of jobs, and nothing else counts as one', () => {
  const folder = temporaryFolder();
  expect(lookAtSpool(folder)).toEqual({ state: 'empty', folder, files: 0 });
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'c00001'), 'control file');
  expect(lookAtSpool(folder).state).toBe('empty');
  for (const name of ['d00001-001', 'd00001-002', 'd12345-001']) writeFileSync(join(folder, name), 'page');
  expect(lookAtSpool(folder)).toEqual({ state: 'holds', folder, files: 3 });
});

it('a spool that is not there, and one that may not be read, are told apart', () => {
  const folder = temporaryFolder();
  expect(lookAtSpool(join(folder, 'none')).state).toBe('none');
  // A file where the spool would be: the one thing that even root cannot list.
  writeFileSync(join(folder, 'file'), '');
  expect(lookAtSpool(join(folder, 'file')).state).toBe('unreadable');
});

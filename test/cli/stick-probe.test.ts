import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

it('a stick is probed: what was tried, how fast, and nothing stays on it', () => {
  const stick = temporaryFolder();
  const probed = quorate(['stick', 'probe', stick]);
  expect(probed.code).toBe(0);
  expect(probed.stdout).toMatch(/^stick {9}.* GB, .* free$/m);
  expect(probed.stdout).toMatch(/^probed {8}0\.0\d\d GB, /m);
  expect(probed.stdout).toMatch(/^speed {9}[\d.]+ MB\/s written, [\d.]+ MB\/s read$/m);
  expect(probed.stdout).toMatch(/found for certain only by all that is free: --full/);
  expect(readdirSync(stick)).toEqual([]);
});

it('a folder of this machine is not filled up', () => {
  const folder = join(temporaryFolder(), 'folder');
  mkdirSync(folder);
  const refused = quorate(['stick', 'probe', folder, '--full', '--json']);
  expect([refused.code, errorOf(refused).code]).toEqual([5, 'stick-unfit']);
  expect(errorOf(refused).message).toContain(folder);
  expect(readdirSync(folder)).toEqual([]);
});

it('what is not there cannot be probed', () => {
  expect(errorOf(quorate(['stick', 'probe', '/nowhere', '--json'])).code).toBe('file-not-found');
  expect(quorate(['stick', 'probe']).code).toBe(2);
});

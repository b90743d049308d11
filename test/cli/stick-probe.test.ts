import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { QuorateError } from '@quorate/crypto-core/errors';
import { expect, it } from 'vitest';
import { refuseOwnDisk } from '../../cli/stick/probe.ts';
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

it.each([
  ['a stick', { isSystem: false, isFolder: false, free: 1e6 }, [false, false]],
  ['a folder with room', { isSystem: false, isFolder: true, free: 1e9 }, [false, true]],
  ['a folder on a disk that is nearly full', { isSystem: false, isFolder: true, free: 1e8 }, [true, true]],
  ['a disk of the system', { isSystem: true, isFolder: false, free: 1e12 }, [true, true]],
])('%s is filled up, by samples or by all that is free, only where it is a stick', (_, drive, refused) => {
  const isRefused = (isFull: boolean) => {
    try {
      refuseOwnDisk('/place', drive, isFull);
      return false;
    } catch (error) {
      return (error as QuorateError).code === 'stick-unfit';
    }
  };
  expect([false, true].map(isRefused)).toEqual(refused);
});

it('what is not there cannot be probed', () => {
  expect(errorOf(quorate(['stick', 'probe', '/nowhere', '--json'])).code).toBe('file-not-found');
  expect(quorate(['stick', 'probe']).code).toBe(2);
});

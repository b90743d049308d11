import type { Drive } from '@quorate/custody/drives/drive';
import { findAgain } from '@quorate/custody/sticks/find-again';
import { expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
import { sampleDrive } from '../drives/sample-drive.ts';

const name = 'quorate-20261120-keys-0badc0de';
const written: Drive = { ...sampleDrive, mountPoint: '/nowhere/stick' };
const back: Drive = { ...written, connection: '14', mountPoint: '/nowhere/else', ceremonyFolders: [name] };
const folder = `/nowhere/stick/${name}`;

it.each<[string, Drive[], string]>([
  ['where the system has mounted it now', [back], `/nowhere/else/${name}`],
  ['nowhere, without the folder', [{ ...back, ceremonyFolders: [] }], folder],
  ['nowhere, on another stick', [{ ...back, serial: '0002' }], folder],
  [
    'at one of two places of one stick',
    [back, { ...back, device: '/dev/sdb2', mountPoint: '/nowhere/2' }],
    `/nowhere/else/${name}`,
  ],
])('a stick is found again: %s', (_, drives, expected) => {
  expect(findAgain(folder, written, () => drives)).toBe(expected);
});

it('of two sticks that say the same of themselves none is taken for the one that was written', () => {
  const clone = { ...back, device: '/dev/sdc1', physicalDevice: 'sdc', connection: '15' };
  const { code, message, hint } = refusal(() => findAgain(folder, written, () => [back, clone]));
  expect([code, message]).toEqual(['stick-unfit', expect.stringContaining('/dev/sdc1')]);
  expect(hint).toMatch(/^take out/);
});

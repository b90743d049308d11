import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fusesFor, setFuses } from '../../build/package/fuses.ts';
import { temporaryFolder } from '../tools.ts';
import { binaryWithFuses, fuseMark } from './electron-folder.ts';

/** A stand-in for Electron's binary: a number of fuses, all with one state. */
function standIn(fuses: number, state: string): string {
  const binary = join(temporaryFolder(), 'quorate');
  writeFileSync(binary, binaryWithFuses(fuses, state));
  return binary;
}

const wireOf = (binary: string) => {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(fuseMark) + fuseMark.length + 2;
  return bytes.subarray(at, at + 9).toString('latin1');
};

describe('fuses of the packaged application', () => {
  it('are set in the binary, each as decided, whatever they were', async () => {
    for (const state of ['0', '1']) {
      const binary = standIn(9, state);
      await setFuses(binary, 'linux');
      expect(wireOf(binary)).toBe('010001001');
      await setFuses(binary, 'darwin');
      expect(wireOf(binary)).toBe('010011001');
    }
  });

  it('a binary that knows a fuse nobody decided about is refused', async () => {
    await expect(setFuses(standIn(10, '0'), 'linux')).rejects.toThrow();
  });

  it('every fuse that the library knows is decided', () => {
    const known = Object.values(FuseV1Options).filter((option) => typeof option === 'number');
    for (const platform of ['linux', 'darwin', 'win32']) {
      const fuses = fusesFor(platform);
      for (const option of known) expect(fuses[option]).toBeTypeOf('boolean');
      expect(fuses.strictlyRequireAllFuses).toBe(true);
    }
  });
});

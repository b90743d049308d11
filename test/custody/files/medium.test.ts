import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { deviceBelow } from '@quorate/custody/files/medium';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tools.ts';

/** A sysfs in which the device of a folder is there. */
function sysOf(folder: string): { readonly sys: string; readonly device: string } {
  const { dev } = statSync(folder, { bigint: true });
  const sys = temporaryFolder();
  const device = join(sys, 'dev/block', `${(dev >> 8n) & 0xfffn}:${(dev & 0xffn) | ((dev >> 12n) & ~0xffn)}`);
  mkdirSync(device, { recursive: true });
  return { sys, device };
}

describe.skipIf(process.platform !== 'linux')('the device below a folder', () => {
  it('is there until it is gone', () => {
    const folder = temporaryFolder();
    const { sys, device } = sysOf(folder);
    const isThere = deviceBelow(folder, sys);
    expect(isThere()).toBe(true);
    rmSync(device, { recursive: true });
    expect(isThere()).toBe(false);
  });

  it('is gone with what it is mapped to, though the mapper stays', () => {
    const folder = temporaryFolder();
    const { sys, device } = sysOf(folder);
    const stick = join(sys, 'sda1');
    for (const made of [join(device, 'dm'), join(device, 'slaves'), stick]) mkdirSync(made);
    symlinkSync(stick, join(device, 'slaves/sda1'));
    const isThere = deviceBelow(folder, sys);
    expect(isThere()).toBe(true);
    rmSync(stick, { recursive: true });
    expect(isThere()).toBe(false);
    rmSync(join(device, 'slaves'), { recursive: true });
    expect(isThere()).toBe(false);
  });

  it('is taken to be there where nobody can tell', () => {
    expect(deviceBelow('/proc')()).toBe(true);
    expect(deviceBelow(temporaryFolder(), temporaryFolder())()).toBe(true);
  });
});

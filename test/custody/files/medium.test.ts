import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { deviceBelow, unlessPulled } from '@quorate/custody/files/medium';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';
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

  it('is asked for after what was done, whatever came of it', () => {
    const stick = temporaryFolder();
    const folder = join(stick, 'quorate-20261120-0badcafe');
    const { sys, device } = sysOf(stick);
    const pull = () => rmSync(device, { recursive: true });
    const failing = (_?: unknown) => {
      throw new Error('as it is');
    };
    expect(unlessPulled(folder, () => 'done', undefined, sys)).toBe('done');
    expect(() => unlessPulled(folder, failing, undefined, sys)).toThrow('as it is');
    // The file system says yes to all, as ext4 does.
    const pulled = refusal(() => unlessPulled(folder, pull, 'look at it', sys));
    expect([pulled.code, pulled.message, pulled.hint]).toEqual([
      'medium-failed',
      expect.stringContaining(`the stick at ${stick} is gone`),
      'look at it',
    ]);
    mkdirSync(device, { recursive: true });
    const failed = refusal(() => unlessPulled(folder, () => failing(pull()), undefined, sys));
    expect([failed.code, failed.hint]).toEqual([
      'medium-failed',
      expect.stringMatching(/the stick written once more$/),
    ]);
    expect(refusal(() => unlessPulled(join(stick, 'gone/folder'), () => 'done')).code).toBe('medium-failed');
  });

  it('is taken to be there where nobody can tell', () => {
    expect(deviceBelow('/proc')()).toBe(true);
    expect(deviceBelow(temporaryFolder(), temporaryFolder())()).toBe(true);
  });
});

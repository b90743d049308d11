import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, requirePrograms, runProgram } from '@quorate/custody/sticks/prepare/programs';
import { readSignatures } from '@quorate/custody/sticks/prepare/remains';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusal, refusalOf } from '../../../refusal.ts';
import { requireTool, temporaryFolder } from '../../../tools.ts';

const hasWipefs = process.platform === 'linux' && isInstalled('wipefs');

describe.skipIf(!hasWipefs)('a program of the system', () => {
  it('answers, without the environment of this one', async () => {
    expect(await runProgram('wipefs', ['--version'])).toMatch(/util-linux/);
  });

  it('that fails is told with what it said', async () => {
    const error = await refusalOf(() => runProgram('wipefs', ['--', '/no-such-device']));
    expect([error.code, error.message]).toEqual([
      'program-failed',
      expect.stringMatching(/^wipefs failed \(1\): .*no-such-device/),
    ]);
  });

  it('that takes too long is ended', async () => {
    const image = join(temporaryFolder(), 'image');
    writeFileSync(image, new Uint8Array(4_000_000));
    const holder = spawn('flock', [image, 'sh', '-c', 'echo held; exec sleep 60']);
    onTestFinished(() => void holder.kill());
    await once(holder.stdout, 'data');
    const waiting = ['--lock=yes', '--no-act', '--all', '--', image];
    const error = await refusalOf(() => runProgram('wipefs', waiting, { seconds: 0.2 }));
    expect(error.message).toMatch(/wipefs took longer than 0.2 seconds/);
  });

  it('may end before it has read what it is given', async () => {
    const input = new Uint8Array(1_000_000);
    expect(await runProgram('wipefs', ['--version'], { input })).toMatch(/util-linux/);
  });

  it.skipIf(!requireTool('mke2fs'))('wipefs tells what is on a medium', async () => {
    const image = join(temporaryFolder(), 'image');
    writeFileSync(image, new Uint8Array(4_000_000));
    const ask = () => runProgram('wipefs', ['--json', '--output', 'DEVICE,TYPE,LABEL', '--', image]);
    expect(readSignatures(await ask(), image)).toEqual([]);
    execFileSync('mke2fs', ['-q', '-t', 'ext4', '-L', 'a "b"\u001b[2J', image]);
    expect(readSignatures(await ask(), image)).toMatchObject([{ device: image, type: 'ext4' }]);
    expect(readSignatures(await ask(), image)[0]?.label).toContain('a "b"');
  });
});

describe('what wipefs says', () => {
  it('is read with and without a label', () => {
    const output =
      '{"signatures":[{"device":"sdb1","type":"ext4","label":"A"},{"device":"sdb1","type":"gpt","label":null},{"device":"x","type":"dos"}]}';
    expect(readSignatures(output, '/dev/sdb1')).toEqual([
      { device: '/dev/sdb1', type: 'ext4', label: 'A' },
      { device: '/dev/sdb1', type: 'gpt', label: null },
      { device: '/dev/sdb1', type: 'dos', label: null },
    ]);
    expect(readSignatures('\n', '/dev/sdb1')).toEqual([]);
  });

  it.each([
    '[]',
    '{',
    '{"signatures":[{"type":1}]}',
    'null',
    `{"signatures":[{"device":"a","type":"b","label":"${'x'.repeat(2000)}"}]}`,
  ])('is refused when it is something else: %.40s', (output) => {
    expect(refusal(() => readSignatures(output, '/dev/sdb')).code).toBe('program-failed');
  });
});

describe('programs that are missing', () => {
  it.skipIf(isInstalled('udisksctl'))('are named with the package that brings them', () => {
    const error = refusal(() => requirePrograms(['wipefs', 'udisksctl']));
    expect([error.code, error.message, error.hint]).toEqual([
      'program-missing',
      '/usr/bin/udisksctl is not installed',
      expect.stringMatching(/apt install udisks2$/),
    ]);
  });
});

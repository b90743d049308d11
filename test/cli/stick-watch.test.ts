import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { expect, it } from 'vitest';
import { listLines } from '../../cli/stick/drive-lines.ts';
import { repository } from '../tools.ts';
import { quorateOnTerminal } from './program.ts';

it('watching goes on until Ctrl-C, which is its end and not a failure', () => {
  const { code, stdout } = quorateOnTerminal(
    ['stick', 'list', '--watch'],
    [['until Ctrl-C', { signal: 'SIGINT' }]],
  );
  expect(stdout).toContain('watching what is plugged in');
  expect(code).toBe(0);
});

it('with --json each line is an object, the last too', async () => {
  const program = spawn(process.execPath, ['cli/dist/quorate.mjs', 'stick', 'list', '--watch', '--json'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: unknown[] = [];
  for await (const line of createInterface({ input: program.stdout })) {
    lines.push(JSON.parse(line));
    if (lines.length === 1) program.kill('SIGINT');
  }
  expect(lines[0]).toMatchObject({ what: 'watching', drives: expect.any(Array) });
  expect(lines.at(-1)).toEqual({ ok: true, endedBy: 'SIGINT' });
});

it('a list says how each drive is encrypted, and where finding was never tried', () => {
  const drive: ListedDrive = {
    device: 'disk5s1',
    physicalDevice: 'disk4',
    vendor: 'Kingston',
    model: 'DataTraveler 3.0',
    serial: null,
    connection: null,
    size: 31e9,
    free: 30e9,
    fileSystem: 'apfs',
    mountPoint: '/Volumes/KEYS',
    isSystem: false,
    isRemovable: true,
    isReadOnly: false,
    isWritable: true,
    encryption: 'apfs',
    isFolder: false,
    isLocked: false,
    ceremonyFolders: ['quorate-x'],
  };
  expect(listLines([drive])).toEqual([
    'disk5s1                 Kingston DataTraveler 3.0',
    '                        31.0 GB, apfs, encrypted (apfs); mounted at /Volumes/KEYS, 30.0 GB free',
    '                        holds quorate-x',
  ]);
  const words = (one: Partial<ListedDrive>) => listLines([{ ...drive, ...one }]).join('\n');
  expect(words({ encryption: 'none' })).toContain('NOT encrypted');
  expect(words({ encryption: null })).toContain('nobody can tell whether it is encrypted');
  expect(words({ encryption: 'other' })).toContain('apfs, encrypted;');
  expect(words({ isLocked: true })).toContain('locked: unlock it first');
  expect(words({ notYetTried: true })).toContain('not yet tried on this system');
});

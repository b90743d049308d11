import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { repository, requireRoot, requireTool, run as start, temporaryFolder } from '../tools.ts';
import { onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

const people = ['--operator', 'Ada Lovelace', '--witness', 'Grace Hopper'];

/** Copies until something with this name appears on the stick, gives a signal, and tells how it ended. */
async function stopped(folder: string, stick: string, name: string, signal: NodeJS.Signals) {
  const script = join(repository, 'cli/dist/quorate.mjs');
  const child = spawn(process.execPath, [
    script,
    'stick',
    'copy',
    folder,
    '--to',
    stick,
    '--json',
    ...people,
  ]);
  const seen = watch(stick, (_, entry) => {
    if (entry?.startsWith(name)) child.kill(signal);
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    stdout += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const ended = await new Promise<{ code: number | null; by: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, by) => resolve({ code, by }));
  });
  seen.close();
  return { ...ended, stdout, stderr };
}

async function largeCeremony(root: string) {
  const content = { 'app/data': new Uint8Array(48 * 1024 * 1024) };
  return onStick(await sealSample(content, { purpose: 'rehearsal' }), root);
}

it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  'a copy that %s stops leaves nothing on the stick, and no record; it is made at the next try',
  async (signal) => {
    const root = temporaryFolder();
    const stick = join(root, 'new');
    mkdirSync(stick);
    const { folder } = await largeCeremony(root);
    const records = readdirSync(join(folder, 'records'));
    const ended = await stopped(folder, stick, '.quorate-partial-', signal);
    expect([ended.by, ended.code]).toEqual([null, 1]);
    expect(errorOf(ended)).toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining(`writing to ${stick} was stopped; nothing of it is left there`),
      hint: 'write this stick again, or take another',
    });
    expect(readdirSync(stick)).toEqual([]);
    expect(readdirSync(join(folder, 'records'))).toEqual(records);
    expect(quorate(['stick', 'copy', folder, '--to', stick, ...people]).code).toBe(0);
  },
);

it.skipIf(!requireRoot('mounting an image') || !requireTool('mke2fs'))(
  'a copy that is stopped while the stick is probed leaves nothing of the probe',
  async () => {
    const root = temporaryFolder();
    const [image, stick] = [join(root, 'image'), join(root, 'stick')];
    writeFileSync(image, '');
    expect(start('truncate', ['-s', '128M', image]).code).toBe(0);
    expect(start('mke2fs', ['-q', '-t', 'ext4', image]).code).toBe(0);
    mkdirSync(stick);
    expect(start('mount', ['-o', 'loop', image, stick])).toMatchObject({ code: 0 });
    onTestFinished(() => void start('umount', [stick]));
    const { folder } = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), root);
    const ended = await stopped(folder, stick, '.quorate-probe-', 'SIGINT');
    expect([ended.by, ended.code]).toEqual([null, 1]);
    expect(errorOf(ended)).toMatchObject({
      code: 'interrupted',
      message: `the probe of ${stick} was stopped`,
    });
    expect(readdirSync(stick)).toEqual(['lost+found']);
  },
);

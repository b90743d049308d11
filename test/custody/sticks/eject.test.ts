import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemMount } from '@quorate/custody/drives/system-place';
import { ejectStick, flush, refuseNoStick } from '@quorate/custody/sticks/eject';
import { namesOfUsers, usersOf } from '@quorate/custody/sticks/eject-users';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusal, refusalOf } from '../../refusal.ts';
import { requireRoot, requireTool, run, temporaryFolder } from '../../tools.ts';

// Unmounting, locking and switching off need a stick: test/sticks/prepare.lab.ts.

const onLinux = process.platform === 'linux';

describe.skipIf(!onLinux)('ejecting', () => {
  it.each(['/', '/proc', '/dev/shm', '/dev/null'])('%s is refused: it is no stick', async (path) => {
    const error = await refusalOf(() => ejectStick(path));
    expect([error.code, error.message]).toEqual(['stick-unfit', expect.stringContaining(path)]);
  });

  it('what is not there is refused', async () => {
    expect((await refusalOf(() => ejectStick('/media/no-such-stick'))).code).toBe('file-not-found');
  });
});

describe('the mounts of a running system', () => {
  it.each<[string, string, boolean]>([
    ['/run/archiso/bootmnt', 'iso9660', true],
    ['/anywhere/at/all', 'squashfs', true],
    ['/media/ada/keys', 'btrfs', false],
    ['/live-stick', 'ext4', false],
  ])('%s, %s: %s', (target, fileSystem, isSystem) => {
    expect(isSystemMount({ target, fileSystem })).toBe(isSystem);
  });
});

describe('what is put away', () => {
  const stick = { disks: ['sdb'], isRemovable: true };

  it('is a stick, mounted or not', () => {
    for (const targets of [[], ['/media/ada/keys'], ['/mnt', '/media/b']])
      expect(() => refuseNoStick('/dev/sdb', stick, targets)).not.toThrow();
  });

  it.each<[string, Parameters<typeof refuseNoStick>[1], string[]]>([
    ['a disk that stays in the computer', { ...stick, isRemovable: false }, ['/mnt/data']],
    ['a stick that the system runs from', stick, ['/run/live/medium']],
    ['a volume over two disks', { ...stick, disks: ['sdb', 'sdc'] }, ['/mnt']],
    ['what is on no device', null, []],
  ])('is not %s', (_, device, targets) => {
    expect(refusal(() => refuseNoStick('/mnt', device, targets)).code).toBe('stick-unfit');
  });
});

describe.skipIf(!onLinux || !requireRoot('mounting an image') || !requireTool('mkfs.ext4'))(
  'what is still in use, whatever the list of mounts says',
  () => {
    it('is not switched off: the kernel is asked', () => {
      const [image, folder] = [join(temporaryFolder(), 'image'), temporaryFolder()];
      writeFileSync(image, new Uint8Array(4 * 1024 * 1024));
      run('mkfs.ext4', ['-q', '-F', image]);
      const device = run('losetup', ['--find', '--show', image]).stdout.trim();
      onTestFinished(() => void run('losetup', ['--detach', device]));
      expect(() => flush(device, true)).not.toThrow();
      expect(run('mount', [device, folder]).code).toBe(0);
      try {
        const { code, message, hint } = refusal(() => flush(device, true));
        expect([code, message]).toEqual(['stick-busy', expect.stringContaining(device)]);
        expect(hint).toMatch(/^end what uses it/);
        expect(() => flush(device, false)).not.toThrow();
      } finally {
        run('umount', [folder]);
      }
    });
  },
);

describe.skipIf(!onLinux)('who keeps a stick from being unmounted', () => {
  it('is named: a shell that stands in it', async () => {
    const folder = temporaryFolder();
    const child = spawn('sleep', ['60'], { cwd: folder });
    onTestFinished(() => void child.kill());
    await once(child, 'spawn');
    expect(namesOfUsers(usersOf(folder))).toEqual([`sleep (${child.pid}) stands in it`]);
    expect(usersOf(`${folder}-other`)).toEqual([]);
  });

  it('is named: a program with a file open; one process once, a few at most', () => {
    const proc = temporaryFolder();
    for (let process = 1; process <= 7; process++) {
      const folder = join(proc, `${process}`);
      mkdirSync(join(folder, 'fd'), { recursive: true });
      writeFileSync(join(folder, 'comm'), 'evince\n');
      symlinkSync('/home', join(folder, 'cwd'));
      symlinkSync('/media/keys/RECOVERY.txt', join(folder, 'fd/7'));
      symlinkSync('/media/keys/RECOVERY.txt', join(folder, 'fd/8'));
    }
    mkdirSync(join(proc, '99/fd'), { recursive: true });
    symlinkSync('/media/keys-2', join(proc, '99/cwd'));
    const users = usersOf('/media/keys', proc);
    expect(users).toHaveLength(7);
    expect(users[0]).toMatchObject({ name: 'evince', does: 'open' });
    expect(namesOfUsers(users)).toHaveLength(5);
    expect(namesOfUsers(users)[0]).toMatch(/^evince \(\d\) has a file open$/);
  });
});

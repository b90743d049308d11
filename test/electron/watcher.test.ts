import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { parseLsblk } from '@quorate/custody/drives/lsblk';
import type { UtilityProcess } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { FollowedView } from '../../electron/contract/drives-views.ts';
import { WatcherLink } from '../../electron/main/modules/watcher-link.ts';
import { repository } from '../tools.ts';
import { locked, open, plain, plugged, watcher } from './plugged.ts';

// What is plugged in, from the watcher to what main makes of it.

const recorded = (name: string): ListedDrive[] =>
  parseLsblk(readFileSync(join(repository, `test/custody/drives/recorded/${name}.json`), 'utf8'))
    .filter(({ isRemovable, isSystem }) => isRemovable && !isSystem)
    .map((volume, index) => ({
      ...volume,
      connection: String(index + 1),
      isWritable: true,
      ceremonyFolders: [],
    }));

describe('what the watcher tells', () => {
  it.each(['luks-on-partition', 'luks-on-disk', 'lvm-in-luks', 'identical-sticks', 'card-reader', 'nvme'])(
    'of the recorded layout %s: what each stick is, and which belong together',
    (name) => {
      const layout = recorded(name);
      const { plug, last } = plugged();
      const { drives } = plug(...layout);
      expect(drives.map(({ device }) => device)).toEqual(layout.map(({ device }) => device));
      for (const [index, drive] of layout.entries()) {
        expect(drives[index]).toMatchObject({
          place: drive.mountPoint,
          isLocked: drive.isLocked,
          isEncrypted: drive.encryption === null ? null : drive.encryption !== 'none',
          handle: drive.mountPoint === null ? null : expect.stringMatching(/^handle:[0-9a-f]{32}$/),
          disk: `/dev/${drive.physicalDevice}`,
        });
      }
      // A drive of the system's own never comes as far as this.
      expect(JSON.stringify(last())).not.toContain('nvme0n1');
    },
  );

  it('says of each whether finding it was ever tried on this system', () => {
    const { drives } = plugged().plug(open, { ...plain, device: 'disk4s2', notYetTried: true });
    expect(drives.map(({ notYetTried }) => notYetTried)).toEqual([false, true]);
  });

  it('says that a stick is coming from its plug until it is a drive', () => {
    const { tell, last } = watcher();
    const usb = { vendor: 'Kingston', model: 'DataTraveler', serial: '0001', id: '0951:1666' };
    tell([], [], true);
    expect(last().isComing).toBe(false);
    tell([], [{ what: 'plugged', usb }], true);
    expect(last().isComing).toBe(true);
    tell([plain], [{ what: 'appeared', drive: plain }], true);
    expect(last().isComing).toBe(false);
  });

  it('gives up a USB device that becomes no drive', () => {
    vi.useFakeTimers();
    try {
      const { tell, last } = watcher();
      const usb = { vendor: null, model: null, serial: null, id: '0951:1666' };
      tell([], [{ what: 'plugged', usb }], true);
      vi.advanceTimersByTime(19_000);
      expect(last()).toEqual({ kind: 'drives', isComing: true, drives: [] });
      vi.advanceTimersByTime(2000);
      expect(last()).toEqual({ kind: 'drives', isComing: false, drives: [] });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a handle', () => {
  it('is for a mounted stick and for this plug alone', () => {
    const { drives, plug } = plugged();
    expect(plug(locked).drives[0]).toMatchObject({ handle: null, isLocked: true });
    const handle = plug(open).drives[0]?.handle ?? '';
    expect(drives.pathOf(handle)).toBe('/media/stick');
    expect(plug(open, { ...plain, physicalDevice: 'sdc', connection: '13' }).drives[0]?.handle).toBe(handle);
    plug();
    expect(drives.pathOf(handle)).toBeUndefined();
    const again = plug({ ...open, connection: '14' }).drives[0]?.handle;
    expect(again).not.toBe(handle);
    expect(drives.pathOf(handle)).toBeUndefined();
  });

  it('ends when another stick is in its place, and when the place is another', () => {
    const { drives, plug } = plugged();
    const first = plug(open).drives[0]?.handle ?? '';
    const other = plug({ ...open, serial: '0002', connection: '15' }).drives[0]?.handle ?? '';
    expect([drives.pathOf(first), drives.pathOf(other)]).toEqual([undefined, '/media/stick']);
    plug({ ...open, serial: '0002', connection: '15', mountPoint: '/mnt' });
    expect(drives.pathOf(other)).toBeUndefined();
  });

  it('ends when nobody tells any more', () => {
    const { drives, plug } = plugged();
    const handle = plug(open).drives[0]?.handle ?? '';
    drives.lose();
    expect([drives.pathOf(handle), drives.view.isWatched]).toEqual([undefined, false]);
  });
});

describe('a stick that was written', () => {
  const states = (view: { followed: readonly FollowedView[] }) => view.followed.map(({ state }) => state);
  function written(drive: ListedDrive, ...others: ListedDrive[]) {
    const made = plugged();
    made.plug(drive, ...others);
    const stick = made.drives.at(drive.mountPoint ?? '');
    if (stick === null) throw new Error('it is mounted');
    made.drives.follow(1, stick, 'quorate-x');
    return made;
  }

  it('is in, locked by the eject, out, back and locked, back', () => {
    const { drives, plug } = written(open);
    expect(states(drives.view)).toEqual(['in']);
    expect(states(plug(locked))).toEqual(['in']);
    expect(states(plug())).toEqual(['out']);
    expect(states(plug({ ...locked, connection: '13' }))).toEqual(['closed']);
    const back = plug({ ...open, connection: '13', mountPoint: '/media/stick1' });
    expect(back.followed).toEqual([{ stick: 1, drive: back.drives[0]?.id, state: 'back' }]);
  });

  it('that was switched off by the eject is out, and so is one that nobody counts', () => {
    const { drives, plug } = written({ ...open, connection: null });
    expect(states(drives.view)).toEqual(['in']);
    expect(states(plug())).toEqual(['out']);
    expect(states(plug({ ...open, connection: null }))).toEqual(['back']);
  });

  it('is not another stick in the same plug', () => {
    const { plug } = written(open);
    plug();
    expect(states(plug({ ...open, serial: '0002', connection: '13' }))).toEqual(['out']);
  });

  it('without a serial number is known by the folder on it', () => {
    const nameless = { ...open, serial: null };
    const { drives, plug, last } = written(nameless);
    expect(states(plug())).toEqual(['out']);
    const blank = plug({ ...nameless, connection: '13' });
    expect(states(blank)).toEqual(['out']);
    const told = last();
    const [drive] = told.drives;
    const ceremonies = [{ folder: 'quorate-x', told: null, isClosed: false }];
    drives.take({
      ...told,
      drives: drive === undefined ? [] : [{ ...drive, shown: { ...drive.shown, ceremonies } }],
    });
    expect(states(drives.view)).toEqual(['back']);
  });

  it('is followed no more when it is written anew, and when the ceremony ends', () => {
    const { drives } = written(open);
    drives.unfollow(1);
    expect(drives.view.followed).toEqual([]);
  });
});

describe('the way to the watcher', () => {
  class Silent extends EventEmitter {
    readonly received: unknown[] = [];
    isKilled = false;
    postMessage(message: unknown): void {
      this.received.push(message);
    }
    kill(): boolean {
      this.isKilled = true;
      return true;
    }
  }
  function link() {
    const started: Silent[] = [];
    const heard: unknown[] = [];
    const watcher = new WatcherLink({
      start: () => {
        started.push(new Silent());
        return started.at(-1) as unknown as UtilityProcess;
      },
      told: ({ drives }) => heard.push(drives.length),
      lost: () => heard.push('lost'),
    });
    return { watcher, started, heard };
  }

  it('is begun again when it dies, and left alone after the fourth', () => {
    const { watcher, started, heard } = link();
    watcher.start();
    for (let death = 0; death < 6; death++) started.at(-1)?.emit('exit', 1);
    expect(started).toHaveLength(4);
    expect(heard).toEqual(['lost', 'lost', 'lost', 'lost']);
  });

  it('does not hear one that was given up for its silence', () => {
    vi.useFakeTimers();
    try {
      const { watcher, started, heard } = link();
      watcher.start();
      const [first] = started;
      vi.advanceTimersByTime(20_000);
      first?.emit('message', { kind: 'alive' });
      vi.advanceTimersByTime(20_000);
      expect(first?.isKilled).toBe(false);
      vi.advanceTimersByTime(10_000);
      expect([first?.isKilled, started.length]).toEqual([true, 2]);
      first?.emit('message', { kind: 'drives', isComing: false, drives: [] });
      first?.emit('exit', 0);
      expect([heard, started.length]).toEqual([['lost'], 2]);
      watcher.end();
      vi.advanceTimersByTime(60_000);
      expect([started[1]?.isKilled, started.length]).toEqual([true, 2]);
    } finally {
      vi.useRealTimers();
    }
  });
});

import { type DriveChange, drivesChanged } from '@quorate/custody/drives/drive-changes';
import type { ListedDrive } from '@quorate/custody/drives/list';
import type { UsbListener, UsbStick } from '@quorate/custody/drives/usb-sticks';
import { type Surroundings, watchDrives } from '@quorate/custody/drives/watch';
import { describe, expect, it } from 'vitest';

const plain: ListedDrive = {
  device: '/dev/sdb1',
  physicalDevice: 'sdb',
  vendor: 'Kingston',
  model: 'DataTraveler 3.0',
  serial: '0001',
  connection: '12',
  size: 8e9,
  free: 7e9,
  fileSystem: 'ext4',
  mountPoint: null,
  isSystem: false,
  isRemovable: true,
  isReadOnly: false,
  isWritable: true,
  encryption: 'none',
  isFolder: false,
  isLocked: false,
  ceremonyFolders: [],
};
const mounted = { ...plain, mountPoint: '/media/stick' };
const locked: ListedDrive = { ...plain, fileSystem: null, encryption: 'luks', isLocked: true };
const open: ListedDrive = { ...plain, device: '/dev/mapper/keys', encryption: 'luks' };
const other: ListedDrive = {
  ...mounted,
  device: '/dev/sdc1',
  physicalDevice: 'sdc',
  serial: '0002',
  connection: '13',
};

const words = (changes: readonly DriveChange[]) =>
  changes.map((change) => `${change.what} ${'usb' in change ? change.usb.serial : change.drive.device}`);

describe('what changed', () => {
  it.each<[string, ListedDrive[], ListedDrive[], string[]]>([
    ['nothing', [plain, other], [other, plain], []],
    ['plugged in', [other], [other, plain], ['appeared /dev/sdb1']],
    ['plugged in and mounted', [], [mounted], ['appeared /dev/sdb1', 'mounted /dev/sdb1']],
    ['mounted', [plain], [mounted], ['mounted /dev/sdb1']],
    [
      'mounted elsewhere',
      [mounted],
      [{ ...mounted, mountPoint: '/mnt' }],
      ['unmounted /dev/sdb1', 'mounted /dev/sdb1'],
    ],
    ['unmounted', [mounted], [plain], ['unmounted /dev/sdb1']],
    ['pulled', [mounted, other], [other], ['disappeared /dev/sdb1']],
    ['unlocked', [locked], [open], ['unlocked /dev/mapper/keys']],
    [
      'unlocked and mounted',
      [locked],
      [{ ...open, mountPoint: '/mnt' }],
      ['unlocked /dev/mapper/keys', 'mounted /dev/mapper/keys'],
    ],
    ['locked', [open], [locked], ['locked /dev/sdb1']],
    ['unlocked under its own name', [{ ...plain, isLocked: true }], [plain], ['unlocked /dev/sdb1']],
    ['recognised late', [{ ...plain, fileSystem: null }], [locked], ['recognised /dev/sdb1']],
    [
      'plugged in again between two looks',
      [mounted],
      [{ ...mounted, connection: '14' }],
      ['disappeared /dev/sdb1', 'appeared /dev/sdb1', 'mounted /dev/sdb1'],
    ],
    [
      'swapped for another with the same name',
      [plain],
      [{ ...plain, serial: '0009' }],
      ['disappeared /dev/sdb1', 'appeared /dev/sdb1'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(words(drivesChanged(before, after))).toEqual(expected);
  });
});

const usb: UsbStick = { vendor: 'Kingston', model: 'DataTraveler 3.0', serial: '0001', id: '0951:1666' };

/**
 * A machine whose clock goes on by a glance each time the watcher waits, and where something happens at set times.
 * @param events milliseconds since the start, and what happens then
 */
function machine(events: Readonly<Record<number, (at: Machine) => void>>, until = 40_000) {
  const told: string[] = [];
  const stop = new AbortController();
  const state: Machine = {
    drives: [],
    sign: 'none',
    fails: false,
    listed: 0,
    listener: { plugged() {}, pulled() {} },
    stop,
  };
  let now = 0;
  const around: Surroundings = {
    list: () => {
      state.listed++;
      if (state.fails) throw new Error('lsblk did not answer');
      return state.drives;
    },
    sign: () => state.sign,
    usb: async (listener) => {
      state.listener = listener;
      return null;
    },
    pause: async (milliseconds) => {
      now += milliseconds;
      events[now]?.(state);
      if (now >= until) stop.abort();
    },
    now: () => now,
  };
  const watching = watchDrives(
    (_, changes) =>
      told.push(...(changes.length === 0 ? ['start'] : words(changes)).map((it) => `${now} ${it}`)),
    stop.signal,
    around,
  );
  return { watching, told, state };
}

interface Machine {
  drives: readonly ListedDrive[];
  sign: string | null;
  fails: boolean;
  listed: number;
  listener: UsbListener;
  readonly stop: AbortController;
}

describe('watching', () => {
  it('tells USB at once, the drive when it is there, and the mount however late it comes', async () => {
    const { watching, told } = machine({
      1000: (at) => at.listener.plugged(usb),
      // Nothing gives a sign of these: they are found by looking again.
      2250: (at) => {
        at.drives = [plain];
      },
      12000: (at) => {
        at.drives = [mounted];
      },
      20000: (at) => {
        at.drives = [];
        at.listener.pulled(usb);
      },
    });
    await watching;
    expect(told).toEqual([
      '0 start',
      '1000 plugged 0001',
      '3000 appeared /dev/sdb1',
      '17000 mounted /dev/sdb1',
      '20000 pulled 0001',
      '20500 disappeared /dev/sdb1',
    ]);
  });

  it('signs without end do not keep a drive from being found', async () => {
    const signs = Array.from({ length: 160 }, (_, at) => (at + 1) * 250);
    const restless = Object.fromEntries(
      signs.map((moment) => [
        moment,
        (at: Machine) => {
          at.sign = `${moment}`;
          if (moment === 1000) at.drives = [plain];
        },
      ]),
    );
    const { watching, told, state } = machine(restless);
    await watching;
    expect(told).toEqual(['0 start', expect.stringMatching(/^[123]\d{3} appeared \/dev\/sdb1$/)]);
    expect(state.listed).toBeLessThan(25);
  });

  it('without USB a sign of the system is enough; without a change drives are not listed', async () => {
    const { watching, told, state } = machine(
      {
        60000: (at) => {
          at.sign = 'sdb';
          at.drives = [plain];
        },
        60250: (at) => expect(at.listed).toBe(1),
      },
      100_000,
    );
    await watching;
    expect(told).toEqual(['0 start', '60500 appeared /dev/sdb1']);
    expect(state.listed).toBe(7);
  });

  it('where nothing gives a sign, drives are listed every few seconds', async () => {
    const { watching, told, state } = machine({
      250: (at) => {
        at.sign = null;
      },
      30500: (at) => {
        at.drives = [mounted];
      },
    });
    await watching;
    expect(told).toEqual([
      '0 start',
      expect.stringMatching(/^3\d+ appeared/),
      expect.stringMatching(/mounted/),
    ]);
    expect(state.listed).toBeLessThan(16);
  });

  it('a list that fails in the middle of a change is asked again', async () => {
    const { watching, told } = machine({
      1000: (at) => {
        at.sign = 'sdb';
        at.fails = true;
      },
      2000: (at) => {
        at.fails = false;
        at.drives = [plain];
      },
    });
    await watching;
    expect(told).toEqual(['0 start', '2000 appeared /dev/sdb1']);
  });

  it('one that fails on and on ends it', async () => {
    const { watching, state } = machine({
      1000: (at) => {
        at.sign = 'sdb';
        at.fails = true;
      },
    });
    await expect(watching).rejects.toThrow('lsblk did not answer');
    expect(state.listed).toBeLessThan(20);
  });
});

import type { ListedDrive } from '@quorate/custody/drives/list';
import type { OnDrives } from '@quorate/custody/drives/watch';
import type { FromWatcher } from '../../electron/contract/watcher-messages.ts';
import { PluggedDrives } from '../../electron/main/modules/plugged-drives.ts';
import { watchAndTell } from '../../electron/watcher/watch-and-tell.ts';

// Sticks that a test plugs in, and both halves of what is told of them.

type Told = Extract<FromWatcher, { kind: 'drives' }>;

/** A plain stick of nobody's making. */
export const plain: ListedDrive = {
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
  encryption: 'luks',
  isFolder: false,
  isLocked: false,
  ceremonyFolders: [],
};
export const locked: ListedDrive = { ...plain, isLocked: true, fileSystem: null };
export const open: ListedDrive = { ...plain, device: '/dev/mapper/stick', mountPoint: '/media/stick' };

/** The watcher's own half, driven by hand: what was told, the last at the end. */
export function watcher() {
  const told: FromWatcher[] = [];
  let tell: OnDrives = () => undefined;
  let ask: (message: { data: { kind: 'read-again' } }) => void = () => undefined;
  const port = {
    on: (_: 'message', listener: typeof ask) => {
      ask = listener;
    },
    postMessage: (message: FromWatcher) => void told.push(message),
  };
  void watchAndTell(port, async (onDrives) => {
    tell = onDrives;
    await new Promise(() => undefined);
  });
  const last = () => told.filter((one) => one.kind === 'drives').at(-1) as Told;
  return {
    tell: (...words: Parameters<OnDrives>) => tell(...words),
    readAgain: () => ask({ data: { kind: 'read-again' } }),
    told,
    last,
  };
}

/** Main's half, which is told by the watcher's. */
export function plugged() {
  const { tell, last, readAgain } = watcher();
  const drives = new PluggedDrives();
  const plug = (...now: ListedDrive[]) => {
    tell(now, [], true);
    drives.take(last());
    return drives.view;
  };
  return { drives, plug, last, readAgain };
}

import type { DriveChange } from '@quorate/custody/drives/drive-changes';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { type OnDrives, watchDrives } from '@quorate/custody/drives/watch';
import type { FromWatcher, ToWatcher, WatchedDrive } from '../contract/watcher-messages.ts';
import { StickReader } from './stick-reader.ts';

/** The way to main, as far as the watcher uses it. */
export interface WatcherPort {
  on(event: 'message', listener: (message: { readonly data: ToWatcher }) => void): void;
  postMessage(message: FromWatcher): void;
}

/** Milliseconds between two signs of life. */
const pulse = 5000;
/** Milliseconds after which a USB device that was plugged in, and became no drive, is no stick. */
const patience = 20_000;

/**
 * Watches what is plugged in and tells main at each change, until the process ends. What sticks hold is read beside it,
 * and told when it is known.
 * @param watch what watches; another only in tests
 * @throws what `watchDrives` throws where the system does not tell
 */
export async function watchAndTell(
  port: WatcherPort,
  watch: (onDrives: OnDrives, signal: AbortSignal) => Promise<void> = watchDrives,
): Promise<void> {
  let drives: readonly ListedDrive[] | null = null;
  let coming: NodeJS.Timeout | null = null;
  const tell = () => {
    if (drives === null) return;
    port.postMessage({
      kind: 'drives',
      isComing: coming !== null,
      drives: drives.map((drive) => watched(drive, reader)),
    });
  };
  const reader = new StickReader(tell);
  const expect = (isComing: boolean) => {
    if (coming !== null) clearTimeout(coming);
    coming = isComing ? setTimeout(giveUp, patience) : null;
  };
  const giveUp = () => {
    expect(false);
    tell();
  };
  port.on('message', () => {
    reader.forget();
    tell();
  });
  setInterval(() => port.postMessage({ kind: 'alive' }), pulse).unref();
  await watch((now, changes) => {
    drives = now;
    reader.keep(now);
    if (changes.some(({ what }) => what === 'appeared' || what === 'pulled')) expect(false);
    else if (changes.some(isPlugged)) expect(true);
    tell();
  }, new AbortController().signal);
}

function isPlugged({ what }: DriveChange): boolean {
  return what === 'plugged';
}

function watched(drive: ListedDrive, reader: StickReader): WatchedDrive {
  const { device, physicalDevice, vendor, model, serial, connection } = drive;
  const disk = physicalDevice ?? device;
  const { mountPoint, size, free, fileSystem, encryption, isLocked, isReadOnly } = drive;
  const named = [vendor, model].filter((part) => part !== null && part !== '');
  return {
    // As compareSticks of custody has it, which main cannot ask.
    plug: JSON.stringify(connection === null ? [disk, serial, model] : [disk, connection]),
    likeness: serial === null ? null : JSON.stringify([model, serial]),
    shown: {
      place: mountPoint,
      device,
      disk: physicalDevice === null || process.platform !== 'linux' ? null : `/dev/${physicalDevice}`,
      model: named.length === 0 ? null : named.join(' '),
      serial,
      sizeBytes: size,
      freeBytes: mountPoint === null ? null : free,
      fileSystem,
      isEncrypted: encryption === null ? null : encryption !== 'none',
      isLocked,
      isReadOnly,
      notYetTried: drive.notYetTried === true,
      ...reader.of(drive),
    },
  };
}

import type { ListedDrive } from './list.ts';
import type { UsbStick } from './usb-sticks.ts';

/** What happened to sticks between two looks; `plugged` and `pulled` are told by USB, before any drive is seen. */
export type DriveChange =
  | { readonly what: 'plugged' | 'pulled'; readonly usb: UsbStick }
  | { readonly what: DriveEvent; readonly drive: ListedDrive };

/** What can happen to a drive; `recognised` is told where what is on it was seen only after it appeared. */
export type DriveEvent =
  | 'appeared'
  | 'recognised'
  | 'unlocked'
  | 'locked'
  | 'mounted'
  | 'unmounted'
  | 'disappeared';

/**
 * Compares two lists of drives. An unlocked volume is another device than the one it lies on: they belong together by
 * their disk, and both being encrypted. What was plugged in again between two looks disappeared and appeared.
 * @returns in the order: disappeared, locked, unmounted, appeared, recognised, unlocked, mounted
 */
export function drivesChanged(before: readonly ListedDrive[], after: readonly ListedDrive[]): DriveChange[] {
  const gone = before.filter((drive) => find(after, drive) === undefined);
  const came = after.filter((drive) => find(before, drive) === undefined);
  const changes = new Map<DriveEvent, ListedDrive[]>();
  const tell = (what: DriveEvent, drive: ListedDrive) =>
    changes.set(what, [...(changes.get(what) ?? []), drive]);
  const placed = (drive: ListedDrive) => drive.mountPoint !== null;

  const paired = new Set<ListedDrive>();
  for (const drive of came) {
    const was = gone.find((other) => !paired.has(other) && isSameBelow(other, drive));
    if (was === undefined) {
      tell('appeared', drive);
      if (placed(drive)) tell('mounted', drive);
      continue;
    }
    paired.add(was);
    tell(drive.isLocked ? 'locked' : 'unlocked', drive);
    if (placed(drive)) tell('mounted', drive);
    if (placed(was)) tell('unmounted', was);
  }
  for (const drive of gone) if (!paired.has(drive)) tell('disappeared', drive);
  for (const drive of after) {
    const was = find(before, drive);
    if (was === undefined) continue;
    if (isUnknown(was) && !isUnknown(drive)) tell('recognised', drive);
    else if (was.isLocked !== drive.isLocked) tell(drive.isLocked ? 'locked' : 'unlocked', drive);
    if (was.mountPoint === drive.mountPoint) continue;
    if (placed(was)) tell('unmounted', was);
    if (placed(drive)) tell('mounted', drive);
  }
  const order: readonly DriveEvent[] = [
    'disappeared',
    'locked',
    'unmounted',
    'appeared',
    'recognised',
    'unlocked',
    'mounted',
  ];
  return order.flatMap((what) => (changes.get(what) ?? []).map((drive) => ({ what, drive })));
}

function isUnknown({ fileSystem, isLocked }: ListedDrive): boolean {
  return fileSystem === null && !isLocked;
}

function find(drives: readonly ListedDrive[], drive: ListedDrive): ListedDrive | undefined {
  return drives.find(
    ({ device, connection, serial }) =>
      device === drive.device &&
      serial === drive.serial &&
      (connection === null || drive.connection === null || connection === drive.connection),
  );
}

function isSameBelow(one: ListedDrive, other: ListedDrive): boolean {
  return (
    one.physicalDevice !== null &&
    one.physicalDevice === other.physicalDevice &&
    one.connection === other.connection &&
    one.isLocked !== other.isLocked &&
    one.encryption === other.encryption
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type DriveChange, drivesChanged } from './drive-changes.ts';
import { type ListedDrive, listDrives } from './list.ts';
import { type UsbStick, watchUsb } from './usb-sticks.ts';

/** Told with the drives that are there now, what led to them, and whether USB itself can be asked here. */
export type OnDrives = (
  drives: readonly ListedDrive[],
  changes: readonly DriveChange[],
  hasUsb: boolean,
) => void;

/** Milliseconds between two looks at what costs next to nothing to look at. */
const glance = 250;
/**
 * Milliseconds from a sign of change until drives are listed: names come a moment after the plug, mounting later, and a
 * person types a passphrase in between. A new sign begins anew. Sooner than that a drive is not recognised yet.
 */
const looks: readonly number[] = [500, 1000, 2000, 4000, 8000, 16_000];
/** A stick with a bad contact, or programs that mount without end, give signs without end: so long nothing is looked at. */
const restlessness = 2000;
/** Windows gives no sign but USB's, and asking it costs a second of work. */
const blindly = 5000;
/** So many lists may fail in a row. */
const patience = 10;

/** What of the system is asked; others only in tests. */
export interface Surroundings {
  readonly list: () => readonly ListedDrive[];
  /** Something that differs when a drive comes, goes, is unlocked or mounted; null where nothing does. */
  readonly sign: () => string | null;
  readonly usb: typeof watchUsb;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly now: () => number;
}

const thisSystem: Surroundings = {
  list: listDrives,
  sign: signOfChange,
  usb: watchUsb,
  pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
  now: () => performance.now(),
};

/**
 * Watches the drives that could be sticks until the signal ends it. It is told once at the start, without a change, and
 * then at each change: of a stick that is plugged in or pulled by USB, of drives by looking again until they settle.
 * Without USB events looking alone finds them. Loads a native module: not for a process that holds secrets.
 * @throws `file-failed` where this system does not tell, at the start or again and again
 */
export async function watchDrives(
  onDrives: OnDrives,
  signal: AbortSignal,
  around: Surroundings = thisSystem,
): Promise<void> {
  let sign = around.sign();
  let drives = around.list();
  let begun = around.now();
  let at = looks.length;
  let failed = 0;
  let restlessSince: number | null = null;
  const startOver = () => {
    begun = around.now();
    at = 0;
    restlessSince ??= begun;
  };
  const tell = (what: 'plugged' | 'pulled') => (usb: UsbStick) => {
    onDrives(drives, [{ what, usb }], true);
    startOver();
  };
  const usb = await around.usb({ plugged: tell('plugged'), pulled: tell('pulled') }, signal);
  onDrives(drives, [], usb !== null);
  const listed = (): readonly ListedDrive[] | null => {
    try {
      return around.list();
    } catch (error) {
      failed++;
      if (failed > patience) throw error;
      return null;
    }
  };
  const look = async () => {
    restlessSince = null;
    await usb?.look();
    const now = listed();
    // In the middle of a change a list may fail: it is asked again at the next glance.
    if (now === null) return;
    failed = 0;
    if (at < looks.length) at++;
    else begun = around.now();
    const changes = drivesChanged(drives, now);
    drives = now;
    if (changes.length > 0) onDrives(drives, changes, usb !== null);
  };
  while (!signal.aborted) {
    const seen = around.sign();
    if (seen !== sign) startOver();
    sign = seen;
    const next = looks[at] ?? (sign === null ? blindly : Number.POSITIVE_INFINITY);
    const isRestless = restlessSince !== null && around.now() - restlessSince >= restlessness;
    if (isRestless || around.now() - begun >= next) await look();
    try {
      await around.pause(glance, signal);
    } catch {
      return;
    }
  }
}

/** Linux: all USB devices, block devices and mounts. macOS: the device files of disks, and the places of volumes. */
function signOfChange(): string | null {
  try {
    if (process.platform === 'linux')
      return [usbDevices(), blockDevices(), readFileSync('/proc/self/mountinfo', 'utf8')].join('\n');
    if (process.platform !== 'darwin') return null;
    const disks = readdirSync('/dev').filter((name) => /^disk\d/.test(name));
    return [...disks, ...readdirSync('/Volumes')].join('\n');
  } catch {
    return null;
  }
}

function usbDevices(): string {
  try {
    return readdirSync('/sys/bus/usb/devices').join(' ');
  } catch {
    return 'none';
  }
}

/** With their sizes and counts: a card reader stays, and its card comes and goes. */
function blockDevices(): string {
  const text = (name: string, member: string) => {
    try {
      return readFileSync(`/sys/class/block/${name}/${member}`, 'utf8').trim();
    } catch {
      return '';
    }
  };
  return readdirSync('/sys/class/block')
    .sort()
    .map((name) => `${name} ${text(name, 'size')} ${text(name, 'diskseq')}`)
    .join('\n');
}

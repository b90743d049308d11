import { readFileSync, realpathSync } from 'node:fs';
import { blockDevice } from './block-device.ts';
import { type Mount, parseMountInfo } from './mount-table.ts';

/**
 * The serial number of the removable medium that a path lies on, for a record; null where there is none or nobody can
 * tell. A stick says of itself what it likes: the serial tells sticks apart, it proves nothing.
 */
export function stickSerial(path: string): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const mount = mountOf(realpathSync(path), parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8')));
    const device = mount === null ? null : blockDevice(mount.majorMinor);
    return device?.isRemovable === true ? device.serial : null;
  } catch {
    return null;
  }
}

/** The mount that a path lies below: the longest, and of equals the last, which covers the others. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | null {
  let best: Mount | null = null;
  for (const mount of mounts) {
    const { mountPoint } = mount;
    const isAbove = path === mountPoint || path.startsWith(mountPoint === '/' ? '/' : `${mountPoint}/`);
    if (isAbove && mountPoint.length >= (best?.mountPoint.length ?? 0)) best = mount;
  }
  return best;
}

import { readFileSync, realpathSync } from 'node:fs';
import { mountAt } from '../preflight/mounts.ts';
import { blockDevice } from './block-device.ts';
import { parseMountInfo } from './mount-table.ts';

/**
 * The serial number of the removable medium that a path lies on, for a record; null where there is none or nobody can
 * tell. A stick says of itself what it likes: the serial tells sticks apart, it proves nothing.
 */
export function stickSerial(path: string): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const mount = mountAt(parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8')), realpathSync(path));
    const device = mount === null ? null : blockDevice(mount.majorMinor);
    return device?.isRemovable === true ? device.serial : null;
  } catch {
    return null;
  }
}

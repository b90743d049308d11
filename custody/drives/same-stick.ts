import type { Drive } from './drive.ts';

/** What tells one physical stick from another. */
export type PhysicalStick = Pick<
  Drive,
  'device' | 'physicalDevice' | 'vendor' | 'model' | 'serial' | 'connection' | 'isFolder'
>;

/**
 * How two descriptions stand to each other: of one stick that was in all the time; of one stick plugged in again, or
 * two that say the same of themselves; of two sticks.
 */
export type Sameness = 'same' | 'alike' | 'other';

/**
 * Compares two descriptions of sticks, taken at different times. Names such as `sdb` are given to the next stick as
 * soon as one is taken out: they tell nothing where the system counts connections. Where a stick has no serial, one
 * that was plugged in again counts as another: the ceremony folder on it tells.
 */
export function compareSticks(one: PhysicalStick, other: PhysicalStick): Sameness {
  if (one.isFolder || other.isFolder) return one.device === other.device ? 'same' : 'other';
  const serials = one.serial !== null && other.serial !== null;
  const isAlike = serials && one.serial === other.serial && one.model === other.model;
  const isSameDevice = one.physicalDevice !== null && one.physicalDevice === other.physicalDevice;
  if (one.connection !== null && other.connection !== null) {
    if (isSameDevice && one.connection === other.connection) return 'same';
    return isAlike ? 'alike' : 'other';
  }
  if (isSameDevice || one.device === other.device) return serials && !isAlike ? 'other' : 'same';
  return isAlike ? 'alike' : 'other';
}

/** True unless both are known to be two sticks. */
export function mayBeSameStick(one: PhysicalStick, other: PhysicalStick): boolean {
  return compareSticks(one, other) !== 'other';
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from './errors.ts';

/**
 * Remembers the device below a folder, to ask later whether it is still there. The answers of a file system do not
 * tell: ext4 says yes to a flush after its stick was pulled, when its journal was given up meanwhile.
 * @param sys where sysfs is mounted; another place only in tests
 * @returns a question: false when the device is gone, true also where the system does not tell
 */
export function deviceBelow(folder: string, sys = '/sys'): () => boolean {
  if (process.platform !== 'linux') return () => true;
  const { dev } = aboutFile(folder, () => statSync(folder, { bigint: true }));
  // As makedev(3) puts them together.
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn);
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn);
  // File systems without a device have the major number 0.
  if (major === 0n) return () => true;
  const device = join(sys, 'dev/block', `${major}:${minor}`);
  return existsSync(device) ? () => isThere(device) && isMounted(folder, dev) : () => true;
}

/** What is unmounted while it is written leaves its mount point, an empty folder of another file system. */
function isMounted(folder: string, dev: bigint): boolean {
  try {
    return statSync(folder, { bigint: true }).dev === dev;
  } catch {
    return false;
  }
}

/** A mapper stays when the stick below it goes; what it lies on does not. */
function isThere(device: string): boolean {
  if (!existsSync(device)) return false;
  if (!existsSync(join(device, 'dm'))) return true;
  try {
    return readdirSync(join(device, 'slaves')).some((name) => existsSync(join(device, 'slaves', name)));
  } catch {
    return false;
  }
}

/** Whether an error tells by itself that the device is gone, for sysfs may take a moment longer to know. */
export function tellsGone(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === 'ENODEV' || cause?.code === 'ENXIO';
}

const writtenAnew =
  'plug it in again and look what is on it; an unfinished folder is deleted, and the stick written once more';

/** What is said of a stick that is gone, whatever the file system made of it. */
export function pulled(folder: string, cause?: unknown, remedy = writtenAnew): QuorateError {
  return new QuorateError(
    'medium-failed',
    `the stick at ${folder} is gone: it was pulled or unmounted, or it failed`,
    remedy,
    { cause },
  );
}

/**
 * Does something to a ceremony folder, and asks afterwards whether its stick is still there. Whatever a file system
 * makes of a stick that is gone, a yes included: that it is gone is what people are told.
 * @param folder a folder directly on the stick
 * @param sys as {@link deviceBelow} has it
 * @throws `medium-failed` when the stick is gone, with the remedy; else what `work` throws
 */
export function unlessPulled<Result>(
  folder: string,
  work: () => Result,
  remedy?: string,
  sys?: string,
): Result {
  const stick = dirname(folder);
  const isThere = existsSync(stick) ? deviceBelow(stick, sys) : () => false;
  let result: Result;
  try {
    result = work();
  } catch (error) {
    throw isThere() && !tellsGone(error) ? error : pulled(stick, error, remedy);
  }
  if (!isThere()) throw pulled(stick, undefined, remedy);
  return result;
}

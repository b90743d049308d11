import { mkdtempSync, rmdirSync } from 'node:fs';
import { runProgram } from './programs.ts';

/**
 * Mounts a device in a folder that only root may enter, does something there, and takes the mount away again, whatever
 * came of it.
 * @param type as `mount -t` calls it; nothing is guessed from what the device says of itself
 * @param options besides those that keep programs and devices on it from having any effect
 * @throws `program-failed`
 */
export async function mountedPrivately<Result>(
  device: string,
  type: string,
  options: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync('/run/quorate-');
  try {
    await runProgram('mount', ['-t', type, '-o', `${options},nosuid,nodev,noexec`, '--', device, folder]);
    try {
      return await use(folder);
    } finally {
      await runProgram('umount', ['--', folder], { seconds: 300 });
    }
  } finally {
    // Never more than an empty folder: what is still mounted there is left alone.
    rmdirSync(folder);
  }
}

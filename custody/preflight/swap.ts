import { deviceName, isEncrypted } from './block-devices.ts';
import { blocks, type Finding, listed, passes, unchecked } from './check.ts';
import { type Files, stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';
import { isInMemory, mountAt, mountsOf, unescapeOctal } from './mounts.ts';

/** One line of /proc/swaps. */
export interface Swap {
  readonly path: string;
  readonly isFile: boolean;
}

/** Reads /proc/swaps. */
export function parseSwaps(text: string): Swap[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [path, type] = line.trim().split(/\s+/);
      if (path === undefined || type === undefined || !path.startsWith('/')) return [];
      return [{ path: unescapeOctal(path), isFile: type === 'file' }];
    });
}

/** Where a swap writes: to memory, through encryption, or to a disk as it is. */
export function swapPlace(files: Files, swap: Swap): 'memory' | 'encrypted' | 'not encrypted' {
  if (swap.isFile) {
    const mounts = mountsOf(files) ?? [];
    if (isInMemory(mounts, swap.path)) return 'memory';
    const source = mountAt(mounts, swap.path)?.source ?? '';
    const device = deviceName(files, source);
    return device !== null && isEncrypted(files, device) ? 'encrypted' : 'not encrypted';
  }
  const device = deviceName(files, swap.path);
  const zram = /^\/dev\/(zram\d+)$/.exec(swap.path)?.[1];
  if (zram !== undefined) {
    // zram may push what it cannot compress out to a disk.
    const backing = textOf(files, `/sys/block/${zram}/backing_dev`) ?? 'none';
    if (backing === 'none') return 'memory';
    const behind = deviceName(files, backing);
    return behind !== null && isEncrypted(files, behind) ? 'encrypted' : 'not encrypted';
  }
  return device !== null && isEncrypted(files, device) ? 'encrypted' : 'not encrypted';
}

/** Blocks when memory may be written to a device that is not encrypted. */
export function checkSwap({ files }: Machine): Finding {
  const reading = files.read('/proc/swaps');
  if (reading.state !== 'read') return unchecked('the kernel does not show its swap', [stateOf(reading)]);
  const swaps = parseSwaps(reading.text).map((swap) => ({ ...swap, place: swapPlace(files, swap) }));
  const evidence = swaps.map(({ path, isFile, place }) => `${path}${isFile ? ' (a file)' : ''}: ${place}`);
  const plain = swaps.filter(({ place }) => place === 'not encrypted');
  if (plain.length > 0) {
    return blocks(`memory may be written in clear to ${listed(plain.map(({ path }) => path))}`, evidence);
  }
  if (swaps.length === 0) return passes('no swap', ['/proc/swaps: none']);
  return passes('swap stays in memory or is encrypted', evidence);
}

import { statfsSync } from 'node:fs';
import { aboutFile } from './errors.ts';

// Linux statfs(2): file systems that live in memory alone.
const memoryFileSystems = new Set([0x01021994, 0x858458f6]);

/** True when a folder lies on tmpfs or ramfs: what is written there never reaches a disk (swap aside). */
export function isInMemory(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  return memoryFileSystems.has(aboutFile(folder, () => statfsSync(folder)).type);
}

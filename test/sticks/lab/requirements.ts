import { existsSync } from 'node:fs';
import { requireRoot, requireTool } from '../../tools.ts';
import { factoryPrograms } from './factory.ts';
import { guestPrograms, noMore } from './initramfs.ts';
import { findKernel, type Kernel } from './kernel.ts';

/**
 * The kernel the lab boots; null where this machine lacks something, and then it says what. With CI it throws.
 * @param equipment what the machines of a test have beyond what every one has
 */
export function requireLab(equipment = noMore): Kernel | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return lacking('the lab needs Linux on x64');
  const isFit =
    requireRoot('formatting sticks') &&
    ['qemu-system-x86_64', ...guestPrograms, ...factoryPrograms, ...equipment.programs].every(requireTool);
  if (!isFit) return null;
  const missing = equipment.trees.find((path) => !existsSync(path));
  if (missing !== undefined) return lacking(`the lab needs ${missing}`);
  const kernel = findKernel();
  if (kernel !== null) return kernel;
  return lacking('no kernel with USB is installed (linux-image-amd64), and none could be fetched');
}

function lacking(what: string): null {
  if (process.env['CI'] === 'true') throw new Error(`${what}, and CI skips nothing`);
  console.warn(`skipped: ${what}`);
  return null;
}

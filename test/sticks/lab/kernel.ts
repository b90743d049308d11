import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheFolder } from './cache.ts';

/** A Linux kernel with its modules, as Debian's `linux-image-amd64` brings it. */
export interface Kernel {
  readonly image: string;
  /** `/lib/modules/<release>`, holding `modules.dep` or at least `kernel/`. */
  readonly modules: string;
}

/**
 * Finds a kernel that knows USB sticks: one that is installed, else one unpacked into the cache by `apt-get download`.
 * @returns null where neither is there
 */
export function findKernel(): Kernel | null {
  const found = kernelBelow('/') ?? kernelBelow(unpacked);
  if (found !== null) return found;
  download();
  // Another process may have been faster.
  return kernelBelow(unpacked);
}

const unpacked = join(cacheFolder, 'kernel');

function kernelBelow(root: string): Kernel | null {
  const boot = join(root, 'boot');
  const images = existsSync(boot) ? readdirSync(boot).filter((name) => name.startsWith('vmlinuz-')) : [];
  for (const image of images.sort().reverse()) {
    const modules = join(root, 'lib/modules', image.slice('vmlinuz-'.length));
    // Kernels made for clouds have no USB.
    if (existsSync(join(modules, 'kernel/drivers/usb/storage'))) return { image: join(boot, image), modules };
  }
  return null;
}

/** A fresh machine may not know yet what there is. */
function updateLists(): void {
  execFileSync('apt-get', ['update'], { stdio: 'ignore' });
}

function newestPackage(): string | null {
  const { stdout } = spawnSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
  return /Depends: (linux-image-\S+)/.exec(stdout)?.[1] ?? null;
}

function download(): void {
  const folder = `${unpacked}-${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    if (newestPackage() === null) updateLists();
    const name = newestPackage();
    if (name === null) return;
    execFileSync('apt-get', ['download', name], { cwd: folder, stdio: 'ignore' });
    const packed = readdirSync(folder).find((file) => file.endsWith('.deb'));
    if (packed === undefined) return;
    execFileSync('dpkg', ['-x', packed, '.'], { cwd: folder });
    rmSync(join(folder, packed));
    renameSync(folder, unpacked);
  } catch {
    // There is none, then: that is told.
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The files of some modules and of all they need, in the order in which they are loaded.
 * @param names as `modprobe` knows them; one that is built into the kernel is left out
 */
export function moduleFiles({ modules }: Kernel, names: readonly string[]): string[] {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(modules, 'kernel'), { recursive: true, encoding: 'utf8' })) {
    if (/\.ko$/.test(entry)) files.set(spelled(basename(entry, '.ko')), join(modules, 'kernel', entry));
  }
  const loaded = new Set<string>();
  const load = (name: string): void => {
    const path = files.get(spelled(name));
    if (path === undefined || loaded.has(path)) return;
    for (const needed of neededBy(path)) load(needed);
    loaded.add(path);
  };
  for (const name of names) load(name);
  return [...loaded];
}

/** What a module says of itself: `depends=` and `softdep=pre:`, for `modules.dep` is made only at installation. */
function neededBy(path: string): string[] {
  const text = readFileSync(path, 'latin1');
  const of = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  const depends = of(/\0depends=([^\0]*)\0/).split(',');
  const soft = of(/\0softdep=pre: ([^\0]*)\0/).split(' ');
  return [...depends, ...soft].filter((name) => name !== '' && !name.endsWith(':'));
}

function spelled(name: string): string {
  return name.replaceAll('-', '_');
}

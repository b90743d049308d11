import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../../tools.ts';
import { cacheFolder } from './cache.ts';
import { type CpioEntry, packCpio } from './cpio.ts';
import { type Kernel, moduleFiles } from './kernel.ts';

const modules = [
  'virtio_pci',
  'virtio_console',
  'xhci-pci',
  'sd_mod',
  'usb-storage',
  'uas',
  'crc32c_generic',
  'ext4',
  'vfat',
  'exfat',
  'nls_cp437',
  'nls_ascii',
  'nls_utf8',
  'dm-crypt',
  'ecb',
  'xts',
  'algif_skcipher',
];

/** What the machine needs of this one; each with the shared libraries it asks for. */
export const guestPrograms = [
  'busybox',
  'cryptsetup',
  'fallocate',
  'filefrag',
  'mke2fs',
  'mkfs.vfat',
  'script',
];

/** What a machine has beyond what every one has. */
export interface Equipment {
  /** Programs of this machine, as in {@link guestPrograms}. */
  readonly programs: readonly string[];
  /** Files and folders of this machine that stand in the same place there. */
  readonly trees: readonly string[];
  /** Kernel modules. */
  readonly modules: readonly string[];
  /** Arguments of QEMU. */
  readonly devices: readonly string[];
}

/** Nothing beyond. */
export const noMore: Equipment = { programs: [], trees: [], modules: [], devices: [] };

// `delay_use`: a stick is asked at once, not a second later. The quirk tells the kernel what a stick with a cache of
// its own should: that flushing reaches it. Without, nothing a program does would.
const init = `#!/bin/busybox sh
/bin/busybox mkdir -p /usr/bin
/bin/busybox --install -s /usr/bin
export PATH=/bin:/usr/bin HOME=/root TERM=dumb
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/shm /dev/pts /tmp /run /root /mnt
mount -t tmpfs shm /dev/shm
mount -t devpts pts /dev/pts
mount -t tmpfs run /run
for module in $(cat /modules/order); do
  case $module in
    usb-storage.ko) insmod /modules/$module delay_use=0 quirks=46f4:0001:p ;;
    *) insmod /modules/$module ;;
  esac
done
node /lab/agent.mjs
poweroff -f
`;

/**
 * Makes the first root folder of the machine: Node, the built command line, the lab's own programs and what formats
 * sticks. Kept in the cache under the hash of all that stands in it beside the kernel's modules.
 * @param programs the guest's programs: name to entry, relative to the repository
 * @param path where it is put
 */
export async function makeInitramfs(
  kernel: Kernel,
  programs: Readonly<Record<string, string>>,
  path: string,
  equipment = noMore,
): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const make = () => systemEntries(kernel, equipment);
  const system = kept('system', make, systemIdentity(kernel, equipment));
  // Archives one after the other are one to the kernel.
  copyFileSync(system, path, constants.COPYFILE_FICLONE);
  appendFileSync(path, packCpio(await productEntries(programs)));
}

function systemIdentity(kernel: Kernel, equipment: Equipment): string {
  const programs = [...guestPrograms, ...equipment.programs].map(pathOf);
  const identity = [
    init,
    kernel.modules,
    process.version,
    ...modules,
    JSON.stringify(equipment),
    ...programs,
  ];
  return createHash('sha256').update(identity.join('\0')).digest('hex').slice(0, 16);
}

function kept(name: string, make: () => CpioEntry[], identity: string): string {
  const path = join(cacheFolder, `${name}-${identity}.cpio`);
  if (existsSync(path)) return path;
  // One for the tests and one for the recorder of layouts, as a rule.
  const old = readdirSync(cacheFolder).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.cpio'),
  );
  const byAge = (file: string) => statSync(join(cacheFolder, file)).mtimeMs;
  for (const file of old.sort((a, b) => byAge(b) - byAge(a)).slice(3)) rmSync(join(cacheFolder, file));
  const partial = `${path}-${process.pid}`;
  writeFileSync(partial, packCpio(make()));
  renameSync(partial, path);
  return path;
}

/** Folders of the machine's root, parents first. */
function folders(paths: Iterable<string>): CpioEntry[] {
  const names = new Set(['bin', 'dev', 'lab', 'modules', 'mnt', 'proc', 'sys']);
  for (const path of paths) {
    const parts = dirname(path).slice(1).split('/');
    for (const at of parts.keys()) names.add(parts.slice(0, at + 1).join('/'));
  }
  return [...names].map((path) => ({ path, kind: 'folder' }));
}

function systemEntries(kernel: Kernel, equipment: Equipment): CpioEntry[] {
  const names = [...guestPrograms, ...equipment.programs];
  const programs = [
    ['node', process.execPath] as const,
    ...names.map((name) => [name, pathOf(name)] as const),
  ];
  const others = equipment.trees.flatMap(filesBelow);
  const all = [...programs.map(([, path]) => path), ...others];
  const libraries = new Set(all.flatMap(librariesOf));
  const files = moduleFiles(kernel, [...modules, ...equipment.modules]);
  const file = (path: string, from: string): CpioEntry => ({ path, kind: 'file', bytes: readFileSync(from) });
  return [
    ...folders([...libraries, ...others]),
    { path: 'init', kind: 'file', bytes: Buffer.from(init) },
    ...programs.map(([name, path]) => file(`bin/${name}`, realpathSync(path))),
    ...[...libraries, ...others].map((path) => file(path.slice(1), realpathSync(path))),
    ...files.map((path) => file(`modules/${basename(path)}`, path)),
    {
      path: 'modules/order',
      kind: 'file',
      bytes: Buffer.from(files.map((path) => basename(path)).join('\n')),
    },
  ];
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

async function productEntries(programs: Readonly<Record<string, string>>): Promise<CpioEntry[]> {
  const entries: CpioEntry[] = [];
  for (const [name, entry] of Object.entries(programs)) {
    const { outputFiles } = await build({
      absWorkingDir: repository,
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      outfile: `${name}.mjs`,
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
      logLevel: 'warning',
    });
    entries.push({
      path: `lab/${name}.mjs`,
      kind: 'file',
      bytes: (outputFiles[0] as { contents: Uint8Array }).contents,
    });
  }
  const dist = join(repository, 'cli/dist');
  const listed = execFileSync('find', ['.', '-mindepth', '1', '-printf', '%y %P\\n'], {
    cwd: dist,
    encoding: 'utf8',
  });
  entries.push({ path: 'quorate', kind: 'folder' });
  for (const line of listed.trim().split('\n')) {
    const [kind, path] = [line[0], line.slice(2)];
    if (kind === 'd') entries.push({ path: `quorate/${path}`, kind: 'folder' });
    else entries.push({ path: `quorate/${path}`, kind: 'file', bytes: readFileSync(join(dist, path)) });
  }
  return entries;
}

function pathOf(program: string): string {
  return execFileSync('sh', ['-c', `PATH=$PATH:/sbin:/usr/sbin command -v ${program}`], {
    encoding: 'utf8',
  }).trim();
}

function librariesOf(program: string): string[] {
  let listed: string;
  try {
    listed = execFileSync('ldd', [program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return []; // statically linked
  }
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path as string);
}

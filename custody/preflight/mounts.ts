import type { Files } from './files.ts';

/** One line of /proc/mounts. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** Reads /proc/mounts (fstab(5)): blanks and the like inside a field are written in octal. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [source, target, type, options] = line.split(' ');
    if (source === undefined || target === undefined || type === undefined || type === '') return [];
    return [
      {
        source: unescapeOctal(source),
        target: unescapeOctal(target),
        type,
        options: (options ?? '').split(','),
      },
    ];
  });
}

/** Turns `\040` and its kin back into characters, as the kernel wrote them. */
export function unescapeOctal(field: string): string {
  return field.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/** The mounts of a machine, or null when the kernel does not say. */
export function mountsOf(files: Files): Mount[] | null {
  const reading = files.read('/proc/self/mounts');
  const other = reading.state === 'read' ? reading : files.read('/proc/mounts');
  return other.state === 'read' ? parseMounts(other.text) : null;
}

/** The mount that a path lies on: the longest target above it, the last one where several stand on one place. */
export function mountAt<M extends Pick<Mount, 'target'>>(mounts: readonly M[], path: string): M | null {
  let best: M | null = null;
  for (const mount of mounts) {
    const above = mount.target === '/' ? '/' : `${mount.target}/`;
    const holds = path === mount.target || path.startsWith(above);
    if (holds && (best === null || mount.target.length >= best.target.length)) best = mount;
  }
  return best;
}

const memoryTypes = new Set(['tmpfs', 'ramfs', 'rootfs']);

/** True when what is written below a path stays in memory: tmpfs, or an overlay whose upper layer is on one. */
export function isInMemory(mounts: readonly Mount[], path: string): boolean {
  const mount = mountAt(mounts, path);
  if (mount === null) return false;
  if (memoryTypes.has(mount.type)) return true;
  if (mount.type !== 'overlay' && mount.type !== 'aufs') return false;
  const upper = upperFolder(mount);
  if (upper === null) return false;
  const under = mountAt(mounts, upper);
  return under !== null && under !== mount && memoryTypes.has(under.type);
}

/** Where an overlay keeps what is written to it, or null. */
export function upperFolder(mount: Mount): string | null {
  const option = mount.options.find((word) => word.startsWith('upperdir='));
  return option === undefined ? null : option.slice('upperdir='.length);
}

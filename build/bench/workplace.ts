import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** On Linux the one folder that is always memory. */
const sharedMemory = '/dev/shm';

/** Where a run keeps its files, and the programs it measures. */
export interface Workplace {
  /** On a disk: sticks, and what is to be sealed. */
  readonly disk: string;
  /** In memory where the system has such a place: cards, and what is restored. */
  readonly memory: string;
  /** The built command. */
  readonly quorate: string;
  /** The built recovery kit's folder. */
  readonly kit: string;
  /** meter.ts, to be loaded before a program. */
  readonly meter: string;
  /** seal-child.ts. */
  readonly sealChild: string;
  /** A new empty folder. */
  folder(place: 'disk' | 'memory', name: string): string;
  remove(): void;
}

/**
 * Makes the folders of a run and puts the measured programs there, each as one plain JavaScript file as it is
 * delivered: reading TypeScript costs time and memory that no user pays.
 * @param place an existing folder on the disk to be measured; the system's folder for temporary files if not given
 */
export async function openWorkplace(place = tmpdir()): Promise<Workplace> {
  const dist = join(root, 'cli/dist');
  if (!existsSync(join(dist, 'quorate.mjs'))) throw new Error('cli/dist is not built: npm run build');
  const disk = mkdtempSync(join(place, 'quorate-bench-'));
  const memory = existsSync(sharedMemory) ? mkdtempSync(join(sharedMemory, 'quorate-bench-')) : disk;
  const programs = join(disk, 'programs');
  // Copied, so that a build in the middle of a run changes nothing.
  cpSync(dist, join(programs, 'dist'), { recursive: true });
  const bundled = async (name: string) => {
    const outfile = join(programs, `${name}.mjs`);
    const options = { bundle: true, format: 'esm', platform: 'node', target: 'node22' } as const;
    await build({ ...options, entryPoints: [join(root, `build/bench/${name}.ts`)], outfile });
    return outfile;
  };
  let folders = 0;
  return {
    disk,
    memory,
    quorate: join(programs, 'dist/quorate.mjs'),
    kit: join(programs, 'dist/kit'),
    meter: await bundled('meter'),
    sealChild: await bundled('seal-child'),
    folder(kind, name) {
      const path = join(kind === 'disk' ? disk : memory, `${name}-${++folders}`);
      mkdirSync(path);
      return path;
    },
    remove() {
      for (const path of [disk, memory]) rmSync(path, { recursive: true, force: true });
    },
  };
}

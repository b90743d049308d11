import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A process that keeps a file system from being unmounted. */
export interface User {
  readonly process: number;
  /** As it calls itself. */
  readonly name: string;
  /** `stands`: its working folder is there; `open`: it has a file open there. */
  readonly does: 'stands' | 'open';
}

/**
 * Processes that use something below a folder, as far as this user may see.
 * @param proc where procfs is mounted; another place only in tests
 */
export function usersOf(target: string, proc = '/proc'): User[] {
  return namesIn(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const folder = join(proc, name);
      const isThere = (link: string) => isBelow(linkAt(join(folder, link)), target);
      const does = ['cwd', 'root'].some(isThere)
        ? 'stands'
        : isThere('exe') || namesIn(join(folder, 'fd')).some((one) => isThere(`fd/${one}`))
          ? 'open'
          : null;
      return does === null ? [] : [{ process: Number(name), name: calls(folder), does } as const];
    });
}

/** One phrase a process, a few at most. */
export function namesOfUsers(users: readonly User[]): string[] {
  return users
    .slice(0, 5)
    .map(({ process, name, does }) =>
      does === 'stands' ? `${name} (${process}) stands in it` : `${name} (${process}) has a file open`,
    );
}

function calls(folder: string): string {
  try {
    return readFileSync(join(folder, 'comm'), 'utf8').trim();
  } catch {
    return 'a process';
  }
}

function isBelow(path: string | null, target: string): boolean {
  return path !== null && (path === target || path.startsWith(`${target}/`));
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

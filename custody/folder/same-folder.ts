import { realpathSync, statSync } from 'node:fs';
import { aboutFile } from '../files/errors.ts';

/** Whether two paths lead to one folder. A second mount of it has another path, and the same number on its device. */
export function isSameFolder(one: string, other: string): boolean {
  if (realOf(one) === realOf(other)) return true;
  const [a, b] = [identityOf(one), identityOf(other)];
  return a !== null && a === b;
}

function realOf(path: string): string {
  return aboutFile(path, () => realpathSync(path));
}

/** Null where the file system numbers nothing: then the path alone tells. */
function identityOf(path: string): string | null {
  const { dev, ino } = aboutFile(path, () => statSync(path, { bigint: true }));
  return ino === 0n ? null : `${dev}:${ino}`;
}

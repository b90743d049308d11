import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';

/**
 * Checks that a destination is a real folder, or a new one in a real folder, and that it does not lie in the
 * ceremony folder or on the stick it was found on: plaintext has no business there.
 * @param ceremonyFolders the ceremony folder, and what was given to find it
 * @throws `file-is-link`, `file-not-regular`, `file-not-found`, `restore-onto-stick`
 */
export function checkDestination(destination: string, ceremonyFolders: readonly string[]): void {
  const stats = lookAt(destination);
  if (stats?.isSymbolicLink()) throw isLink(destination);
  if (stats !== undefined && !stats.isDirectory()) {
    throw new QuorateError(
      'file-not-regular',
      `${destination} is not a folder`,
      'choose a new, empty folder',
    );
  }
  if (stats === undefined) {
    const parent = dirname(resolve(destination));
    const above = lookAt(parent);
    if (above === undefined)
      throw new QuorateError('file-not-found', `${parent} does not exist`, 'create it first');
  }
  const real = realOf(destination);
  // A stick that was pulled out is none that could be written onto.
  for (const source of ceremonyFolders.filter(existsSync)) {
    const inside = relative(realpathSync(source), real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) continue;
    throw new QuorateError(
      'restore-onto-stick',
      `${destination} lies on the stick`,
      'choose a folder on an encrypted disk or in memory, never on the stick',
    );
  }
}

/**
 * Names everything in the way of new files below a destination: files that exist, links and files where a folder is
 * needed. Nothing is written.
 * @param paths relative, with `/`
 * @throws `restore-conflict`, `file-is-link`, `file-not-regular`
 */
export function checkConflicts(destination: string, paths: readonly string[]): void {
  checkFolders(destination, paths);
  const inTheWay = paths.filter((path) => lookAt(join(destination, path)) !== undefined);
  const [first] = inTheWay;
  if (first === undefined) return;
  const others = inTheWay.length > 1 ? ` and ${inTheWay.length - 1} more` : '';
  throw new QuorateError(
    'restore-conflict',
    `${join(destination, first)}${others} already exists`,
    'nothing is ever overwritten: choose an empty folder, or have what is there moved aside (--move-existing)',
  );
}

/**
 * Checks that every folder needed for new files below a destination is one, or is not there yet.
 * @param paths of the files, relative, with `/`
 * @throws `file-is-link`, `file-not-regular`
 */
export function checkFolders(destination: string, paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  for (const folder of folders) {
    const path = join(destination, folder);
    const stats = lookAt(path);
    if (stats?.isSymbolicLink()) throw isLink(path);
    if (stats !== undefined && !stats.isDirectory()) {
      throw new QuorateError('file-not-regular', `${path} is in the way: it is not a folder`, 'move it away');
    }
  }
}

function lookAt(path: string) {
  return aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false }));
}

/** The real path of something that may not exist yet, in a folder that does. */
function realOf(path: string): string {
  const whole = resolve(path);
  if (lookAt(whole) !== undefined) return aboutFile(whole, () => realpathSync(whole));
  const parent = dirname(whole);
  return join(
    aboutFile(parent, () => realpathSync(parent)),
    relative(parent, whole),
  );
}

function isLink(path: string): QuorateError {
  return new QuorateError(
    'file-is-link',
    `${path} is a link`,
    'links are never followed: give the folder itself',
  );
}

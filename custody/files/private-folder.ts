import { lstatSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from './errors.ts';

const root = 0;
const othersMayWrite = 0o022;
const othersMayAnything = 0o077;
/** In a sticky folder only its owner renames or removes an entry. */
const sticky = 0o1000;

/**
 * Checks that a folder for secrets is this user's alone, and that nobody else can put another one in its place: it is
 * no link, it is owned by this user, no other may enter it, and every folder above belongs to this user or to root
 * and cannot be written to by others (sticky ones, such as /dev/shm, aside).
 * @returns its real path, which no link can lead elsewhere
 * @throws `cards-not-private`, `file-…` codes
 */
export function privateFolder(folder: string): string {
  // A slash at the end would make lstat follow a link.
  const path = resolve(folder);
  const user = process.getuid?.();
  const stats = aboutFile(path, () => lstatSync(path));
  const refuse = (what: string) =>
    new QuorateError('cards-not-private', what, 'mkdir -m 700 a new folder of your own in /dev/shm');
  if (stats.isSymbolicLink()) throw refuse(`${path} is a link: where it leads can be changed`);
  if (!stats.isDirectory()) throw refuse(`${path} is not a folder`);
  if (stats.uid !== user) throw refuse(`${path} belongs to another user`);
  if ((stats.mode & othersMayAnything) !== 0) {
    throw refuse(`${path} is open to other users (mode ${(stats.mode & 0o777).toString(8)})`);
  }
  const real = aboutFile(path, () => realpathSync(path));
  for (let above = dirname(real); ; above = dirname(above)) {
    const { uid, mode } = aboutFile(above, () => lstatSync(above));
    if (uid !== user && uid !== root) {
      throw refuse(
        `${above}, above ${real}, belongs to another user, who can put another folder in its place`,
      );
    }
    if ((mode & othersMayWrite) !== 0 && (mode & sticky) === 0) {
      throw refuse(`others may write to ${above}, above ${real}, and put another folder in its place`);
    }
    if (above === dirname(above)) return real;
  }
}

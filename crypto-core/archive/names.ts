import { toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { isCleanText } from '../json/fields.ts';

// Names that Windows gives to devices, with any extension, in any case.
const deviceName = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;

/**
 * Says why a relative path cannot stand in an archive, or null when it can. The rules hold for every system the
 * keys may one day come back on, not only for the one they left.
 */
export function faultOfName(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.startsWith('/')) return 'is absolute';
  if (!isCleanText(path)) return 'holds a control character';
  if (/[\\:]/.test(path)) return 'holds a backslash or a colon';
  for (const part of path.split('/')) {
    if (part === '') return 'has an empty part';
    if (part === '.' || part === '..') return `has a part ${part}`;
    if (/[. ]$/.test(part)) return 'has a part that ends in a dot or a space';
    if (deviceName.test(part)) return 'has a part that is a device on Windows';
  }
  return null;
}

/**
 * @param path a relative path as it stands in the archive
 * @throws `archive-name`
 */
export function checkName(path: string): void {
  const fault = faultOfName(path);
  if (fault !== null) {
    throw new QuorateError(
      'archive-name',
      `the name ${JSON.stringify(path)} ${fault}`,
      'give the file another name',
    );
  }
}

/**
 * What two names share that some file system cannot tell apart: full case folding, then NFC. Lower, upper, lower of
 * each code point gives the classes of Unicode's full case folding, with the one exception of the dotless i, which
 * folds to itself (checked against CaseFolding for every code point in the tests).
 */
export function foldedName(path: string): string {
  let folded = '';
  for (const point of path.normalize('NFC')) {
    folded += point === 'ı' ? point : point.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded.normalize('NFC');
}

/**
 * Checks a whole set of file names together: no two alike to any file system, none that is also a folder.
 * @throws `archive-name` naming the two
 */
export function checkNamesTogether(paths: readonly string[]): void {
  const byFold = new Map<string, string>();
  for (const path of paths) {
    const fold = foldedName(path);
    const twin = byFold.get(fold);
    if (twin !== undefined) throw clash(path, twin, 'cannot be told apart on every system');
    byFold.set(fold, path);
  }
  for (const path of paths) {
    for (const parent of parentsOf(path)) {
      const file = byFold.get(foldedName(parent));
      if (file !== undefined) throw clash(file, path, 'need the same name as a file and as a folder');
    }
  }
}

/** The folders above a path, outermost first: `a/b/c` gives `a`, `a/b`. */
export function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function clash(one: string, other: string, why: string): QuorateError {
  return new QuorateError(
    'archive-name',
    `the names ${JSON.stringify(one)} and ${JSON.stringify(other)} ${why}`,
  );
}

/** The two fields in which ustar keeps a path: at most 100 bytes of name behind at most 155 of prefix. */
export interface UstarName {
  readonly prefix: Uint8Array;
  readonly name: Uint8Array;
}

/**
 * Splits a path for ustar.
 * @throws `archive-name` when it is too long for the two fields
 */
export function splitUstarName(path: string): UstarName {
  const whole = toUtf8(path);
  if (whole.length <= 100) return { prefix: new Uint8Array(0), name: whole };
  for (let slash = whole.indexOf(0x2f); slash !== -1; slash = whole.indexOf(0x2f, slash + 1)) {
    if (slash > 155) break;
    const name = whole.subarray(slash + 1);
    if (slash > 0 && name.length > 0 && name.length <= 100) return { prefix: whole.subarray(0, slash), name };
  }
  throw new QuorateError(
    'archive-name',
    `the name ${JSON.stringify(path)} is too long: ${whole.length} bytes`,
    'give the folder that holds it, or give it a shorter name',
  );
}

import { foldedName } from '@quorate/crypto-core/archive/names';
import { QuorateError } from '@quorate/crypto-core/errors';

/** How restored files lie below the destination. */
export const layouts = ['as-imported', 'flat'] as const;
/** `as-imported`: `<source>/<relative path>`, as in the archive. `flat`: file names alone, all in one folder. */
export type Layout = (typeof layouts)[number];

/** From a path of the archive to one below the destination, both relative with `/`. */
export type PlaceOf = (path: string) => string;

/** Where a layout puts the files of an archive. */
export function placeIn(layout: Layout): PlaceOf {
  return layout === 'flat' ? (path) => path.slice(path.lastIndexOf('/') + 1) : (path) => path;
}

/**
 * Checks that no two files would get one name, in whatever case. They are refused, not told apart by a suffix: no
 * program loads a key or a signing state under a name of ours, and a state that is not loaded protects nothing.
 * @param targets `from` is the path in the archive, for the message
 * @throws `restore-layout`
 */
export function checkNames(targets: readonly { readonly path: string; readonly from?: string }[]): void {
  const seen = new Map<string, string>();
  for (const { path, from = path } of targets) {
    const other = seen.get(foldedName(path));
    if (other !== undefined) {
      throw new QuorateError(
        'restore-layout',
        `${other} and ${from} would both be called ${path}`,
        'restore one source at a time with --only NAME, or with the folders they came from (--layout as-imported)',
      );
    }
    seen.set(foldedName(path), from);
  }
}

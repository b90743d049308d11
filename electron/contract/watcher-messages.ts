import type { DriveView } from './drives-views.ts';

/** A drive as main is told of it: what a window may know, and what tells one stick from another. */
export interface WatchedDrive {
  readonly shown: Omit<DriveView, 'id' | 'handle'>;
  /** The same for all of one stick, and for as long as it is in: after a pull it is another. */
  readonly plug: string;
  /** What it says of itself, the same at every plug; null where it has no serial number. */
  readonly likeness: string | null;
}

/** From the watcher to main. */
export type FromWatcher =
  | { readonly kind: 'drives'; readonly isComing: boolean; readonly drives: readonly WatchedDrive[] }
  /** Told again and again: one that is silent hangs on a stick that does not answer. */
  | { readonly kind: 'alive' };

/** From main to the watcher: something may have been written to a stick, so that what was read of it is old. */
export interface ToWatcher {
  readonly kind: 'read-again';
}

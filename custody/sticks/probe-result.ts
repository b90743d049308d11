import type { Reread } from '../files/patient-read.ts';

/** A probe that found nothing wrong, and what it can have found. */
export interface ProbeResult {
  /** Bytes of the file system, and free before the probe. */
  readonly size: number;
  readonly free: number;
  /** Bytes written and read back. */
  readonly tested: number;
  /**
   * `all`: every byte that this user can write. `spread`: samples at distant places. `near`: only the places that the
   * file system gives out next, which are the places of the ceremony's own folder, as a rule.
   */
  readonly reach: 'all' | 'spread' | 'near';
  /** Pieces that were written, each at a place of its own where they are spread. */
  readonly samples: number;
  /** False where the system may have answered from memory: then nothing was shown of the medium. */
  readonly isPastCache: boolean;
  readonly writtenPerSecond: number;
  readonly readPerSecond: number;
  /** Places that were read only at a second try: the stick is dying. */
  readonly rereads: readonly Reread[];
}

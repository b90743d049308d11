/** A file to be restored. */
export interface RestoreTarget {
  /** Relative to the destination, with `/`. */
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
  /** Its path in the archive; absent for what the archive does not hold, as a signing state made now. */
  readonly from?: string;
}

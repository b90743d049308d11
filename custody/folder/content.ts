/** A file of the folder, `path` relative with `/`. */
export interface FolderFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hex digits, where it is known already. */
  readonly sha256?: string;
}

/** Everything a finished folder holds but its records; the same on every stick. */
export interface FolderContent {
  readonly name: string;
  /** All listed files and SHA256SUMS itself, in the order they are written. */
  readonly files: readonly FolderFile[];
  /** SHA-256 of SHA256SUMS, 64 hex digits: the one value that vouches for all of it. */
  readonly folderHash: string;
}

import type { KeyDescription } from './key-description.ts';
import type { PemReading } from './pem.ts';
import type { SecretJsonReading } from './secret-json.ts';

/** A file under recognition. */
export interface KeyFile {
  /** At most {@link largestKeyFile}; owned and zeroed by the caller. */
  readonly bytes: Uint8Array;
  /** The last part of the file's path, or '' when it is not known. */
  readonly baseName: string;
  /** The bytes read as JSON, shared by all recognisers; its strings are views of `bytes`. */
  readonly json: SecretJsonReading;
  /** The blocks of PEM or armour in it, shared likewise; null when there is none. Zeroed by whoever read them. */
  readonly pem: PemReading | null;
}

/**
 * One format: describes a file of its own kind (as `opaque` with a note when it is one, but broken) and answers null
 * for every other. Never throws, whatever the bytes.
 */
export type Recogniser = (file: KeyFile) => Promise<KeyDescription | null>;

/** Larger files are opaque without being looked into, in bytes. The largest known key file has some 20 KiB. */
export const largestKeyFile = 1024 * 1024;

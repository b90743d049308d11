// What measured processes tell the bench. No code here: the meter changes the process that loads it.

/** Kinds of work that the meter tells apart, in milliseconds. */
export interface Spent {
  /** scrypt, from the call to its answer. */
  kdf: number;
  /** AES, both ways. */
  cipher: number;
  /** SHA-256 of OpenSSL; small hashes in JavaScript are not seen. */
  hash: number;
  read: number;
  write: number;
  /** fsync of files and folders. */
  flush: number;
}

/** What a metered process leaves behind. */
export interface MeterReading {
  readonly spent: Spent;
  /** The most memory it ever had, in bytes. */
  readonly peakBytes: number;
}

/** Environment variable with the path where a metered process leaves its reading. */
export const meterVariable = 'QUORATE_BENCH_METER';

/** A step of a ceremony as the product names it, with what of it went into work that the meter knows. */
export interface Stage {
  readonly step: string;
  readonly ms: number;
  readonly spent: Spent;
}

/** The first step, before the product names any. */
export const importStep = 'reading the key files';

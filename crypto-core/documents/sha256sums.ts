import { faultOfName } from '../archive/names.ts';
import { compareBytes, equalBytes, fromUtf8, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';

/** The most bytes a SHA256SUMS file may have. */
const maxSumsBytes = 1024 * 1024;

/** One line: a file of the folder and the hash it must have. */
export interface Sum {
  /** Relative to the folder, parts joined by `/`. */
  readonly path: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** The text `sha256sum -c` reads: two spaces, relative paths, sorted by the bytes of the path. */
export function writeSums(sums: readonly Sum[]): Uint8Array {
  return toUtf8(
    [...sums]
      .sort((a, b) => compareBytes(toUtf8(a.path), toUtf8(b.path)))
      .map(({ sha256, path }) => `${sha256}  ${path}\n`)
      .join(''),
  );
}

/**
 * Reads SHA256SUMS strictly: only what {@link writeSums} writes.
 * @throws `sums-syntax`, `text-not-utf8`
 */
export function readSums(bytes: Uint8Array): Sum[] {
  if (bytes.length > maxSumsBytes) throw new QuorateError('sums-syntax', 'SHA256SUMS is larger than 1 MiB');
  const lines = fromUtf8(bytes, 'SHA256SUMS').split('\n');
  if (lines.pop() !== '') throw new QuorateError('sums-syntax', 'the last line of SHA256SUMS has no end');
  const sums = lines.map((line, index) => {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/u.exec(line) ?? [];
    if (sha256 === undefined || path === undefined || faultOfName(path) !== null) {
      throw new QuorateError(
        'sums-syntax',
        `line ${index + 1} of SHA256SUMS is not "hash, two spaces, relative path"`,
      );
    }
    return { path, sha256 };
  });
  const isDouble = new Set(sums.map((sum) => sum.path)).size !== sums.length;
  if (isDouble || !equalBytes(writeSums(sums), bytes)) {
    throw new QuorateError('sums-syntax', 'SHA256SUMS is not sorted, or names a file twice');
  }
  return sums;
}

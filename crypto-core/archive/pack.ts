import { checkName, checkNamesTogether } from './names.ts';
import { blockBytes, paddedSize, writeFileHeader } from './ustar.ts';

/** Name of the archive's first entry: the inner copy of the manifest. */
export const manifestName = 'manifest.json';
/** Folder under which every key file stands. */
export const keysFolder = 'keys/';
/** Mode of everything secret. */
export const privateMode = 0o600;
/** The widest mode a file may have, a certificate's. */
export const publicMode = 0o644;

/** A key file on its way into the archive. */
export interface KeyFile {
  /** `<name>/<relative path>`, as in the manifest. */
  readonly path: string;
  /** Owner and group bits it had; what is wider than the format allows is taken off. */
  readonly mode: number;
  /** Certificates may be read by anyone. */
  readonly isPublic: boolean;
  readonly content: Uint8Array;
}

/** The mode a file gets: a certificate 0644, anything else its owner bits without execute. */
export function modeInArchive(file: Pick<KeyFile, 'mode' | 'isPublic'>): number {
  if (file.isPublic) return publicMode;
  // A stick that knows no modes says 0777; a file nobody could read says 0000 and would come back useless.
  return file.mode & privateMode || privateMode;
}

/** Bytes of the archive that {@link packArchive} makes. */
export function archiveBytes(manifest: Uint8Array, files: readonly Pick<KeyFile, 'content'>[]): number {
  const entries = [manifest, ...files.map(({ content }) => content)];
  return entries.reduce((sum, { length }) => sum + blockBytes + paddedSize(length), 2 * blockBytes);
}

/**
 * The plaintext of a bundle: a strict ustar archive with the inner manifest first, then the key files in the given
 * order, which must be the manifest's.
 * @param seconds modification time of every entry, Unix
 * @param archive where it is written, exactly {@link archiveBytes}: zeros, but for contents that stand in their places
 * already; zeroed when packing fails
 * @returns `archive`; the caller zeroes it
 * @throws `archive-name`
 */
export function packArchive(
  manifest: Uint8Array,
  files: readonly KeyFile[],
  seconds: number,
  archive: Uint8Array = new Uint8Array(archiveBytes(manifest, files)),
): Uint8Array {
  if (archive.length !== archiveBytes(manifest, files)) {
    throw new Error(`the archive does not take the ${archive.length} bytes it is given`);
  }
  const entries = [
    { path: manifestName, mode: privateMode, content: manifest },
    ...files.map((file) => ({
      path: keysFolder + file.path,
      mode: modeInArchive(file),
      content: file.content,
    })),
  ];
  for (const entry of entries) checkName(entry.path);
  checkNamesTogether(entries.map((entry) => entry.path));
  try {
    let at = 0;
    for (const { path, mode, content } of entries) {
      writeFileHeader(archive.subarray(at, at + blockBytes), path, mode, content.length, seconds);
      at += blockBytes;
      putContent(archive.subarray(at, at + content.length), content);
      at += paddedSize(content.length);
    }
    return archive;
  } catch (error) {
    // A name may turn out too long for ustar when files before it are already copied.
    archive.fill(0);
    throw error;
  }
}

function putContent(place: Uint8Array, content: Uint8Array): void {
  if (content.buffer !== place.buffer) place.set(content);
  else if (content.byteOffset !== place.byteOffset) {
    throw new Error('a content stands in the archive already, but not in its place');
  }
}

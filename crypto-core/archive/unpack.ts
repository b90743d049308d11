import { QuorateError } from '../errors.ts';
import { checkName, checkNamesTogether, parentsOf } from './names.ts';
import { keysFolder, manifestName, publicMode } from './pack.ts';
import { readUstar } from './ustar.ts';

/** A key file that came out of an archive; `content` shares memory with it. */
export interface ArchivedFile {
  /** `<name>/<relative path>`. */
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

/** An archive taken apart. Names are safe to write under a folder; the manifest is not yet read. */
export interface UnpackedArchive {
  readonly manifest: Uint8Array;
  readonly files: readonly ArchivedFile[];
}

/**
 * Takes the plaintext of a bundle apart and checks every rule of the archive that needs no manifest.
 * @throws `archive-damaged`, `archive-entry`, `archive-name`
 */
export function unpackArchive(archive: Uint8Array): UnpackedArchive {
  const [first, ...rest] = readUstar(archive);
  if (first?.kind !== 'file' || first.path !== manifestName) {
    throw new QuorateError('archive-entry', `the archive in the bundle does not begin with ${manifestName}`);
  }
  for (const entry of rest) {
    checkName(entry.path);
    const isKeysFolder = entry.kind === 'directory' && `${entry.path}/` === keysFolder;
    if (!isKeysFolder && !entry.path.startsWith(keysFolder)) {
      throw new QuorateError(
        'archive-entry',
        `${JSON.stringify(entry.path)} stands outside ${keysFolder} in the archive`,
      );
    }
  }
  const files = rest.filter((entry) => entry.kind === 'file');
  const paths = files.map((file) => file.path);
  checkNamesTogether([manifestName, ...paths]);
  checkDirectories(
    rest.filter((entry) => entry.kind === 'directory').map((entry) => entry.path),
    paths,
  );
  return {
    manifest: first.content,
    files: files.map(({ path, mode, content }) => ({
      path: path.slice(keysFolder.length),
      mode: mode & publicMode,
      content,
    })),
  };
}

function checkDirectories(directories: readonly string[], files: readonly string[]): void {
  const parents = new Set(files.flatMap(parentsOf));
  const seen = new Set<string>();
  for (const directory of directories) {
    if (!parents.has(directory) || seen.has(directory)) {
      throw new QuorateError(
        'archive-entry',
        `the archive holds a needless directory ${JSON.stringify(directory)}`,
      );
    }
    seen.add(directory);
  }
}

import { lstatSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { faultOfName } from '@quorate/crypto-core/archive/names';
import { maxPlaintextBytes } from '@quorate/crypto-core/bundle/layout';
import { compareBytes, secretBytes, toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxListEntries } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { readFileInto, sizeOfFile } from '../files/read.ts';

/** A source of key files as the operator gave it: `NAME=PATH`, or a path whose last part is the name. */
export interface Source {
  readonly name: string;
  readonly path: string;
}

/** A key file that was found, not yet read. */
export interface FoundFile {
  /** Name of the source it belongs to. */
  readonly name: string;
  /** `<name>/<relative path>`, as it will stand in archive and manifest. */
  readonly path: string;
  /** Where it lies. */
  readonly location: string;
}

/** A key file in memory. Whoever holds it lets it go with {@link zeroFiles}, which empties `content`. */
export interface ImportedFile extends FoundFile {
  readonly mode: number;
  readonly modified: Date;
  content: Uint8Array;
}

/**
 * Reads `NAME=PATH` or `PATH`.
 * @throws `source-name` for a name that cannot be a folder's
 */
export function parseSource(argument: string): Source {
  const [, given, rest] = /^([^/\\=]+)=(.+)$/s.exec(argument) ?? [];
  const path = rest ?? argument;
  const name = given ?? basename(resolve(path));
  const fault = faultOfName(name);
  if (fault !== null || name.length > 120) {
    throw new QuorateError(
      'source-name',
      `the source name ${JSON.stringify(name)} ${fault ?? 'is too long'}`,
      'give it another: NAME=PATH',
    );
  }
  return { name, path };
}

/**
 * Finds the files of all sources: a file itself, a folder with everything below it. Nothing is read yet.
 * @throws `source-name` for the same name twice, `file-is-link` and `file-not-regular` for what may not be imported
 * (a link could point out of the folder the operator looked at), `source-too-many`, other `file-…` codes
 */
export function findFiles(sources: readonly Source[]): FoundFile[] {
  checkSourceNames(sources);
  const found = sources.flatMap(({ name, path }) => {
    const files = filesOf(name, path);
    if (files.length > 0) return files;
    throw new QuorateError(
      'file-empty',
      `the source ${name} holds no file: ${path}`,
      'give the folder that holds its key files',
    );
  });
  if (found.length > maxListEntries) {
    throw new QuorateError(
      'source-too-many',
      `the sources hold ${found.length} files, more than the ${maxListEntries} a bundle lists`,
      'leave out chain data and logs',
    );
  }
  return found.sort((a, b) => compareBytes(toUtf8(a.path), toUtf8(b.path)));
}

/**
 * Checks that no two sources have one name.
 * @throws `source-name`
 */
export function checkSourceNames(sources: readonly Source[]): void {
  const names = sources.map((source) => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new QuorateError(
    'source-name',
    `two sources are called ${JSON.stringify(twice)}`,
    'three validators carry the same file names: give each a name, validator1=PATH validator2=PATH',
  );
}

function filesOf(name: string, path: string): FoundFile[] {
  const stats = aboutFile(path, () => lstatSync(path));
  if (stats.isDirectory()) return filesBelow(name, path);
  // Anything else is judged when it is opened: a link, a FIFO and a device each get their own answer.
  return [{ name, path: `${name}/${basename(resolve(path))}`, location: path }];
}

function filesBelow(prefix: string, folder: string): FoundFile[] {
  const name = prefix.split('/')[0] as string;
  return aboutFile(folder, () => readdirSync(folder, { withFileTypes: true })).flatMap((entry) => {
    const location = join(folder, entry.name);
    const path = `${prefix}/${entry.name}`;
    const fault = faultOfName(entry.name);
    if (fault !== null) {
      throw new QuorateError(
        'archive-name',
        `the name of ${JSON.stringify(location)} ${fault}`,
        'give the file another name',
      );
    }
    return entry.isDirectory() ? filesBelow(path, location) : [{ name, path, location }];
  });
}

/**
 * Sizes of all found files, known to be neither nothing nor too much before memory is taken for them.
 * @throws `file-empty`, `source-too-large`, other `file-…` codes, naming the file
 */
export function sizesOf(found: readonly FoundFile[]): number[] {
  let total = 0;
  return found.map(({ location }) => {
    const size = sizeOfFile(location, maxPlaintextBytes);
    if (size === 0) {
      throw new QuorateError(
        'file-empty',
        `${location} is empty`,
        'a key file is never empty: look for the right one',
      );
    }
    total += size;
    if (total > maxPlaintextBytes) {
      throw new QuorateError(
        'source-too-large',
        `the sources hold more than the ${maxPlaintextBytes} bytes of a bundle`,
        'leave out chain data and logs',
      );
    }
    return size;
  });
}

/**
 * Reads every found file once. If one cannot be read, those already read are zeroed.
 * @param places for the contents, as large as {@link sizesOf} says; not given, each is an array of its own
 * @throws as `sizesOf`; `file-changed` for a file that has another size by now
 */
export function importFiles(
  found: readonly FoundFile[],
  places: readonly Uint8Array[] = sizesOf(found).map(secretBytes),
): ImportedFile[] {
  try {
    return found.map((file, index) => {
      const content = places[index] as Uint8Array;
      return { ...file, content, ...readFileInto(file.location, content) };
    });
  } catch (error) {
    for (const place of places) place.fill(0);
    throw error;
  }
}

/** Zeroes the contents of imported files, and lets their memory go: a large payload must not lie around in zeros. */
export function zeroFiles(files: readonly Pick<ImportedFile, 'content'>[]): void {
  for (const { content } of files) content.fill(0);
  letGoOfFiles(files);
}

/** Empties imported files, leaving what their contents were as it is. */
export function letGoOfFiles(files: readonly Pick<ImportedFile, 'content'>[]): void {
  for (const file of files) file.content = new Uint8Array(0);
}

import { basename, resolve } from 'node:path';
import { faultOfName } from '@quorate/crypto-core/archive/names';
import { maxPlaintextBytes } from '@quorate/crypto-core/bundle/layout';
import { secretBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
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
  /** Where it lies; of what was typed, its path. */
  readonly location: string;
  /** Its bytes, where a person typed them and no file holds them; whoever took them from the keyboard zeroes them. */
  readonly typed?: Uint8Array;
}

/** A key file in memory. Whoever holds it lets it go with {@link zeroFiles}, which empties `content`. */
export interface ImportedFile extends Omit<FoundFile, 'typed'> {
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

/**
 * Sizes of all found files, known to be neither nothing nor too much before memory is taken for them.
 * @throws `file-empty`, `source-too-large`, other `file-…` codes, naming the file
 */
export function sizesOf(found: readonly FoundFile[]): number[] {
  let total = 0;
  return found.map(({ location, typed }) => {
    const size = typed?.length ?? sizeOfFile(location, maxPlaintextBytes);
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
    return found.map(({ name, path, location, typed }, index) => {
      const content = places[index] as Uint8Array;
      const about = typed === undefined ? readFileInto(location, content) : copyTyped(typed, content);
      return { name, path, location, content, ...about };
    });
  } catch (error) {
    for (const place of places) place.fill(0);
    throw error;
  }
}

function copyTyped(typed: Uint8Array, content: Uint8Array): Pick<ImportedFile, 'mode' | 'modified'> {
  content.set(typed);
  return { mode: 0o600, modified: new Date() };
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

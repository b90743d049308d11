import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { faultOfName } from '@quorate/crypto-core/archive/names';
import { compareBytes, toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxListEntries } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { hasKeyName, type LeftReason, leftTexts, reasonOfFile, reasonOfFolder } from './left-out.ts';
import { checkSourceNames, type FoundFile, type Source } from './sources.ts';

/** A file or folder of a source that is not taken along. */
export interface LeftOut {
  /** Name of the source it belongs to. */
  readonly name: string;
  /** `<name>/<relative path>`; of a folder it stands for all below it. */
  readonly path: string;
  readonly location: string;
  readonly reason: LeftReason;
  /** It has the name of a key, or hides what lies behind it: a person should look. */
  readonly needsLook: boolean;
}

/** How much was left: for the journal, which lies on every stick and names nothing of what was not taken. */
export interface LeftCount {
  /** Files and whole folders. */
  readonly left: number;
  /** Those of them that a person should have looked at. */
  readonly toLookAt: number;
}

/** What a search of the sources gave, each sorted by the bytes of `path`. */
export interface KeySearch {
  readonly taken: readonly FoundFile[];
  readonly left: readonly LeftOut[];
}

/**
 * Finds the key material in sources that may be whole home directories of nodes and daemons, and says what it leaves
 * and why. Only what is known to be no key is left: databases, logs, programs, empty and huge files, links. Whatever
 * is merely not known is taken: a missing key is found when it is too late. Nothing is read yet, no link followed.
 * @throws `source-name` for the same name twice, `file-empty` for a source of which nothing is taken, `archive-name`
 * for a file that could not stand in an archive, `source-too-many`, other `file-…` codes
 */
export function findKeyFiles(sources: readonly Source[]): KeySearch {
  checkSourceNames(sources);
  const taken: FoundFile[] = [];
  const left: LeftOut[] = [];
  for (const source of sources) {
    const search = new Search(source.name);
    search.start(source.path);
    if (search.taken.length === 0) throw nothingFound(source, search.left);
    taken.push(...search.taken);
    left.push(...search.left);
  }
  if (taken.length > maxListEntries) {
    throw new QuorateError(
      'source-too-many',
      `the sources hold ${taken.length} files to keep, more than the ${maxListEntries} a bundle lists`,
      'give the folders that hold the keys, not all that lies around them',
    );
  }
  return { taken: taken.sort(byPath), left: left.sort(byPath) };
}

/** Counts what was left. */
export function countLeft(left: readonly LeftOut[]): LeftCount {
  return { left: left.length, toLookAt: left.filter(({ needsLook }) => needsLook).length };
}

/** Orders by the bytes of the path, as the archive is. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return compareBytes(toUtf8(a.path), toUtf8(b.path));
}

function nothingFound({ name, path }: Source, left: readonly LeftOut[]): QuorateError {
  const reasons = left.slice(0, 3).map((one) => `${one.path} (${leftTexts[one.reason]})`);
  const found = reasons.length === 0 ? '' : `; what was found is left out: ${reasons.join(', ')}`;
  return new QuorateError(
    'file-empty',
    `no file of the source ${name} is one to keep: ${path}${found}`,
    'give the folder that holds its key files, or the file itself',
  );
}

class Search {
  readonly taken: FoundFile[] = [];
  readonly left: LeftOut[] = [];
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  start(path: string): void {
    const stats = aboutFile(path, () => lstatSync(path));
    if (stats.isDirectory()) {
      this.#folder(this.name, path, entriesOf(path));
      return;
    }
    // A file that was named itself is taken whatever it is; what it may not be is refused when it is opened.
    this.taken.push({ name: this.name, path: `${this.name}/${basename(resolve(path))}`, location: path });
  }

  #folder(prefix: string, folder: string, entries: readonly Dirent[]): void {
    for (const entry of entries) this.#entry(entry, `${prefix}/${entry.name}`, join(folder, entry.name));
  }

  #entry(entry: Dirent, path: string, location: string): void {
    if (entry.isDirectory()) {
      const entries = entriesOf(location);
      const reason = reasonOfFolder(entry.name, entries);
      if (reason === null) this.#folder(path, location, entries);
      else this.#leaveFolder(reason, path, location, entries);
    } else if (entry.isSymbolicLink()) this.#leave('link', path, location, true);
    else if (!entry.isFile()) this.#leave('not-a-file', path, location, false);
    else this.#file(entry.name, path, location);
  }

  #file(name: string, path: string, location: string): void {
    const { size } = aboutFile(location, () => lstatSync(location));
    const reason = reasonOfFile(name, size);
    if (reason !== null) {
      // What is large may be the state of a daemon: only its owner knows.
      this.#leave(reason, path, location, hasKeyName(name) || reason === 'too-large');
      return;
    }
    const fault = faultOfName(name);
    if (fault !== null) {
      throw new QuorateError(
        'archive-name',
        `the name of ${JSON.stringify(location)} ${fault}`,
        'give the file another name',
      );
    }
    this.taken.push({ name: this.name, path, location });
  }

  /** A folder is left as a whole, but for what has the name of a key in it: people put copies anywhere. */
  #leaveFolder(reason: LeftReason, path: string, location: string, entries: readonly Dirent[]): void {
    this.#leave(reason, path, location, false);
    for (const entry of entries) {
      const below = join(location, entry.name);
      if (entry.isDirectory()) this.#keysBelow(`${path}/${entry.name}`, below);
      else if (entry.isFile() && hasKeyName(entry.name))
        this.#file(entry.name, `${path}/${entry.name}`, below);
    }
  }

  #keysBelow(path: string, folder: string): void {
    for (const entry of entriesOf(folder)) {
      const below = join(folder, entry.name);
      if (entry.isDirectory()) this.#keysBelow(`${path}/${entry.name}`, below);
      else if (entry.isFile() && hasKeyName(entry.name))
        this.#file(entry.name, `${path}/${entry.name}`, below);
    }
  }

  #leave(reason: LeftReason, path: string, location: string, needsLook: boolean): void {
    this.left.push({ name: this.name, path, location, reason, needsLook });
  }
}

function entriesOf(folder: string): Dirent[] {
  return aboutFile(folder, () => readdirSync(folder, { withFileTypes: true }));
}

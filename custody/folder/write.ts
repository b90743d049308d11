import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Sum, writeSums } from '@quorate/crypto-core/documents/sha256sums';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { deviceBelow, pulled, tellsGone } from '../files/medium.ts';
import { type Reread, rereadPredicate } from '../files/patient-read.ts';
import { syncFolder, syncRenamed, writingNewFile } from '../files/write.ts';
import { nodePrimitives } from '../primitives.ts';
import type { FolderContent, FolderFile } from './content.ts';
import { listedFiles, recordsFolder, sumsFile } from './layout.ts';
import { checkLeft } from './left.ts';

/**
 * Completes a folder's content with its SHA256SUMS.
 * @param name final name of the folder
 * @param files the four top-level files and the kit
 */
export function sealFolder(name: string, files: readonly FolderFile[]): FolderContent {
  const missing = listedFiles.filter((path) => !files.some((file) => file.path === path));
  if (missing.length > 0) throw new Error(`the folder lacks ${missing.join(', ')}`);
  const sums: Sum[] = files.map(({ path, bytes, sha256 }) => ({
    path,
    sha256: sha256 ?? toHex(nodePrimitives.sha256(bytes)),
  }));
  const sumsBytes = writeSums(sums);
  return {
    name,
    files: [...files, { path: sumsFile, bytes: sumsBytes }],
    folderHash: toHex(nodePrimitives.sha256(sumsBytes)),
  };
}

/** Bytes of all files of a folder. */
export function folderBytes({ files }: Pick<FolderContent, 'files'>): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** How far a folder is written. */
export interface WriteProgress {
  /** What is done now, in words. */
  readonly step: string;
  /** Bytes written, and bytes in all. */
  readonly done: number;
  readonly all: number;
  /** The folder has its final name: nothing stops it any more. */
  readonly isFinal: boolean;
}

/** What {@link writeFolder} tells, and what stops it. */
export interface Writing {
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
  /** Stops the writing, until the folder has its final name. */
  readonly signal?: AbortSignal | undefined;
  /** Told what does not speak for the stick, though it was written: a place that was read only at the second try. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /**
   * This very stick was being written when it was pulled: a folder that has its final name already is taken as written
   * when every byte of it is on the medium. Only for a second try, for else one stick could be given for two.
   */
  readonly isRetry?: boolean | undefined;
}

/**
 * Writes a folder onto a stick: under a partial name, each file made anew, flushed and read back, then the folders
 * flushed, then renamed, then the rename flushed. A process that dies at any point leaves either the whole folder or
 * one whose name says it is not. Between pieces others have a turn; every piece is flushed, so that what is told has
 * reached the stick. What an earlier try left of this very folder under its partial name is deleted first.
 * @param stick an existing folder: the stick's root
 * @returns the path of the finished folder
 * @throws `file-…`, `medium-…` codes; `folder-exists` when the stick already holds this ceremony, or, at a retry,
 * something else under its name; `interrupted` when it was stopped: nothing is left on the stick then
 */
export async function writeFolder(
  stick: string,
  content: FolderContent,
  { onProgress, signal, onWarning, isRetry = false }: Writing = {},
): Promise<string> {
  const writing = writingFolder(stick, content, isRetry, onWarning);
  const isThere = deviceBelow(stick);
  const step = () => {
    try {
      return writing.next();
    } catch (error) {
      throw isThere() && !tellsGone(error) ? error : pulled(stick, error);
    }
  };
  try {
    for (;;) {
      const next = step();
      if (next.done === true) {
        if (isThere()) return next.value;
        throw pulled(stick);
      }
      onProgress?.(next.value);
      // No turn once the folder is final: whoever called must learn of it before anything else happens.
      if (next.value.isFinal) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted === true) throw stopped(stick);
    }
  } finally {
    // Whatever ends it early, a listener that throws as well, has what was written taken away.
    writing.return('');
  }
}

/** A piece between two flushes takes about a second on a slow stick; what is compared comes from the stick itself. */
const inPieces = { flushEvery: 8 * 1024 * 1024, pastCache: true };

/** Writes a folder step by step; ended early at any step, it takes away what it wrote. */
function* writingFolder(
  stick: string,
  content: FolderContent,
  isRetry: boolean,
  onWarning: Writing['onWarning'],
): Generator<WriteProgress, string> {
  const final = join(stick, content.name);
  const partial = join(stick, `${partialPrefix}${content.name}`);
  if (!aboutFile(stick, () => lstatSync(stick)).isDirectory()) {
    throw new QuorateError(
      'file-not-regular',
      `${stick} is not a folder`,
      'give the folder where the stick is mounted',
    );
  }
  const all = folderBytes(content);
  let done = 0;
  let isFinal = false;
  const at = (step: string): WriteProgress => ({ step, done, all, isFinal });
  const isThere = (path: string) =>
    aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
  const options = {
    ...inPieces,
    known: content.files,
    onReread: (reread: Reread) => onWarning?.(`${reread.path} ${rereadPredicate(reread)}`),
  };
  if (isThere(final)) {
    if (!isRetry || isThere(partial)) throw alreadyThere(final, isThere(partial));
    isFinal = true;
    yield at(`reading ${final}, which has its final name already`);
    checkLeft(final, content, options);
    done = all;
    for (const folder of foldersOf(content.files)) syncFolder(join(final, folder));
    yield at('flushing the stick');
    syncFolder(stick);
    return final;
  }
  if (isThere(partial)) {
    // Its name says that it is unfinished and which ceremony it is of, and it holds no secret.
    yield at(`deleting ${partial}, left from a try that did not finish`);
    aboutFile(partial, () => rmSync(partial, { recursive: true }));
    syncFolder(stick);
  }
  try {
    yield at(`creating ${partial}`);
    makeFolders(partial, content.files);
    for (const { path, bytes } of content.files) {
      yield at(`writing ${path}`);
      const before = done;
      for (const { doing, written } of writingNewFile(join(partial, path), bytes, 0o644, options)) {
        done = before + written;
        yield at(doing === 'writing' ? `writing ${path}` : `reading back ${path}`);
      }
    }
    for (const folder of foldersOf(content.files)) {
      yield at(`flushing ${folder}`);
      syncFolder(join(partial, folder));
    }
    yield at(`renaming to ${content.name}`);
    aboutFile(final, () => renameSync(partial, final));
    isFinal = true;
  } finally {
    if (!isFinal) removePartial(partial);
  }
  yield at('flushing the stick');
  // On FAT the entry under the new name is empty until what it names is flushed itself.
  syncRenamed(final);
  syncFolder(stick);
  return final;
}

function stopped(stick: string): QuorateError {
  return new QuorateError(
    'interrupted',
    `writing to ${stick} was stopped; nothing of it is left there`,
    'write this stick again, or take another',
  );
}

/** Unfinished folders that an earlier run left on a stick. */
export function partialFolders(stick: string): string[] {
  return aboutFile(stick, () => readdirSync(stick)).filter((name) => name.startsWith(partialPrefix));
}

function makeFolders(partial: string, files: readonly FolderFile[]): void {
  for (const folder of foldersOf(files).reverse()) {
    const path = join(partial, folder);
    aboutFile(path, () => mkdirSync(path, { mode: 0o755 }));
  }
}

/** Every folder of the content, deepest first, the folder itself (`.`) last. */
function foldersOf(files: readonly FolderFile[]): string[] {
  const folders = new Set([recordsFolder]);
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return [...[...folders].sort().reverse(), '.'];
}

function removePartial(partial: string): void {
  try {
    rmSync(partial, { recursive: true, force: true });
  } catch {
    // The medium may be gone. The name still says that the folder is not finished.
  }
}

function alreadyThere(final: string, isPartialThere: boolean): QuorateError {
  return isPartialThere
    ? new QuorateError(
        'folder-exists',
        `${final} exists, and so does its unfinished twin`,
        'the file system did not survive that the stick was pulled: format the stick, or use another',
      )
    : new QuorateError(
        'folder-exists',
        `${final} already exists`,
        'this stick already holds the ceremony; use another, or, if it was pulled while it was written, delete the folder',
      );
}

import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Sum, writeSums } from '@quorate/crypto-core/documents/sha256sums';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { syncFolder, writeNewFile } from '../files/write.ts';
import { nodePrimitives } from '../primitives.ts';
import { listedFiles, recordsFolder, sumsFile } from './layout.ts';

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

/**
 * Writes a folder onto a stick: under a partial name, each file made anew, flushed and read back, then the folders
 * flushed, then renamed, then the rename flushed. A process that dies at any point leaves either the whole folder or
 * one whose name says it is not.
 * @param stick an existing folder: the stick's root
 * @param onStep told before each step, for a progress line
 * @returns the path of the finished folder
 * @throws `file-…`, `medium-…` codes; `folder-exists` when the stick already holds this ceremony
 */
export function writeFolder(
  stick: string,
  content: FolderContent,
  onStep: (step: string) => void = () => {},
): string {
  const final = join(stick, content.name);
  const partial = join(stick, `${partialPrefix}${content.name}`);
  if (!aboutFile(stick, () => lstatSync(stick)).isDirectory()) {
    throw new QuorateError(
      'file-not-regular',
      `${stick} is not a folder`,
      'give the folder where the stick is mounted',
    );
  }
  for (const path of [final, partial]) {
    if (aboutFile(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined)
      throw alreadyThere(path, path === partial);
  }
  try {
    onStep(`creating ${partial}`);
    makeFolders(partial, content.files);
    for (const { path, bytes } of content.files) {
      onStep(`writing ${path}`);
      writeNewFile(join(partial, path), bytes, 0o644);
      onStep(`read back ${path}`);
    }
    for (const folder of foldersOf(content.files)) {
      onStep(`flushing ${folder}`);
      syncFolder(join(partial, folder));
    }
    onStep(`renaming to ${content.name}`);
    aboutFile(final, () => renameSync(partial, final));
  } catch (error) {
    removePartial(partial);
    throw error;
  }
  onStep('flushing the stick');
  syncFolder(stick);
  return final;
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

function alreadyThere(path: string, isPartial: boolean): QuorateError {
  return isPartial
    ? new QuorateError(
        'folder-exists',
        `${path} is left from a run that did not finish`,
        'remove it, then start again',
      )
    : new QuorateError(
        'folder-exists',
        `${path} already exists`,
        'this stick already holds the ceremony; use another',
      );
}

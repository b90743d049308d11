import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { type Comparing, compareWithFile, compareWithMedium } from '../files/write.ts';
import type { FolderContent } from './content.ts';

/**
 * Checks that what an earlier try left under a folder's final name is the whole folder and nothing else, byte for byte
 * and read from the medium where the system has a way: the stick was pulled after the rename.
 * @throws `folder-exists` when it is not: it says what is wrong, and the remedy; `medium-failed` for what cannot be read
 */
export function checkLeft(path: string, content: FolderContent, comparing: Comparing): void {
  if (!aboutFile(path, () => lstatSync(path)).isDirectory()) throw damaged(path, 'it is not a folder');
  const left = new Set(filesBelow(path, ''));
  const known = new Set(content.files.map((file) => file.path));
  for (const file of left) {
    if (!known.has(file)) {
      throw new QuorateError(
        'folder-exists',
        `${path} already exists, and holds ${file} besides`,
        'this stick already holds the ceremony; use another',
      );
    }
  }
  for (const file of content.files) {
    if (!left.has(file.path)) throw damaged(path, `${file.path} is missing`);
    const place = join(path, file.path);
    try {
      if (!compareWithMedium(place, file.bytes, comparing)) compareWithFile(place, file.bytes, comparing);
    } catch (error) {
      if (!(error instanceof QuorateError) || error.code !== 'medium-differs') throw error;
      throw damaged(path, error.message, error);
    }
  }
}

function damaged(path: string, why: string, cause?: unknown): QuorateError {
  return new QuorateError(
    'folder-exists',
    `${path} is left from a try that was cut short, and is damaged: ${why}`,
    'delete this folder and write the stick again; if that fails, use another',
    { cause },
  );
}

/** Everything below a folder that is not a folder itself, with `/`. */
function filesBelow(root: string, folder: string): string[] {
  const here = join(root, folder);
  const named = (entry: Dirent) => (folder === '' ? entry.name : `${folder}/${entry.name}`);
  return aboutFile(here, () => readdirSync(here, { withFileTypes: true })).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(root, named(entry)) : [named(entry)],
  );
}

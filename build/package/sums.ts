import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Names of the list, and of what electron-builder notes about its own work. */
const list = 'SHA256SUMS';
const notes = /^(builder-.*\.ya?ml|SHA256SUMS|\.icon-.*)$/;

/**
 * Writes `SHA256SUMS` into a folder: every file below it, as `sha256sum -c` reads it. A link is left out: it names a
 * file that stands in the list.
 */
export async function writeSums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const path of filesBelow(folder).sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash);
    lines.push(`${hash.digest('hex')}  ${path}\n`);
  }
  writeFileSync(join(folder, list), lines.join(''));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !notes.test(path));
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes } from '@quorate/crypto-core/bundle/layout';
import { readSums } from '@quorate/crypto-core/documents/sha256sums';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import type { OnReread } from '../files/patient-read.ts';
import { readFileOnce } from '../files/read.ts';
import type { FolderContent, FolderFile } from '../folder/content.ts';
import { bundleFile, maxOtherBytes, recordsFolder, sumsFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { nodePrimitives } from '../primitives.ts';

/**
 * Everything that a verified folder holds, records included, read once more: what is copied is what was verified.
 * @param folder without a tampering
 * @param name the folder's own name
 * @param onReread told of places that were not read at the first try
 * @throws `folder-tampered` when it does not hold together, or changed since it was verified; `file-…` codes
 */
export function contentOf(folder: CeremonyFolder, name: string, onReread?: OnReread): FolderContent {
  const { path, folderHash, findings } = folder;
  const [fault] = findings.tamperings;
  if (folderHash === null || fault !== undefined) throw unfit(path, fault?.message ?? 'it has no SHA256SUMS');
  const sums = readFileOnce(join(path, sumsFile), maxJsonBytes, onReread).bytes;
  if (hashOf(sums) !== folderHash) throw unfit(path, `${sumsFile} changed since it was read`);
  const listed = readSums(sums).map(
    (sum): FolderFile => ({ path: sum.path, bytes: listedFile(path, sum, onReread) }),
  );
  const records = recordsIn(path, onReread);
  return { name, files: [...listed, { path: sumsFile, bytes: sums }, ...records], folderHash };
}

/**
 * Reads a file of a folder and holds it against its line in SHA256SUMS.
 * @throws `folder-tampered` when it is another, `file-…` codes
 */
export function listedFile(
  folder: string,
  { path, sha256 }: { path: string; sha256: string },
  onReread?: OnReread,
): Uint8Array {
  const most = path === bundleFile ? maxBundleBytes : maxOtherBytes;
  const { bytes } = readFileOnce(join(folder, path), most, onReread);
  if (hashOf(bytes) !== sha256) throw unfit(folder, `${path} does not match ${sumsFile}`);
  return bytes;
}

function recordsIn(folder: string, onReread?: OnReread): FolderFile[] {
  const records = join(folder, recordsFolder);
  const names = aboutFile(records, () => readdirSync(records, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  return names.map((name) => ({
    path: `${recordsFolder}/${name}`,
    bytes: readFileOnce(join(records, name), maxOtherBytes, onReread).bytes,
  }));
}

/** SHA-256, 64 hex digits. */
export function hashOf(bytes: Uint8Array): string {
  return toHex(nodePrimitives.sha256(bytes));
}

function unfit(path: string, why: string): QuorateError {
  return new QuorateError('folder-tampered', `${path} is no source for a copy: ${why}`, 'take another stick');
}

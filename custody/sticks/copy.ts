import { basename } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type Reread, rereadPredicate } from '../files/patient-read.ts';
import { type CeremonyFolder, readFolder } from '../folder/read.ts';
import { type Writing, writeFolder } from '../folder/write.ts';
import { contentOf } from './folder-content.ts';

/**
 * Copies a verified ceremony folder onto another stick, byte for byte and records included, and verifies the copy.
 * @param from as it was just read
 * @param stick where the other stick is mounted
 * @param how its `onWarning` is told of what either stick gave only at a second try
 * @returns the copy, as it was read back
 * @throws `folder-tampered` for a source that does not hold together; the codes of `writeFolder`; `medium-differs`
 * when the copy does not verify
 */
export async function copyFolder(
  from: CeremonyFolder,
  stick: string,
  how: Writing = {},
): Promise<CeremonyFolder> {
  const onReread = (reread: Reread) => how.onWarning?.(`${reread.path} ${rereadPredicate(reread)}`);
  const content = contentOf(from, basename(from.path), onReread);
  const path = await writeFolder(stick, content, how);
  const copy = readFolder(path, content.folderHash);
  const fault = copy.findings.all.find(({ severity }) => severity !== 'note');
  if (fault !== undefined) {
    throw new QuorateError(
      'medium-differs',
      `${path} does not verify: ${fault.message}`,
      'do not trust this stick: use another',
    );
  }
  return copy;
}

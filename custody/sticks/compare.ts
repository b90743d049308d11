import { dirname } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { driveAt } from '../drives/at-path.ts';
import { mayBeSameStick } from '../drives/same-stick.ts';
import { sumsFile } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import type { AppendedRecord } from '../folder/records.ts';
import { leaveRecord } from '../records/leave-record.ts';
import { type DamagedFile, damagedFiles, repairFile } from './repair.ts';

/** A stick on which files are not as they were sealed. */
export interface StickDamage {
  readonly stick: CeremonyFolder;
  readonly files: readonly DamagedFile[];
}

/** What came of holding sticks of one ceremony against each other. */
export interface StickComparison {
  /** The stick that the others were held against. */
  readonly good: CeremonyFolder;
  readonly damages: readonly StickDamage[];
  /** What lies in a folder and is nothing of the ceremony, as a sentence that names it. */
  readonly added: readonly { readonly stick: CeremonyFolder; readonly message: string }[];
}

/**
 * Compares several sticks of one ceremony file by file.
 * @param folders as they were just read
 * @throws `stick-twice`, `folder-tampered` where none is whole, `folder-hash-differs` for two that are whole and differ
 */
export function compareFolders(folders: readonly CeremonyFolder[]): StickComparison {
  refuseTwice(folders);
  const good = goodOf(folders);
  const damages = folders
    .filter((stick) => stick !== good)
    .map((stick): StickDamage => ({ stick, files: damagedFiles(stick, good) }))
    .filter(({ files }) => files.length > 0);
  const added = folders.flatMap((stick) =>
    stick.findings.all
      .filter(({ severity }) => severity === 'addition')
      .map(({ message }) => ({ stick, message })),
  );
  return { good, damages, added };
}

/**
 * Puts the damaged files of a stick right from a good one, reads it anew, and leaves a record of it there.
 * @param readAgain reads the stick after its repair
 * @throws `folder-hash-differs` where the stick's own SHA256SUMS would be replaced on the word of a stick that was not
 * held against paper; the codes of `repairFile`; `medium-differs` when it does not verify after all
 */
export function repairStick(
  { stick, files }: StickDamage,
  good: CeremonyFolder,
  people: string[],
  readAgain: (path: string) => CeremonyFolder,
): AppendedRecord {
  refuseUnproved({ stick, files }, good);
  for (const { path } of files) repairFile(stick, good, path);
  const repaired = readAgain(stick.path);
  const fault = repaired.findings.tamperings[0];
  if (fault !== undefined) {
    throw new QuorateError(
      'medium-differs',
      `${stick.path} does not verify after the repair: ${fault.message}`,
      'do not trust this stick: copy a good one onto another (quorate stick copy)',
    );
  }
  const data = { action: 'repaired', files: files.map(({ path }) => path) };
  return leaveRecord(repaired, { type: 'media', people, data });
}

/**
 * Refuses to replace a stick's own SHA256SUMS on the word of a stick that was not held against paper: one made of whole
 * cloth holds together too, and a flipped bit on the real one makes it the good one.
 * @throws `folder-hash-differs`
 */
export function refuseUnproved({ stick, files }: StickDamage, good: CeremonyFolder): void {
  if (good.isAuthenticated || files.every(({ path }) => path !== sumsFile)) return;
  throw new QuorateError(
    'folder-hash-differs',
    `${stick.path} and ${good.path} each have a SHA256SUMS of their own, and nobody has said which is the one on paper`,
    'give --folder-hash from a card, or type it where the sticks are compared; then repair again',
  );
}

/** A stick that is held against itself is always alike. */
function refuseTwice(folders: readonly CeremonyFolder[]): void {
  const roots = folders.map(({ path }) => ({ path, drive: driveAt(dirname(path)) }));
  for (const [index, one] of roots.entries()) {
    const twin = roots
      .slice(0, index)
      .find(({ path, drive }) => path === one.path || (!drive.isFolder && mayBeSameStick(drive, one.drive)));
    if (twin === undefined) continue;
    throw new QuorateError(
      'stick-twice',
      `${twin.path} and ${one.path} are on one physical stick`,
      'give each stick once',
    );
  }
}

/** The stick that the others are held against: one that verifies, on paper too where a hash was given. */
function goodOf(folders: readonly CeremonyFolder[]): CeremonyFolder {
  const whole = folders.filter(({ findings }) => findings.tamperings.length === 0);
  const [good] = whole;
  if (good === undefined) {
    throw new QuorateError(
      'folder-tampered',
      'none of these sticks is as it was sealed',
      'look for another stick of the ceremony',
    );
  }
  const other = whole.find(({ folderHash }) => folderHash !== good.folderHash);
  if (other !== undefined) {
    throw new QuorateError(
      'folder-hash-differs',
      `${good.path} and ${other.path} each hold together, and are not the same`,
      'give --folder-hash from a card: one of them was rewritten, or they are of two ceremonies',
    );
  }
  return good;
}

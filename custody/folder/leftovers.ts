import { readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes, readBundle } from '@quorate/crypto-core/bundle/layout';
import { type Manifest, readManifest } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { readFileOnce, withFile } from '../files/read.ts';
import { bundleFile, closingFile, manifestFile, recordsFolder } from './layout.ts';
import { isCeremonyFolder, isThere } from './locate.ts';

/** What a ceremony that did not come to its end left on a stick. */
export interface Leftover {
  readonly path: string;
  /** `partial`: writing stopped half-way. `unclosed`: complete, but without the closing record. */
  readonly kind: 'partial' | 'unclosed';
  readonly ceremonyId: string | null;
  /** The set whose cards are to be destroyed; null where nothing readable tells. */
  readonly setId: string | null;
  readonly label: string | null;
}

/** What a look at a stick brought to light. */
export interface Leftovers {
  readonly found: readonly Leftover[];
  /** Folders at the root that were not looked at, because there were too many. */
  readonly unexamined: number;
}

/** The header of a bundle fits many times over. */
const startBytes = 8192;
/** A manifest of a few hundred keys; a larger one tells nothing here, and the bundle names the set all the same. */
const maxManifestBytes = 1024 * 1024;
/** A stick with more folders at its root is a backup of something else. */
const maxFolders = 100;

/**
 * Finds folders of unfinished and orphaned ceremonies at the root of a stick, or below a folder of sticks. At most
 * 100 folders are examined, those whose names tell of us first. A folder that this user may not read holds nothing.
 * @throws `file-…` codes when the root cannot be read
 */
export function leftoversOn(root: string): Leftovers {
  const names = aboutFile(root, () => readdirSync(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const found = names.slice(0, maxFolders).flatMap((name) => leftoverIn(join(root, name), name));
  return { found, unexamined: Math.max(0, names.length - maxFolders) };
}

function rank(name: string): number {
  if (name.startsWith(partialPrefix)) return 0;
  return name.startsWith('quorate-') ? 1 : 2;
}

function leftoverIn(path: string, name: string): Leftover[] {
  if (name.startsWith(partialPrefix)) return [{ path, kind: 'partial', ...identityOf(path, name) }];
  if (!isCeremonyFolder(path) || isThere(join(path, recordsFolder, closingFile))) return [];
  return [{ path, kind: 'unclosed', ...identityOf(path, name) }];
}

/**
 * What to do about it. A folder without a closing record may be a good stick that was taken away too early, and an
 * unfinished one what a copy of a living ceremony left that was cut short: what to look for comes before what to
 * destroy.
 */
export function leftoverAdvice({ path, kind, ceremonyId, setId }: Leftover): string {
  const which = ceremonyId === null ? '' : ` (ceremony ${ceremonyId})`;
  const ceremony = ceremonyId === null ? 'its ceremony' : `ceremony ${ceremonyId}`;
  const cards = setId === null ? 'its cards' : `the cards of set ${setId}`;
  const every = setId === null ? 'every card that was printed with it' : `every card of set ${setId}`;
  if (kind === 'partial') {
    return (
      `${path}${which} is an unfinished folder. Look for the signed transcript of ${ceremony}, or another stick of it ` +
      `with records/closing.jsonl: if there is one, the ceremony was closed and ${cards} are alive, so keep them and delete this folder alone; only if that ceremony never came to its end, destroy ${every} and delete the folder`
    );
  }
  return (
    `${path}${which} has no closing record. Look for the signed transcript of ${ceremony}, or another stick of it ` +
    `with records/closing.jsonl: if there is one, keep ${cards} and do not use this stick; only if that ceremony was aborted, destroy ${every} and delete the folder`
  );
}

/** Advice printed for one stick. */
const maxAdvice = 10;

/** {@link leftoverAdvice} for each of the first ten, then how many more there are and what was not looked at. */
export function leftoverLines({ found, unexamined }: Leftovers, root: string): string[] {
  const more = found.length - maxAdvice;
  return [
    ...found.slice(0, maxAdvice).map(leftoverAdvice),
    ...(more > 0 ? [`and ${more} more on ${root}`] : []),
    ...(unexamined > 0
      ? [
          `${root} holds ${unexamined} more folders, which were not looked at: only the first ${maxFolders} were`,
        ]
      : []),
  ];
}

function identityOf(path: string, name: string): Pick<Leftover, 'ceremonyId' | 'setId' | 'label'> {
  const manifest = attempt(() =>
    readManifest(readFileOnce(join(path, manifestFile), maxManifestBytes).bytes),
  );
  const setId = attempt(() => readBundleSetId(join(path, bundleFile))) ?? manifest?.shareSet.id ?? null;
  const fromName = /-([0-9a-f]{8})$/.exec(name)?.[1] ?? null;
  return {
    ceremonyId: manifest?.ceremony.id ?? fromName,
    setId,
    label: (manifest as Manifest | null)?.ceremony.label ?? null,
  };
}

function readBundleSetId(path: string): string {
  const start = withFile(path, maxBundleBytes, (descriptor, { size }) => {
    const bytes = new Uint8Array(Math.min(size, startBytes));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  });
  return readBundle(start).header.setId;
}

/** What cannot be read tells nothing; the folder is reported all the same. */
function attempt<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

import { lstatSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes, readBundle } from '@quorate/crypto-core/bundle/layout';
import { type Manifest, readManifest } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { partialPrefix } from '../files/finish.ts';
import { readFileOnce, withFile } from '../files/read.ts';
import { bundleFile, closingFile, manifestFile, recordsFolder } from './layout.ts';
import { isCeremonyFolder } from './locate.ts';

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

/** The header of a bundle fits many times over. */
const startBytes = 8192;

/**
 * Finds folders of unfinished and orphaned ceremonies at the root of a stick, or below a folder of sticks.
 * @throws `file-…` codes when the root cannot be read
 */
export function leftoversOn(root: string): Leftover[] {
  return aboutFile(root, () => readdirSync(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: join(root, name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ name, path }): Leftover[] => {
      if (name.startsWith(partialPrefix)) return [{ path, kind: 'partial', ...identityOf(path, name) }];
      const isClosed =
        lstatSync(join(path, recordsFolder, closingFile), { throwIfNoEntry: false }) !== undefined;
      return isCeremonyFolder(path) && !isClosed
        ? [{ path, kind: 'unclosed', ...identityOf(path, name) }]
        : [];
    });
}

/** What to do about it, one sentence. */
export function leftoverAdvice({ path, kind, ceremonyId, setId }: Leftover): string {
  const what =
    kind === 'partial' ? 'is an unfinished folder' : 'is complete, but its ceremony was never closed';
  const which = ceremonyId === null ? '' : ` (ceremony ${ceremonyId})`;
  const cards =
    setId === null ? 'destroy the cards that were printed with it' : `destroy every card of set ${setId}`;
  return `${path}${which} ${what}: ${cards}, and delete the folder; if the ceremony did end, compare another stick`;
}

function identityOf(path: string, name: string): Pick<Leftover, 'ceremonyId' | 'setId' | 'label'> {
  const manifest = attempt(() => readManifest(readFileOnce(join(path, manifestFile), maxJsonBytes).bytes));
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

import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '@quorate/crypto-core/encoding';
import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { unlessPulled } from '../files/medium.ts';
import { readFileOnce } from '../files/read.ts';
import { Findings } from '../folder/findings.ts';
import { closingFile, recordsFolder, sumsFile } from '../folder/layout.ts';
import { readFolder } from '../folder/read.ts';
import { deliverClosing, readRecords } from '../folder/records.ts';
import { type Writing, writeFolder } from '../folder/write.ts';
import { nodePrimitives } from '../primitives.ts';
import type { SealedCeremony } from './seal.ts';

/**
 * Checks the places a ceremony is to be written to: real folders, each another one.
 * @throws `file-…` codes, `stick-twice`
 */
export function checkSticks(sticks: readonly string[]): void {
  const real = sticks.map((stick) => {
    const stats = aboutFile(stick, () => lstatSync(stick));
    if (!stats.isDirectory()) {
      throw new QuorateError(
        'file-not-regular',
        `${stick} is not a folder`,
        'give the folder where the stick is mounted',
      );
    }
    return realpathSync(stick);
  });
  const twice = real.findIndex((path, index) => real.indexOf(path) !== index);
  if (twice !== -1) {
    throw new QuorateError(
      'stick-twice',
      `${sticks[twice]} was given twice`,
      'two copies on one stick are one copy: give another stick',
    );
  }
}

/** What a stick is written from and held against. */
export type StickContent = Pick<SealedCeremony, 'id' | 'folder' | 'afterJournal'>;

/**
 * Writes a ceremony onto a stick and reads the finished folder as a recovery would: every file once more.
 * @returns the folder's path
 * @throws the codes of `writeFolder` and of {@link verifyStick}
 */
export async function writeStick(stick: string, ceremony: StickContent, how?: Writing): Promise<string> {
  const path = await writeFolder(stick, ceremony.folder, how);
  verifyStick(path, ceremony);
  return path;
}

/**
 * Reads a ceremony folder as a recovery would: every file, against the folder hash.
 * @throws `medium-differs` when something is not as it was written; `folder-added` when all of it is, and something is
 * there besides; `medium-failed`, `file-permission` and the like when it cannot be read, which tells neither
 */
export function verifyStick(path: string, { folder }: StickContent): void {
  unlessPulled(path, () => refuseFaults(path, readFolder(path, folder.folderHash).findings));
}

/**
 * Delivers the closing record and verifies what came after {@link writeStick}, which has read all the rest: that the
 * stick still says the same of its folder, and that the records hold together.
 * @throws `file-…` codes and those of {@link verifyStick}
 */
export function deliver(path: string, ceremony: StickContent, closing: Uint8Array): void {
  unlessPulled(path, () => deliverOnto(path, ceremony, closing));
}

function deliverOnto(path: string, ceremony: StickContent, closing: Uint8Array): void {
  const { id: ceremonyId, afterJournal, folder } = ceremony;
  const { folderHash } = folder;
  const findings = new Findings();
  // Looked at before anything is written: the place may be empty, or another stick's.
  const sums = findings.attempt(sumsFile, () => readFileOnce(join(path, sumsFile), maxJsonBytes).bytes);
  if (sums !== null && hashOf(sums) !== folderHash) {
    findings.tampering(sumsFile, 'was changed since the folder was written');
  }
  if (findings.all.some(({ code }) => code === 'medium-failed')) refuseFaults(path, findings);
  const [other] = findings.all;
  if (other !== undefined) {
    throw new QuorateError(
      'stick-unfit',
      `${path} is not as it was when it was verified: ${other.message}`,
      'look whether it is the right stick; nothing was written onto it',
    );
  }
  deliverClosing(path, closing);
  const records = readRecords(path, { ceremonyId, folderHash, afterJournal }, findings);
  if (records.closing?.sha256 !== hashOf(closing)) {
    findings.tampering(`${recordsFolder}/${closingFile}`, 'is not the closing record that was delivered');
  }
  refuseFaults(path, findings);
}

function hashOf(bytes: Uint8Array): string {
  return toHex(nodePrimitives.sha256(bytes));
}

/** What stands in the way of reading tells nothing of the bytes that were written: no stick is condemned for it. */
const notRead: Readonly<Partial<Record<ErrorCode, string>>> = {
  // Such a stick may have been pulled.
  'medium-failed': 'plug it in again, or use another',
  'file-permission':
    'mount it so that this user may read it, or change owner and modes; then try this stick again',
  'file-failed': 'plug it in again and try once more, or use another',
};

function refuseFaults(path: string, { tamperings: [fault], all }: Findings): void {
  if (fault !== undefined) {
    const { code, message } = fault;
    const remedy = code === undefined ? undefined : notRead[code];
    throw code !== undefined && remedy !== undefined
      ? new QuorateError(code, `${path} cannot be read: ${message}`, remedy)
      : new QuorateError(
          'medium-differs',
          `${path} does not verify: ${message}`,
          'do not trust this stick: use another',
        );
  }
  refuseAdded(
    path,
    all.filter(({ severity }) => severity === 'addition').map(({ subject }) => subject),
  );
}

/** A stick may hold thousands of files, to be read by a person. */
const mostNamed = 5;

/** All that was written is there, and something besides: systems leave droppings, and people make notes. */
function refuseAdded(path: string, added: readonly string[]): void {
  if (added.length === 0) return;
  const more = added.length - mostNamed;
  const names = `${added.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  throw new QuorateError(
    'folder-added',
    `${path} holds what was not written there: ${names}`,
    'look at it, and remove it; then try this same stick again: nothing speaks against the stick',
  );
}

import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { deviceBelow, pulled, tellsGone } from '../files/medium.ts';
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
 * @throws the codes of `writeFolder`; `medium-differs` when the folder does not verify
 */
export async function writeStick(stick: string, ceremony: StickContent, how?: Writing): Promise<string> {
  const path = await writeFolder(stick, ceremony.folder, how);
  verifyStick(path, ceremony);
  return path;
}

/**
 * Reads a ceremony folder as a recovery would: every file, against the folder hash.
 * @throws `file-…`, `medium-…` codes; `medium-differs` when it does not verify
 */
export function verifyStick(path: string, { folder }: StickContent): void {
  unlessPulled(path, () => refuseFaults(path, readFolder(path, folder.folderHash).findings));
}

/**
 * Delivers the closing record and verifies what came after {@link writeStick}, which has read all the rest: that the
 * stick still says the same of its folder, and that the records hold together.
 * @throws `file-…`, `medium-…` codes
 */
export function deliver(path: string, ceremony: StickContent, closing: Uint8Array): void {
  unlessPulled(path, () => deliverOnto(path, ceremony, closing));
}

/** Whatever a file system makes of a stick that is gone: that it is gone is what people are told. */
function unlessPulled(path: string, work: () => void): void {
  const stick = dirname(path);
  const isThere = existsSync(stick) ? deviceBelow(stick) : () => false;
  try {
    work();
  } catch (error) {
    throw isThere() && !tellsGone(error) ? error : pulled(stick, error);
  }
  if (!isThere()) throw pulled(stick);
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
  refuseFaults(path, findings);
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

function refuseFaults(path: string, findings: Findings): void {
  const fault = findings.all.find((finding) => finding.severity !== 'note');
  if (fault !== undefined) {
    // What could not be read is not what differs: such a stick may have been pulled.
    throw fault.code === 'medium-failed'
      ? new QuorateError(
          'medium-failed',
          `${path} cannot be read: ${fault.message}`,
          'plug it in again, or use another',
        )
      : new QuorateError(
          'medium-differs',
          `${path} does not verify: ${fault.message}`,
          'do not trust this stick: use another',
        );
  }
}

import { lstatSync, realpathSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { aboutFile } from '../files/errors.ts';
import { readFolder } from '../folder/read.ts';
import { deliverClosing } from '../folder/records.ts';
import { writeFolder } from '../folder/write.ts';
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

/**
 * Writes a ceremony onto a stick and reads the finished folder as a recovery would.
 * @returns the folder's path
 * @throws the codes of `writeFolder`; `medium-differs` when the folder does not verify
 */
export function writeStick(stick: string, ceremony: SealedCeremony, onStep?: (step: string) => void): string {
  const path = writeFolder(stick, ceremony.folder, onStep);
  verifyStick(path, ceremony);
  return path;
}

/**
 * Delivers the closing record and verifies the folder once more, the record included.
 * @throws `file-…`, `medium-…` codes
 */
export function deliver(path: string, ceremony: SealedCeremony, closing: Uint8Array): void {
  deliverClosing(path, closing);
  verifyStick(path, ceremony);
}

function verifyStick(path: string, ceremony: SealedCeremony): void {
  const { findings } = readFolder(path, ceremony.folder.folderHash);
  const fault = findings.all.find((finding) => finding.severity !== 'note');
  if (fault !== undefined) {
    throw new QuorateError(
      'medium-differs',
      `${path} does not verify: ${fault.message}`,
      'do not trust this stick: use another',
    );
  }
}

import { basename } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { Drive } from '@quorate/custody/drives/drive';
import { judgeDrive, type Need } from '@quorate/custody/drives/judge';
import { type Leftovers, leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import { ejectStick } from '@quorate/custody/sticks/eject';
import type { CeremonyView, StickFacts } from '../contract/views.ts';

/**
 * What a person looks at before a stick is written, and what speaks against it.
 * @param path where it was chosen
 * @param ceremonyId of the ceremony that is to be written: what is there of it is told when it is written
 */
export function stickFacts(path: string, drive: Drive, need: Need, ceremonyId: string | null): StickFacts {
  const left = leftoverLines(othersOn(path, ceremonyId), path).map((message) => ({
    id: 'unfinished',
    severity: 'warn' as const,
    message: 'An earlier ceremony did not come to its end here',
    remedy: message,
  }));
  const named = [drive.vendor, drive.model].filter((part) => part !== null && part !== '');
  return {
    place: drive.mountPoint ?? basename(path),
    model: named.length === 0 ? null : named.join(' '),
    serial: drive.serial,
    device: drive.device,
    sizeBytes: drive.size,
    freeBytes: drive.free,
    neededBytes: need.bytes,
    fileSystem: drive.fileSystem,
    isEncrypted: drive.encryption === null ? null : drive.encryption !== 'none',
    isFolder: drive.isFolder,
    objections: [...judgeDrive(drive, need), ...left],
  };
}

function othersOn(path: string, ceremonyId: string | null): Leftovers {
  const left = leftoversOn(path);
  return { ...left, found: left.found.filter((one) => one.ceremonyId !== ceremonyId) };
}

/** A stick that cannot be ejected is written all the same: a person takes it out with care. */
export async function putAway(path: string): Promise<CeremonyView['ejected']> {
  try {
    return (await ejectStick(path)).achieved;
  } catch (error) {
    if (error instanceof QuorateError) return 'failed';
    throw error;
  }
}

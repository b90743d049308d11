import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import type { Drive } from './drive.ts';
import { judgeDrive, type Need, type Objection } from './judge.ts';
import type { Declaration } from './protection.ts';
import { compareSticks } from './same-stick.ts';

/**
 * Refuses a drive that must not become a stick.
 * @param declaration what the operator says of a stick that is not seen to be encrypted; null for nothing
 * @returns the objections that a person may decide about
 * @throws `stick-unfit`, `stick-bad`, `medium-full`, `medium-read-only`, `file-permission`, `stick-twice`: the first
 * refusal; `stick-unencrypted` for what only a declaration lets pass
 */
export function refuseUnfit(drive: Drive, need: Need, declaration: Declaration | null = null): Objection[] {
  const objections = judgeDrive(drive, need);
  const refusal =
    objections.find(({ severity }) => severity === 'refuse') ??
    objections.find(({ severity }) => severity === 'declare' && declaration === null);
  if (refusal !== undefined) throw new QuorateError(codeOf(refusal), refusal.message, refusal.remedy);
  return objections.filter(({ severity }) => severity === 'warn');
}

/**
 * Refuses what lies at a place when it is another stick than the one a person looked at there.
 * @throws `stick-unfit`
 */
export function refuseSwapped(now: Drive, seen: Drive): void {
  if (compareSticks(now, seen) === 'same') return;
  throw new QuorateError(
    'stick-unfit',
    `${placeOf(now, seen)} is not the stick that was looked at: it was changed, or taken out, since`,
    'look at the stick again, then write it',
  );
}

/** Devices have names that nobody has typed. */
function placeOf({ device, mountPoint }: Drive, before: Drive): string {
  const place = mountPoint ?? before.mountPoint;
  return place === null || place === device ? device : `what is mounted at ${place} (${device})`;
}

function codeOf({ id, severity }: Objection): ErrorCode {
  if (severity === 'declare') return 'stick-unencrypted';
  if (id === 'bad-stick') return 'stick-bad';
  if (id === 'too-small') return 'medium-full';
  if (id === 'read-only') return 'medium-read-only';
  if (id === 'not-writable') return 'file-permission';
  return id === 'same-stick' ? 'stick-twice' : 'stick-unfit';
}

/** What is said when a stick is awaited and not found, where it was or anywhere else. */
export function notThere(place: string): QuorateError {
  return new QuorateError(
    'stick-unfit',
    `no stick is mounted at ${place}, and what was written there is on no other that is mounted`,
    `plug the stick in again, unlock it, and mount it; at ${place} it is found for certain`,
  );
}

/**
 * Checks that a stick was taken out and is there again: another connection, the same stick.
 * @param before as it was when it was written
 * @throws `stick-unfit`
 */
export function refuseNotReplugged(now: Drive, before: Drive): void {
  const refuse = (message: string, hint: string) => {
    throw new QuorateError('stick-unfit', message, hint);
  };
  if (now.isFolder && !before.isFolder) throw notThere(now.device);
  if (before.connection !== null && now.connection === before.connection) {
    refuse(
      `${now.device} was not taken out since it was written`,
      'take it out, wait a moment, and plug it in again',
    );
  }
  refuseOther(now, before);
}

/**
 * Refuses a stick that says something else of itself than the one that was written.
 * @throws `stick-unfit`
 */
export function refuseOther(now: Drive, before: Drive): void {
  const isOther = (one: string | null, other: string | null) => one !== null && one !== other;
  // What told its serial number once tells it again.
  if (!isOther(before.serial, now.serial) && !isOther(before.model, now.model)) return;
  throw new QuorateError(
    'stick-unfit',
    `${placeOf(now, before)} is not the stick that was written there`,
    'plug in the stick that was written',
  );
}

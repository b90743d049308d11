import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import type { Drive } from './drive.ts';
import { judgeDrive, type Need, type Objection } from './judge.ts';

/**
 * Refuses a drive that must not become a stick.
 * @returns the objections that a person may decide about
 * @throws `stick-unfit`, `medium-full`, `medium-read-only`, `stick-twice`: the first refusal
 */
export function refuseUnfit(drive: Drive, need: Need): Objection[] {
  const objections = judgeDrive(drive, need);
  const refusal = objections.find(({ severity }) => severity === 'refuse');
  if (refusal !== undefined) throw new QuorateError(codeOf(refusal), refusal.message, refusal.remedy);
  return objections;
}

function codeOf({ id }: Objection): ErrorCode {
  if (id === 'too-small') return 'medium-full';
  if (id === 'read-only') return 'medium-read-only';
  if (id === 'not-writable') return 'file-permission';
  return id === 'same-stick' ? 'stick-twice' : 'stick-unfit';
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
  if (now.isFolder && !before.isFolder) {
    refuse(`no stick is mounted at ${now.device}`, 'plug it in again, unlock it, and mount it where it was');
  }
  if (before.connection !== null && now.connection === before.connection) {
    refuse(
      `${now.device} was not taken out since it was written`,
      'take it out, wait a moment, and plug it in again',
    );
  }
  const isOther = (one: string | null, other: string | null) =>
    one !== null && other !== null && one !== other;
  if (isOther(now.serial, before.serial) || isOther(now.model, before.model)) {
    refuse(`${now.device} is not the stick that was written there`, 'plug in the stick that was written');
  }
}

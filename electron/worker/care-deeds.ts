import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { changedSticks, checkData } from '@quorate/custody/records/check';
import { handoverData, refuseOnePerson } from '@quorate/custody/records/handover';
import { standingAfterLoss } from '@quorate/custody/records/lost';
import { checkCardNumber } from '@quorate/custody/records/record-text';
import { compareFolders } from '@quorate/custody/sticks/compare';
import type { DeedView } from '../contract/care-views.ts';
import type { RequestOf } from '../contract/channels.ts';
import type { CareTable } from './care-table.ts';
import { lines, typed, typedOrNone, typedPeople } from './care-words.ts';

// What is recorded on every stick of the table. Everything that was typed is checked before anything is written.

/** A card went from one custodian to another. @throws `usage-option`, the codes of {@link CareTable.leave} */
export function handOver(request: RequestOf<'care.handover'>, table: CareTable): DeedView {
  const people = typedPeople(request);
  const [from, to] = [typed('from', request.from), typed('to', request.to)];
  refuseOnePerson({ from, to }, lines);
  const bags = { bag: typedOrNone('bag', request.bag), newBag: typedOrNone('newBag', request.newBag) };
  const [first] = table.alike();
  const card = checkCardNumber('card', request.card, first.manifest);
  const { data, isPublic } = handoverData({ card, from, to, ...bags }, first);
  const records = table.leave({ type: 'handover', people, data });
  return { kind: 'handover', card, from, to, isPublic, records };
}

/** A card or a stick is gone. @throws `usage-option`, the codes of {@link CareTable.leave} */
export function reportLoss(request: RequestOf<'care.reportLost'>, table: CareTable): DeedView {
  const { what } = request;
  const people = typedPeople(request);
  const reason = typedOrNone('reason', request.reason, 'reason');
  const stick = what.kind === 'stick' ? typed('stick', what.stick) : null;
  const sticks = table.alike();
  const card = what.kind === 'card' ? checkCardNumber('card', what.card, sticks[0].manifest) : null;
  const data: JsonObject = { ...(stick === null ? { card } : { stick }), reason };
  const { lost, left, threshold, count, allAdvice: advice } = standingAfterLoss(sticks, data);
  const records = table.leave({ type: 'lost', people, data });
  return { kind: 'lost', card, stick, lost, left, threshold, count, advice, records };
}

/**
 * All sticks were found alike and as they were sealed: the check of the folder that is due.
 * @throws `folder-tampered` for a stick that is not, or that differs from the others where no hash of the folder shows
 * it; the codes of `compareFolders` and of {@link CareTable.leave}
 */
export function recordCheck(request: RequestOf<'care.recordCheck'>, table: CareTable): DeedView {
  const people = typedPeople(request);
  const sticks = table.alike();
  const [changed] = changedSticks(sticks);
  if (changed !== undefined) {
    throw new QuorateError(
      'folder-tampered',
      `${changed.path} is not as it was sealed`,
      'compare the sticks, and put it right or aside first',
    );
  }
  if (sticks.length > 1) refuseUnlike(sticks);
  const records = table.leave({ type: 'check', people, data: checkData(sticks) });
  const isAuthenticated = sticks.every((stick) => stick.isAuthenticated);
  return { kind: 'checked', sticks: sticks.length, isAuthenticated, records };
}

/** Sticks of which each holds together may still tell of two ends of the ceremony. */
function refuseUnlike(sticks: readonly CeremonyFolder[]): void {
  const { faults, damages } = compareFolders(sticks);
  const fault = faults[0];
  const stick = fault?.stick ?? damages[0]?.stick;
  if (stick === undefined) return;
  throw new QuorateError(
    'folder-tampered',
    `${stick.path} is not like the others: ${fault?.message ?? 'files on it are not as they were sealed'}`,
    'compare the sticks, and put this one right or aside first',
  );
}

import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { appendRecord } from '../folder/records.ts';
import type { OpenedFolder } from '../recovery/open.ts';
import { dutiesDue, firstDue } from './due.ts';
import { kinds } from './kinds.ts';
import { timeToRestore } from './objective.ts';
import type { DrillRecord, DrillResult } from './result.ts';

/** A drill that is over but for its record. */
export type FinishedDrill = Omit<DrillResult, 'record' | 'duties' | 'isOpened'> & {
  readonly opened: OpenedFolder | null;
};

/** The most issues a record tells; a report tells them all. */
const mostIssues = 40;

/**
 * Leaves the record of a drill on its stick. A stick that cannot be written still counts: the answer says why there is
 * no record.
 * @returns the record, and what is due with it
 */
export function leaveDrillRecord(drill: FinishedDrill): Pick<DrillResult, 'record' | 'duties'> {
  const { folder, manifest, opened, now, operator, witnesses } = drill;
  const time = `${now.toISOString().slice(0, 19)}Z`;
  const verdict = drill.failure === null ? 'passed' : 'failed';
  const before = folder.records.stored.flatMap(({ record }) => (record === null ? [] : [record]));
  // The MAC is not known yet; that there will be one is.
  const mac = opened === null ? null : '';
  const withThis = [...before, { type: 'drill' as const, time, data: { kind: drill.kind, verdict }, mac }];
  const duties =
    manifest === null ? [] : dutiesDue(manifest.verification, manifest.ceremony.date, withThis, now);
  const own = duties.filter(({ duty }) => kinds[drill.kind].fulfils.includes(duty));
  const data = dataOf(drill, verdict, firstDue(own));
  const people = [operator, ...witnesses].filter((name) => name !== null);
  const ceremonyId = manifest?.ceremony.id;
  const { folderHash } = folder;
  if (ceremonyId === undefined || folderHash === null) {
    return { record: { why: 'the folder is too damaged for a record' }, duties };
  }
  try {
    const recordKey = opened?.recordKey ?? null;
    const told = { type: 'drill' as const, time, people, data, ceremonyId, folderHash, recordKey };
    return { record: appendRecord(folder.path, folder.records, told), duties };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const record: DrillRecord = { why: error.message };
    return { record, duties };
  }
}

function dataOf(drill: FinishedDrill, verdict: 'passed' | 'failed', nextDue: string): JsonObject {
  const { kind, cards, keys, times, issues, expected, preflight, lastRecord, sandbox } = drill;
  const different = keys.filter(({ differs }) => differs.length > 0).map(({ path }) => path);
  const rto = timeToRestore({ ...drill, wasOpened: drill.opened !== null });
  return {
    kind,
    cards,
    keys: drill.isCompared
      ? { total: keys.length, matched: keys.length - different.length, different }
      : null,
    milliseconds: { ...times },
    rto: { limit: rto.limit, milliseconds: rto.milliseconds, from: rto.from, met: rto.isMet },
    issues: issues.slice(0, mostIssues).map(({ severity, text }) => ({ severity, text })),
    issueCount: issues.length,
    verdict,
    nextDue: nextDue === '' ? null : nextDue,
    expected: expected.length,
    lastRecord,
    authenticated: drill.folder.isAuthenticated,
    preflight: { overridden: preflight.overridden, warnings: preflight.warnings },
    sandbox: sandbox === null ? null : { files: sandbox.files.length, keys: sandbox.signing.length },
  };
}

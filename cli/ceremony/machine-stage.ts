import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { applyOverrides, type Override } from '@quorate/custody/preflight/apply-overrides';
import type { PreflightReport } from '@quorate/custody/preflight/check';
import { journalData } from '@quorate/custody/preflight/journal-data';
import { runPreflight } from '@quorate/custody/preflight/run';
import type { Io } from '../io.ts';
import { programFacts } from '../program-facts.ts';
import { type Room, untilAccepted } from './room.ts';

/** Makes the preflight, applies what the plan overrides, and has the date compared with a watch. */
export async function checkMachine(
  ceremony: Ceremony,
  plan: Plan,
  programHash: string | null,
  room: Room,
  io: Io,
): Promise<{ readonly report: PreflightReport; readonly overrides: readonly Override[] }> {
  const { isRehearsal } = ceremony.state;
  const purpose = isRehearsal ? 'rehearsal' : 'ceremony';
  const report = runPreflight({ purpose, now: new Date(), software: programFacts(programHash) });
  const blocking = report.results.filter(({ verdict }) => verdict === 'block').map(({ id }) => id);
  ceremony.recordPreflight(blocking, journalData(report));
  say(report, io);
  // What is wrong with an override is told before anybody is asked anything.
  const overrides = isRehearsal
    ? []
    : applyOverrides(report, plan).results.flatMap(({ override }) => override ?? []);
  for (const { check, reason, witness } of overrides) {
    ceremony.overrideCheck(check, reason, witness);
    io.say(`overridden by ${witness}: ${check} (${reason})`);
  }
  if (room.isPatient) await untilAccepted(room, io, async () => ceremony.confirmDate(await room.date()));
  ceremony.passPreflight();
  return { report, overrides };
}

function say({ results }: PreflightReport, io: Io): void {
  const passed = results.filter(({ verdict }) => verdict === 'pass').length;
  io.say(`preflight: ${passed} of ${results.length} checks passed`);
  for (const { verdict, title, finding } of results) {
    if (verdict !== 'pass') io.say(`  ${verdict.toUpperCase().padEnd(6)} ${title}: ${finding}`);
  }
}

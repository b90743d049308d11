import type { CeremonyRecord } from '@quorate/crypto-core/documents/record';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type DutyStanding, dutiesDue } from '@quorate/custody/drill/due';
import { type DrillKind, kinds } from '@quorate/custody/drill/kinds';
import { compareLastRecord, type LastRecordAnswer } from '@quorate/custody/drill/last-record';
import { proposeCards, proposeStick } from '@quorate/custody/drill/propose';
import type { DrillContext } from '@quorate/custody/drill/result';
import { stickSerial } from '@quorate/custody/drives/serial';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { runPreflight } from '@quorate/custody/preflight/run';
import { cardsFor } from '@quorate/custody/recovery/machine/reducer';
import { preflightLines } from '../commands/preflight.ts';
import type { Io } from '../io.ts';
import { programFacts } from '../program-facts.ts';

/** Of several sticks of one ceremony the one whose drill is longest ago. */
export function chosenStick(folders: readonly CeremonyFolder[], io: Io): CeremonyFolder {
  const sticks = folders.map((folder) => ({
    name: stickSerial(folder.path) ?? folder.path,
    records: recordsOf(folder),
    folder,
  }));
  const { name, time, folder } = proposeStick(sticks);
  const last = time === null ? 'its records know of no drill' : `its last drill was on ${time.slice(0, 10)}`;
  io.say(`stick         ${name}: ${sticks.length > 1 ? 'tested longest ago; ' : ''}${last}`);
  return folder;
}

/** Says what is due, and which cards were tested longest ago. */
export function sayWhatIsDue(folder: CeremonyFolder, kind: DrillKind, now: Date, io: Io): DutyStanding[] {
  const { manifest } = folder;
  if (manifest === null) return [];
  const standings = dutiesDue(manifest.verification, manifest.ceremony.date, recordsOf(folder), now);
  for (const { duty, lastDone, nextDue, overdueDays } of standings) {
    const last = lastDone === null ? 'never since the ceremony' : `last ${lastDone.slice(0, 10)}`;
    const late = overdueDays === 0 ? '' : `  OVERDUE by ${overdueDays} days`;
    io.say(`${duty.padEnd(14)}due ${nextDue}, ${last}${late}`);
  }
  io.say(`drill         ${kind}: ${kinds[kind].what}`);
  const { threshold, count } = manifest.shareSet;
  const wanted = { none: 0, threshold, all: count }[cardsFor[kind]];
  if (wanted === 0) return standings;
  const cards = proposeCards(recordsOf(folder), wanted, count);
  const named = cards.map(({ number, time }) => `${number} (${time === null ? 'never' : time.slice(0, 10)})`);
  io.say(`cards         tested longest ago: ${named.join(', ')}`);
  if (cards.length < wanted) io.say(`WARNING: only ${cards.length} cards are left, and ${wanted} are wanted`);
  return standings;
}

/** Looks at the machine and warns: what would keep it from a ceremony is gone past, and recorded. */
export function lookAtMachine(now: Date, io: Io): DrillContext['preflight'] {
  const report = runPreflight({ purpose: 'ceremony', now, software: programFacts(null) });
  const found = (verdict: string) => report.results.filter((result) => result.verdict === verdict);
  const [overridden, warnings] = [found('block'), found('warn')].map((results) =>
    results.map(({ id }) => id),
  );
  io.say(...(overridden?.length === 0 ? [] : preflightLines({ ...report, results: found('block') })));
  if (warnings?.length !== 0) io.say(`the preflight warns of: ${warnings?.join(', ')}`);
  return { overridden: overridden ?? [], warnings: warnings ?? [] };
}

/**
 * Compares the record that the last report names with those on the stick.
 * @param given with the option, or null: then it is asked for where there is a terminal
 * @throws `usage-option` where what was given is no hash
 */
export async function lastRecordAnswer(
  given: string | null,
  folder: CeremonyFolder,
  io: Io,
): Promise<LastRecordAnswer> {
  const answer = compareLastRecord(given ?? (await askForRecord(folder, io)), folder.records.stored);
  const said = {
    same: 'the newest record is the one in the last report',
    newer: 'the record of the last report is there, and newer ones after it',
    missing: 'THE RECORD OF THE LAST REPORT IS NOT HERE: it was taken away, or this is another stick',
    'not-compared': 'not compared with the last report',
  }[answer];
  io.say(`records       ${folder.records.stored.length}; ${said}`);
  return answer;
}

/** Asks until it is a hash or nothing. */
async function askForRecord({ records }: CeremonyFolder, io: Io): Promise<string | null> {
  const question =
    "Type the record's hash or its 12 words from the last report (Return alone: none at hand):";
  for (;;) {
    const typed = (await io.terminal()?.ask(question)) ?? '';
    try {
      if (typed !== '') compareLastRecord(typed, records.stored);
      return typed === '' ? null : typed;
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      io.say(`${error.message}: type it again`);
    }
  }
}

function recordsOf({ records }: CeremonyFolder): CeremonyRecord[] {
  return records.stored.flatMap(({ record }) => (record === null ? [] : [record]));
}

import { QuorateError } from '@quorate/crypto-core/errors';
import { failureOf } from '@quorate/custody/drill/issue';
import { reportName, reportOf } from '@quorate/custody/drill/report';
import type { DrillResult } from '@quorate/custody/drill/result';
import { Drill } from '@quorate/custody/drill/run';
import { checkSandbox } from '@quorate/custody/drill/sandbox';
import { stickSerial } from '@quorate/custody/drives/serial';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { bundleOf } from '@quorate/custody/recovery/open';
import { checkDestination } from '@quorate/custody/restore/destination';
import type { Arguments, Command, Outcome } from '../command.ts';
import { chosenStick, lastRecordAnswer, lookAtMachine, sayWhatIsDue } from '../drill/before.ts';
import { readCards } from '../drill/cards.ts';
import { type DrillWishes, drillHelp, drillOptions, drillWishes } from '../drill/options.ts';
import { reportLines, writeReports } from '../drill/reports.ts';
import { exitCodeOf } from '../exit-codes.ts';
import {
  folderHelp,
  folderOptions,
  sayFindings,
  stopAtTampering,
  tamperingHelp,
  tamperingOptions,
} from '../folder-options.ts';
import type { Io } from '../io.ts';
import { foldersOf } from '../records/record-options.ts';
import { shareHelp, shareOptions } from '../shares.ts';
import { software } from '../version.ts';

/** `quorate drill`: the quarterly proof that cards and stick still restore the right keys. */
export const drill: Command = {
  name: 'drill',
  summary: 'prove that stick and cards still restore the right keys; nothing is imported',
  usage: [
    'drill DIR [--kind KIND] [--share FILE …] [--expect FINGERPRINT …] [--report DIR]',
    'drill DIR DIR2 …    (takes the stick that was tested longest ago)',
  ],
  example:
    'quorate drill /media/stick --share card-1.png --share card-3.png --operator Ada --witness Ben --report reports',
  help: [...drillHelp, ...shareHelp, ...folderHelp, ...tamperingHelp],
  options: { ...drillOptions, ...shareOptions, ...folderOptions, ...tamperingOptions },
  positionals: [1, Number.POSITIVE_INFINITY],
  async run(args, io) {
    const now = new Date();
    const wishes = drillWishes(args, now);
    const held = new Drill(wishes.kind);
    try {
      const folder = await held.watch.time('verify', () => chosenStick(foldersOf(args), io));
      sayFindings(io, folder.findings);
      checkPlaces(wishes, folder, args);
      const before = sayWhatIsDue(folder, wishes.kind, now, io);
      const preflight = lookAtMachine(now, io);
      const lastRecord = await lastRecordAnswer(wishes.lastRecord, folder, io);
      held.takeFolder(folder);
      held.takeHistory(lastRecord, before);
      const error = await hold(held, folder, wishes, args, io);
      const { expected, operator, witnesses, detected, started } = wishes;
      const stick = stickSerial(folder.path);
      const people = { operator, witnesses, detected, started };
      const result = held.finish({
        now: new Date(),
        expected,
        ...people,
        lastRecord,
        preflight,
        stick,
        software,
      });
      const outcome = tell(result, error, wishes, io);
      await endSandbox(held, wishes, io);
      return outcome;
    } finally {
      held.end();
    }
  },
};

/** Refuses, before a card is read, what can be known to fail later. */
function checkPlaces({ reportFolder, sandbox }: DrillWishes, folder: CeremonyFolder, args: Arguments): void {
  if (reportFolder !== null) checkDestination(reportFolder, [folder.path]);
  if (sandbox !== null) checkSandbox(sandbox, [folder.path, ...args.positionals]);
}

/** Goes through the drill as far as it goes. @returns why it went no further, or null */
async function hold(
  held: Drill,
  folder: CeremonyFolder,
  { kind, expected, sandbox }: DrillWishes,
  args: Arguments,
  io: Io,
): Promise<QuorateError | null> {
  const { watch } = held;
  try {
    if (kind === 'integrity') {
      refuseTampered(folder);
      return null;
    }
    if (await stopAtTampering(args, io, folder.findings)) held.acceptTampering();
    // Nobody takes a card out for a stick that holds nothing to open.
    if (kind !== 'roll-call') bundleOf(folder);
    await watch.time('cards', () => readCards(held, folder, args, io));
    if (kind !== 'roll-call') io.progress('opening the bundle');
    await (kind === 'roll-call' ? held.open() : watch.time('open', () => held.open()));
    if (kind === 'restore' || kind === 'full') await watch.time('compare', () => held.compare(expected));
    if (sandbox !== null) {
      refuseFailed(held);
      const { path } = await watch.time('restore', () => held.restore(sandbox));
      io.say(`sandbox       ${path}: every signing state there refuses every height`);
    }
    return null;
  } catch (error) {
    if (!(error instanceof QuorateError) || isOnlyALook(held, error)) throw error;
    held.fail(error);
    return error;
  }
}

function refuseTampered({ findings, path }: CeremonyFolder): void {
  const [first] = findings.tamperings;
  if (first === undefined) return;
  throw new QuorateError(
    'folder-tampered',
    `${path}: ${first.message}`,
    'take another stick of this ceremony',
  );
}

/** Keys that did not pass are not copied anywhere. */
function refuseFailed({ issues }: Drill): void {
  if (failureOf(issues) === null) return;
  throw new QuorateError(
    'sandbox-unfit',
    'nothing is restored into the sandbox: this drill has failed before it',
    'see the issues of high severity',
  );
}

/** Where no card was read and nothing was found, nobody held a drill. */
function isOnlyALook(held: Drill, error: QuorateError): boolean {
  const isAboutBackup = (group: string) => group === 'integrity' || group === 'shares';
  if (held.cards.length > 0 || isAboutBackup(error.group)) return false;
  return !held.issues.some(({ code }) => code !== null && isAboutBackup(new QuorateError(code, '').group));
}

function tell(result: DrillResult, error: QuorateError | null, wishes: DrillWishes, io: Io): Outcome {
  const report = reportOf(result);
  io.print(...reportLines(report));
  if (error !== null)
    io.say(`quorate: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
  const exitCode = result.failure === null ? 0 : exitCodeOf(result.failure);
  const ok = result.failure === null;
  const told = {
    ok,
    report,
    ...(error === null ? {} : { error: { code: error.code, message: error.message } }),
  };
  if (wishes.reportFolder === null) return { json: { ...told, files: [] }, exitCode };
  try {
    const files = writeReports(wishes.reportFolder, reportName(result), report);
    io.say(...files.map((file) => `report        ${file}`));
    return { json: { ...told, files }, exitCode };
  } catch (failure) {
    if (!(failure instanceof QuorateError)) throw failure;
    // The drill was held all the same, and its record names it.
    io.say(`the report was not written: ${failure.message}`);
    return { json: { ...told, ok: false, files: [] }, exitCode: exitCode || exitCodeOf(failure.group) };
  }
}

async function endSandbox(held: Drill, { sandbox, removeSandbox }: DrillWishes, io: Io): Promise<void> {
  if (sandbox === null || held.step === 'failed') return;
  const question = `Look at ${sandbox} with other tools now. Type "remove" when done, or Return to leave it:`;
  const isOver = removeSandbox || (await io.terminal()?.ask(question)) === 'remove';
  if (isOver) held.removeSandbox();
  io.say(isOver ? `${sandbox} was removed` : `${sandbox} HOLDS KEYS: remove it when you are done`);
}

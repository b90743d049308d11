import { resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { Stopwatch } from '@quorate/custody/drill/stopwatch';
import { checkBeforeCards } from '@quorate/custody/recovery/before-cards';
import { Recovery } from '@quorate/custody/recovery/run';
import type { RestoreWish } from '@quorate/custody/recovery/wish';
import { exposureOf, exposureWarning } from '@quorate/custody/restore/exposure';
import { parseOwner } from '@quorate/custody/restore/owner';
import type { Arguments, Command, Outcome } from '../command.ts';
import {
  folderHelp,
  folderOf,
  folderOptions,
  sayFindings,
  stopAtTampering,
  tamperingHelp,
  tamperingOptions,
} from '../folder-options.ts';
import type { Io } from '../io.ts';
import { warnOfMachine } from '../machine-warning.ts';
import { askAboutChosen, confirmMoves, openWithCards, sayRecord } from '../recovery-attempt.ts';
import { recoveryOutcome, recoveryReport, refusalAdvice } from '../recovery-report.ts';
import {
  placeChoice,
  placeHelp,
  placeOptions,
  signingChoice,
  signingHelp,
  signingOptions,
} from '../restore-options.ts';
import { required } from '../seal-input.ts';
import { shareHelp, shareOptions } from '../shares.ts';

/** `quorate recover`: K cards and a stick bring the key files back. */
export const recover: Command = {
  name: 'recover',
  summary: 'restore key files from a stick and K cards, guarded against double-signing',
  usage: [
    'recover DIR --to DEST [--share FILE …] [--only NAME …] [--folder-hash HEX]',
    'recover DIR --to DEST --original-stopped --min-height H    (validator keys)',
  ],
  example: 'quorate recover /media/stick --to /dev/shm/keys --original-stopped --min-height 4711042',
  help: [
    ['--to DEST', 'where the files go: best a new folder in memory; nothing in it is overwritten'],
    ['--only NAME', 'only this source, or the file of this path; again for each'],
    ['--expect FINGERPRINT', 'a fingerprint or address that must be among the keys; again for each'],
    ['--owner USER:GROUP', 'whom the files shall belong to'],
    ...placeHelp,
    ...signingHelp,
    ...shareHelp,
    ...folderHelp,
    ...tamperingHelp,
    ['--operator NAME', 'who does this, for the record on the stick'],
    ['--witness NAME', 'who watches, for the record; again for each'],
  ],
  options: {
    to: { type: 'string' },
    only: { type: 'string', multiple: true },
    expect: { type: 'string', multiple: true },
    owner: { type: 'string' },
    operator: { type: 'string' },
    witness: { type: 'string', multiple: true },
    ...placeOptions,
    ...signingOptions,
    ...shareOptions,
    ...folderOptions,
    ...tamperingOptions,
  },
  positionals: [1, 1],
  async run(args, io) {
    try {
      return await runRecovery(args, io);
    } catch (error) {
      if (error instanceof QuorateError) io.say(...refusalAdvice(error.code));
      throw error;
    }
  },
};

async function runRecovery(args: Arguments, io: Io): Promise<Outcome> {
  const watch = new Stopwatch();
  const wish = wishOf(args);
  const { destination } = wish;
  const folder = await watch.time('verify', () => folderOf(args));
  sayFindings(io, folder.findings);
  checkBeforeCards(folder, wish);
  const warning = exposureWarning(destination, exposureOf(destination));
  if (warning !== null) io.say(`WARNING: ${warning}; better is memory, as --to /dev/shm/keys`);
  const machineUnfit = await warnOfMachine(io);
  const despiteTampering = await stopAtTampering(args, io, folder.findings);
  const operator = args.text('operator') ?? null;
  const recovery = new Recovery({ operator, witnesses: args.texts('witness'), machineUnfit }, watch);
  try {
    recovery.takeFolder(folder);
    if (despiteTampering) recovery.acceptTampering();
    const opened = await openWithCards(recovery, folder, args, io);
    const stale = await askAboutChosen(recovery, opened, wish, io);
    const plan = await recovery.plan(wish);
    const moves = await confirmMoves(args, io, plan);
    io.progress(`writing ${plan.files.length} files`);
    const restored = await recovery.restore(plan, { ...moves, stale });
    sayRecord(io, restored.record);
    io.print(...recoveryReport(restored));
    return recoveryOutcome(restored);
  } catch (error) {
    const record = recovery.fail(error);
    if (record !== null) sayRecord(io, record);
    throw error;
  } finally {
    recovery.end();
  }
}

function wishOf(args: Arguments): RestoreWish {
  const destination = resolve(required(args, 'to', 'where the files shall go'));
  const signing = signingChoice(args);
  const place = placeChoice(args);
  const owner = args.text('owner');
  return {
    destination,
    away: [args.positionals[0] as string],
    only: args.texts('only'),
    expected: args.texts('expect'),
    ...place,
    owner: owner === undefined ? null : parseOwner(owner),
    signing,
  };
}

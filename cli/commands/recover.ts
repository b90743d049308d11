import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { decideSigningState, originalRunning } from '@quorate/crypto-core/keys/double-sign-guard';
import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import { utcNow } from '@quorate/custody/ceremony/journal';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { checkExpectations } from '@quorate/custody/import/expectations';
import { bundleOf } from '@quorate/custody/recovery/open';
import { checkConflicts, checkDestination, checkFolders } from '@quorate/custody/restore/destination';
import {
  deriveExported,
  type ExportPlan,
  exportedTarget,
  placeExported,
  planExport,
} from '@quorate/custody/restore/export';
import { exposureOf, exposureWarning } from '@quorate/custody/restore/exposure';
import { checkNames, placeIn } from '@quorate/custody/restore/layout';
import { type Move, planMoves } from '@quorate/custody/restore/move-aside';
import { parseOwner } from '@quorate/custody/restore/owner';
import { readBack, type WrittenKey } from '@quorate/custody/restore/read-back';
import { type GuardedRestore, guardSigning, type SigningChoice } from '@quorate/custody/restore/signing';
import { type RestoreTarget, writeProved } from '@quorate/custody/restore/write';
import type { Arguments, Command, Outcome } from '../command.ts';
import { confirm } from '../confirm.ts';
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
import { Attempt } from '../recovery-attempt.ts';
import { refusalAdvice } from '../recovery-report.ts';
import {
  chosenEntries,
  type DerivedEntry,
  isNamed,
  type PlaceChoice,
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
  const start = performance.now();
  const destination = resolve(required(args, 'to', 'where the files shall go'));
  const choice = signingChoice(args);
  const place = placeChoice(args);
  const owner = args.text('owner') === undefined ? undefined : parseOwner(args.text('owner') as string);
  const folder = folderOf(args);
  sayFindings(io, folder.findings);
  bundleOf(folder);
  checkDestination(destination, [folder.path, args.positionals[0] as string]);
  checkBeforeCards(args, folder, destination, choice, place);
  const warning = exposureWarning(destination, exposureOf(destination));
  if (warning !== null) io.say(`WARNING: ${warning}; better is memory, as --to /dev/shm/keys`);
  const unfit = await warnOfMachine(io);
  const despiteTampering = await stopAtTampering(args, io, folder.findings);
  const attempt = new Attempt(args, io, { folder, despiteTampering, unfit, start });
  let exporting: ExportPlan<DerivedEntry> | null = null;
  try {
    const opened = await attempt.open();
    const chosen = await chosenEntries(args, io, opened, choice);
    exporting = place.form === null ? null : await planExport(chosen);
    if (exporting?.keys.size === 0) throw nothingToExport(exporting);
    const entries = exporting?.entries ?? chosen;
    attempt.compared(entries);
    const prepared = prepare(destination, entries, choice, place, exporting);
    attempt.settled(prepared.guarded);
    await confirmMoves(args, io, prepared.moves);
    io.progress(`writing ${prepared.targets.length} files`);
    let found: WrittenKey[] = [];
    const { first, then } = prepared.guarded;
    await writeProved(destination, [first, then], { owner, moves: prepared.moves }, async () => {
      found = await proveWritten(destination, prepared.targets, entries, exporting);
      checkExpectations(args.texts('expect'), found, 'what was written and read back');
    });
    return attempt.succeeded({
      destination,
      ...prepared,
      readBack: found,
      different: entries.filter(({ isChosen, isOther }) => isChosen && isOther).map(({ path }) => path),
      leftOut: exporting?.leftOut ?? [],
      ...place,
    });
  } catch (error) {
    attempt.failed(error);
    throw error;
  } finally {
    exporting?.wipe();
    attempt.end();
  }
}

/** The backup's state is not known yet; the lowest that can be accepted refuses nothing that the real one would allow. */
const leastState = { state: { height: 0n, round: 0, step: 1 }, bytes: new Uint8Array(0) };

/**
 * Refuses what can be known to fail before anybody has typed a card. The manifest outside is not to be trusted for a
 * yes, but it is good enough for an early no.
 */
function checkBeforeCards(
  args: Arguments,
  folder: CeremonyFolder,
  destination: string,
  choice: SigningChoice,
  { layout, form, mayMove }: PlaceChoice,
): void {
  const only = args.texts('only');
  const keys = (folder.manifest?.keys ?? []).filter((key) => isNamed(only, key));
  const signing = keys.find(({ type }) => isConsensusKey(type));
  if (signing !== undefined && !choice.originalStopped) throw originalRunning(signing.path);
  // A place that is still empty can hold no newer state: only what the operator says can settle it.
  if (signing !== undefined && !existsSync(destination)) {
    const backup = choice.acceptStale ? leastState : null;
    decideSigningState({ ...choice, keyPath: signing.path, backup, destination: null });
  }
  // Which of them are keys, and what they will be called, is only known when they are there.
  if (form !== null) return;
  const placeOf = placeIn(layout);
  const plain = keys
    .filter(({ type }) => type !== signingStateType)
    .map(({ path }) => ({ path: placeOf(path), from: path }));
  checkNames(plain);
  const paths = plain.map(({ path }) => path);
  if (mayMove) checkFolders(destination, paths);
  else checkConflicts(destination, paths);
}

/** What is to be written, and what must be moved aside for it. */
interface Prepared {
  readonly guarded: GuardedRestore;
  readonly targets: readonly RestoreTarget[];
  readonly moves: readonly Move[];
}

function prepare(
  destination: string,
  entries: readonly DerivedEntry[],
  choice: SigningChoice,
  { layout, mayMove }: PlaceChoice,
  exporting: ExportPlan<DerivedEntry> | null,
): Prepared {
  const keys = exporting?.keys ?? new Map();
  const placeOf = placeExported(placeIn(layout), keys);
  const settled = guardSigning(destination, entries, choice, placeOf);
  const content = exportedTarget(keys);
  const [first, then] = [settled.first.map(content), settled.then.map(content)];
  const guarded = { ...settled, first, then };
  const targets = [...guarded.first, ...guarded.then];
  checkNames(targets);
  const paths = targets.map(({ path }) => path);
  if (!mayMove) {
    checkConflicts(destination, paths);
    return { guarded, targets, moves: [] };
  }
  checkFolders(destination, paths);
  return { guarded, targets, moves: planMoves(destination, guarded, utcNow()) };
}

/**
 * Nothing is moved without a yes: typed, or for scripts given beforehand. A key or a signing state is only ever moved
 * by a person who looks at it: a node that finds no state there may begin to sign from nothing.
 */
async function confirmMoves(args: Arguments, io: Io, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  if (args.flag('yes-move') && !moves.some(({ isSigning }) => isSigning)) return;
  const shown = moves.map(
    ({ from, to, isSigning }) => `${isSigning ? 'SIGNING  ' : '         '}${from}\n      -> ${to}`,
  );
  const phrase = `move ${moves.length} file${moves.length === 1 ? '' : 's'}`;
  await confirm(
    io,
    ['These files are in the way:', ...shown.flatMap((line) => line.split('\n'))],
    `To rename them, type "${phrase}":`,
    phrase,
  );
}

/** Reads every file that came from the archive back, and derives its public key again. */
async function proveWritten(
  destination: string,
  targets: readonly RestoreTarget[],
  entries: readonly DerivedEntry[],
  exporting: ExportPlan<DerivedEntry> | null,
): Promise<WrittenKey[]> {
  const found: WrittenKey[] = [];
  for (const { path, from } of targets) {
    const entry = entries.find((one) => one.isChosen && one.path === from);
    if (entry === undefined) continue;
    const exported = exporting?.keys.get(entry.path);
    const { type, address } = entry;
    const { publicKey, fingerprint } = exported ?? entry;
    if (exported === undefined) {
      found.push(...(await readBack(destination, [{ path, type, publicKey, fingerprint, address }])));
      continue;
    }
    checkSameKey(entry, exported);
    const written = [{ path, type, publicKey, fingerprint, address: null }];
    const keys = await readBack(destination, written, deriveExported);
    found.push(...keys.map((key) => ({ ...key, address })));
  }
  return found;
}

function checkSameKey(entry: DerivedEntry, exported: { readonly fingerprint: string | null }): void {
  if (entry.fingerprint === null || entry.fingerprint === exported.fingerprint) return;
  throw new QuorateError(
    'unexpected',
    `${entry.path}: what was to be written as PKCS #8 is another key than the file holds`,
    'restore the file as it is, without --as',
  );
}

function nothingToExport({ leftOut }: ExportPlan<DerivedEntry>): QuorateError {
  const [first] = leftOut;
  return new QuorateError(
    'restore-nothing',
    first === undefined
      ? 'there is no private key among what is to be restored'
      : `${first.path} cannot be written in this form: ${first.why}`,
    'restore it as it is, without --as',
  );
}

import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { checkExpectations } from '@quorate/custody/import/expectations';
import { bundleOf } from '@quorate/custody/recovery/open';
import type { RestorePlan, StaleState } from '@quorate/custody/recovery/plan';
import type { Confirmed, OpenedFacts, RecordLeft } from '@quorate/custody/recovery/result';
import type { Recovery } from '@quorate/custody/recovery/run';
import type { RestoreWish } from '@quorate/custody/recovery/wish';
import type { Arguments } from './command.ts';
import { confirm } from './confirm.ts';
import { sayFindings, stopAtTampering } from './folder-options.ts';
import type { Io } from './io.ts';
import { gatherCards } from './shares.ts';

/** Reads the cards and opens the bundle in memory; says what that brought to light, and stops at tampering. */
export async function openWithCards(
  recovery: Recovery,
  folder: CeremonyFolder,
  args: Arguments,
  io: Io,
): Promise<OpenedFacts> {
  await takeCards(recovery, folder, args, io);
  const opened = await recovery.open(() => io.progress('opening the bundle'));
  const { findings } = opened;
  sayFindings(io, findings);
  if (recovery.mustAcceptTampering && (await stopAtTampering(args, io, findings))) {
    recovery.acceptTampering();
  }
  return opened;
}

/** The cards as they are gathered for every command; only when they are enough an attempt begins. */
async function takeCards(recovery: Recovery, folder: CeremonyFolder, args: Arguments, io: Io): Promise<void> {
  const { manifest } = folder;
  const lists =
    manifest === null ? {} : { supersededSets: manifest.supersededSets, digests: manifest.shareSet.cards };
  const gathered = await gatherCards(args, io, { setId: bundleOf(folder).header.setId, ...lists });
  try {
    for (const number of gathered.numbers) {
      const card = gathered.putAside(number);
      // One that is not listed is only here because somebody typed yes.
      if (card !== null) recovery.addCard(card, { unlistedAccepted: true });
    }
  } finally {
    gathered.wipe();
  }
}

/** Says what is other than was sealed, and asks about a stale signing state. @returns what was typed of it */
export async function askAboutChosen(
  recovery: Recovery,
  { manifest, files }: OpenedFacts,
  { only, expected, signing }: RestoreWish,
  io: Io,
): Promise<Confirmed['stale']> {
  const chosen = recovery.chosen(only);
  for (const { path } of files.filter(({ isOther }) => isOther)) {
    io.say(`NOTE: ${path} holds another key than its manifest says; what is shown is what it holds`);
  }
  checkExpectations(expected, chosen, 'what is to be restored');
  if (!signing.acceptStale) return [];
  const stale = recovery.staleStates(only);
  await confirmStale(io, manifest.ceremony.date, stale);
  return stale;
}

async function confirmStale(io: Io, sealed: string, stale: readonly StaleState[]): Promise<void> {
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(sealed)) / 86_400_000));
  for (const { path, height } of stale) {
    const phrase = `accept height ${height}`;
    const shown = [
      `The backup's signing state of ${path} is from ${sealed}, ${days} days ago, at height ${height}.`,
      'If the validator has signed anything since, starting it with this state can double-sign and lose the stake.',
    ];
    await confirm(io, shown, `Only if it has signed nothing since, type "${phrase}":`, phrase);
  }
}

/**
 * Nothing is moved without a yes: typed, or for scripts given beforehand. A key or a signing state is only ever moved
 * by a person who looks at it: a node that finds no state there may begin to sign from nothing.
 */
export async function confirmMoves(
  args: Arguments,
  io: Io,
  { moves }: RestorePlan,
): Promise<Pick<Confirmed, 'moves' | 'wereMovesTyped'>> {
  const wereMovesTyped = !args.flag('yes-move') || moves.some(({ isSigning }) => isSigning);
  if (moves.length === 0 || !wereMovesTyped) return { moves: moves.length, wereMovesTyped: false };
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
  return { moves: moves.length, wereMovesTyped };
}

/** Says which record was left on the stick, or why none was. */
export function sayRecord(io: Io, record: RecordLeft): void {
  if ('why' in record) io.say(`no record was left on the stick: ${record.why}`);
  else io.say(`record ${record.file}`, `       ${record.sha256}`);
}

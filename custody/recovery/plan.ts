import { join, resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import { utcNow } from '../ceremony/journal.ts';
import { compareWithFile } from '../files/write.ts';
import { checkConflicts, checkDestination, checkFolders } from '../restore/destination.ts';
import { type ExportPlan, exportedTarget, placeExported, planExport } from '../restore/export.ts';
import { type Exposure, exposureOf, exposureWarning } from '../restore/exposure.ts';
import { checkNames, type Layout, placeIn } from '../restore/layout.ts';
import { type Move, planMoves } from '../restore/move-aside.ts';
import { backupStates, type GuardedRestore, guardSigning, type SigningDecision } from '../restore/signing.ts';
import type { RestoreTarget } from '../restore/target.ts';
import type { DerivedEntry } from './derive.ts';
import type { RestoreWish } from './wish.ts';

/** A file that is to be written. */
export interface PlannedFile {
  /** Below the destination, with `/`. */
  readonly path: string;
  /** Its path in the archive; null for what is made now, as a signing state. */
  readonly from: string | null;
  readonly mode: number;
  readonly bytes: number;
  /** What the archive's file was recognised as; null for a signing state that is made now. */
  readonly type: string | null;
  readonly isSigningState: boolean;
  /** It is a key that signs blocks. */
  readonly isSigningKey: boolean;
}

/** How the signing state of a key was settled. */
export interface SettledSigning {
  /** The key's path in the archive, or that of a state without its key. */
  readonly path: string;
  readonly statePath: string;
  readonly decision: SigningDecision['outcome']['decision'];
  readonly basis: SigningDecision['outcome']['basis'];
  /** One sentence. */
  readonly reason: string;
  /** Decimal digits. */
  readonly height: string;
  readonly round: number;
  readonly step: number;
}

/** A signing state of the backup that `acceptStale` would bring back, for a person to look at. */
export interface StaleState {
  /** Of its key, or of a state without one. */
  readonly path: string;
  /** Decimal digits: a person types them to accept it. */
  readonly height: string;
}

/** What a restore would do, before any of it is done. Nothing secret. */
export interface RestorePlan {
  /** Absolute. */
  readonly destination: string;
  readonly layout: Layout;
  readonly form: RestoreWish['form'];
  /** In the order in which they get their names: keys that sign blocks last. */
  readonly files: readonly PlannedFile[];
  /** What is renamed first; absolute paths. */
  readonly moves: readonly Pick<Move, 'from' | 'to' | 'isSigning'>[];
  readonly signing: readonly SettledSigning[];
  /** States that a person must have accepted, because the wish accepts stale ones. */
  readonly stale: readonly StaleState[];
  /** Keys that cannot be written in the form that was asked for. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  /** Paths in the archive of chosen files that hold another key than the sealed manifest says. */
  readonly different: readonly string[];
  /** What the destination lies on, and the warning about it, or null where none is needed. */
  readonly exposure: Exposure & { readonly warning: string | null };
}

/** A plan with what is written by it. Whoever holds it calls `wipe`. */
export interface PreparedRestore {
  readonly plan: RestorePlan;
  readonly wish: RestoreWish;
  readonly entries: readonly DerivedEntry[];
  readonly guarded: GuardedRestore;
  readonly targets: readonly RestoreTarget[];
  readonly moves: readonly Move[];
  readonly exported: ExportPlan<DerivedEntry>['keys'];
  wipe(): void;
}

/** The chosen signing states that a person is asked about where the wish accepts stale ones. */
export function staleStates(entries: readonly DerivedEntry[]): StaleState[] {
  return (
    backupStates(entries)
      // Nobody is asked to accept a state that the guard refuses whatever is typed.
      .filter(({ state }) => state.height !== 0n || state.round !== 0 || state.step !== 0)
      .map(({ path, state }) => ({ path, height: state.height.toString() }))
  );
}

/**
 * Plans a restore. Nothing is written.
 * @param entries the whole archive, as `choose` gives it
 * @param compared is told what is to be restored before the guard decides
 * @throws `restore-nothing`, `restore-layout`, `restore-conflict`, and the codes of `checkDestination`, `planExport`,
 * `guardSigning` and `planMoves`
 */
export async function prepareRestore(
  wish: RestoreWish,
  entries: readonly DerivedEntry[],
  sources: readonly string[],
  compared: (chosen: readonly DerivedEntry[]) => void,
): Promise<PreparedRestore> {
  const destination = resolve(wish.destination);
  checkDestination(destination, sources);
  const stale = wish.signing.acceptStale ? staleStates(entries) : [];
  const exporting = wish.form === null ? null : await planExport(entries);
  const wipe = () => exporting?.wipe();
  try {
    if (exporting?.keys.size === 0) throw nothingToExport(exporting);
    const all = exporting?.entries ?? entries;
    compared(all.filter(({ isChosen }) => isChosen));
    const exported: PreparedRestore['exported'] = exporting?.keys ?? new Map();
    const settled = settle(destination, wish, all, exported);
    const plan: RestorePlan = {
      destination,
      layout: wish.layout,
      form: wish.form,
      files: settled.targets.map((target) => plannedFile(target, all, settled.guarded)),
      moves: settled.moves.map(({ from, to, isSigning }) => ({ from, to, isSigning })),
      signing: settled.guarded.decisions.map(settledSigning),
      stale,
      leftOut: exporting?.leftOut ?? [],
      different: all.filter(({ isChosen, isOther }) => isChosen && isOther).map(({ path }) => path),
      exposure: exposureAt(destination),
    };
    return { plan, wish, entries: all, ...settled, exported, wipe };
  } catch (error) {
    wipe();
    throw error;
  }
}

/**
 * Looks whether the signing states that a plan leaves where they are still are what the guard saw: no key may be
 * written beside one that was taken away or belongs to a node that runs.
 * @throws `file-changed`
 */
export function checkKept({ plan, guarded }: PreparedRestore): void {
  for (const path of guarded.kept) {
    const seen = guarded.seen.get(path);
    const place = join(plan.destination, path);
    try {
      if (seen !== undefined) compareWithFile(place, seen);
    } catch {
      throw new QuorateError(
        'file-changed',
        `${place} is no longer the signing state that was seen when this restore was planned`,
        'see that no node runs there, then plan the restore again',
      );
    }
  }
}

function settle(
  destination: string,
  { layout, mayMove, signing }: RestoreWish,
  entries: readonly DerivedEntry[],
  exported: PreparedRestore['exported'],
): Pick<PreparedRestore, 'guarded' | 'targets' | 'moves'> {
  const placeOf = placeExported(placeIn(layout), exported);
  const settled = guardSigning(destination, entries, { ...signing, mayMove }, placeOf);
  const content = exportedTarget(exported);
  const [first, then] = [settled.first.map(content), settled.then.map(content)];
  const guarded = { ...settled, first, then };
  const targets = [...first, ...then];
  checkNames(targets);
  const paths = targets.map(({ path }) => path);
  if (!mayMove) {
    checkConflicts(destination, paths);
    return { guarded, targets, moves: [] };
  }
  checkFolders(destination, paths);
  return { guarded, targets, moves: planMoves(destination, guarded, utcNow()) };
}

function plannedFile(
  target: RestoreTarget,
  entries: readonly DerivedEntry[],
  { then }: GuardedRestore,
): PlannedFile {
  const { path, mode, content, from = null } = target;
  const entry = entries.find((one) => one.path === from);
  const isSigningKey = then.includes(target);
  // Only the guard makes a file that the archive does not hold.
  const isSigningState = entry === undefined || entry.type === signingStateType;
  return { path, from, mode, bytes: content.length, type: entry?.type ?? null, isSigningState, isSigningKey };
}

function settledSigning({ path, statePath, outcome }: SigningDecision): SettledSigning {
  const { decision, basis, reason, state } = outcome;
  const { round, step } = state;
  return { path, statePath, decision, basis, reason, height: state.height.toString(), round, step };
}

function exposureAt(destination: string): RestorePlan['exposure'] {
  const exposure = exposureOf(destination);
  return { ...exposure, warning: exposureWarning(destination, exposure) };
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

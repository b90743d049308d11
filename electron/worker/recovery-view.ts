import { timeToRestore } from '@quorate/custody/drill/objective';
import type { OpenedFile } from '@quorate/custody/recovery/opened-file';
import type { RestorePlan } from '@quorate/custody/recovery/plan';
import { type RecoveryReport, recoveryTimeText } from '@quorate/custody/recovery/report';
import type { RecordLeft } from '@quorate/custody/recovery/result';
import type { Recovery } from '@quorate/custody/recovery/run';
import type { IssueView, OpenedKeyView, RecoveryView, RestorePlanView } from '../contract/attempt-views.ts';
import type { AttemptCards } from './attempt-cards.ts';
import { type AttemptFacts, attemptView, recordLeft } from './attempt-view.ts';
import type { TakenStick } from './folder-table.ts';

interface RecoveryFacts extends Omit<AttemptFacts, 'held'> {
  readonly held: {
    readonly recovery: Recovery;
    readonly stick: TakenStick;
    readonly cards: AttemptCards;
    readonly operator: string | null;
    readonly witnesses: readonly string[];
    readonly detected: string | null;
    readonly started: string | null;
  } | null;
  readonly files: readonly OpenedFile[];
  readonly plan: RestorePlan | null;
  readonly report: RecoveryReport | null;
  readonly record: RecordLeft | null;
  readonly isCardWaiting: boolean;
}

/** What a person types to agree to the moves of a plan. */
export function moveSentence(count: number): string {
  return `move ${count} file${count === 1 ? '' : 's'}`;
}

/** A recovery as a window shows it. */
export function recoveryView({
  held,
  files,
  plan,
  report,
  record,
  isCardWaiting,
  ...facts
}: RecoveryFacts): RecoveryView {
  const recovery = held?.recovery ?? null;
  const shared = attemptView({
    ...facts,
    held: held && {
      step: held.recovery.step,
      stick: held.stick,
      cards: held.cards,
      missing: held.recovery.missing,
      wanted: held.stick.folder.manifest?.shareSet.threshold ?? null,
      mustAcceptTampering: held.recovery.mustAcceptTampering,
    },
  });
  const outside = held?.stick.folder.findings.all.length ?? 0;
  return {
    work: 'recovery',
    ...shared,
    elapsed: report?.rto.milliseconds ?? elapsedSince(held, facts),
    operator: held?.operator ?? null,
    witnesses: held?.witnesses ?? [],
    inside: (recovery?.findings ?? []).slice(outside).map(({ severity, message }) => ({ severity, message })),
    keys: files.map(keyView),
    issues: issuesOf(held, files),
    record: record && recordLeft(record),
    isCardWaiting,
    plan: plan && planView(plan),
    result: report && {
      destination: report.destination.path,
      files: report.files.map(({ path, mode, fingerprint, address }) => ({
        path,
        mode: Number.parseInt(mode, 8),
        fingerprint,
        address,
      })),
      different: report.different,
      rto: recoveryTimeText(report),
      time: timeView(report),
    },
  };
}

/** What people must know of, in the words of a drill where it knows the same. */
function issuesOf(held: RecoveryFacts['held'], files: readonly OpenedFile[]): IssueView[] {
  if (held === null) return [];
  const { findings } = held.recovery;
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity);
  const unlisted = held.cards.taken.filter(({ state }) => state === 'unlisted');
  const others = files.filter(({ isOther }) => isOther);
  return [
    ...of('tampering').map(({ message }) => high(`TAMPERING: ${message}`)),
    ...unlisted.map(({ number }) => high(`card ${number} is used, though the manifest does not list it`)),
    ...others.map(({ path }) => high(`${path} holds another key than the sealed manifest says`)),
    // Every system leaves droppings on a stick.
    ...of('addition').map(({ message }) => ({ severity: 'medium' as const, text: `added file: ${message}` })),
  ];
}

function high(text: string): IssueView {
  return { severity: 'high', text };
}

/** From when people say that it was noticed, or begun: the same time that the report tells in the end. */
function elapsedSince(
  held: RecoveryFacts['held'],
  { watch, now }: Pick<RecoveryFacts, 'watch' | 'now'>,
): number {
  const { detected = null, started = null } = held ?? {};
  return timeToRestore({ times: watch.times, now, detected, started, wasOpened: false }).milliseconds;
}

function timeView({ rto }: RecoveryReport): NonNullable<RecoveryView['result']>['time'] {
  const { milliseconds, limit, from, isMet } = rto;
  return { milliseconds, limit, from, isMet };
}

function keyView(file: OpenedFile): OpenedKeyView {
  const { path, name, type, publicKey, fingerprint, address, mode, bytes, isOther, isSigningKey } = file;
  return {
    path,
    name,
    type,
    algorithm: null,
    publicKey,
    fingerprint,
    address,
    mode,
    bytes,
    isSigning: isSigningKey,
    differs: isOther ? ['the sealed manifest'] : [],
    height: file.state?.height ?? null,
  };
}

function planView(plan: RestorePlan): RestorePlanView {
  const { destination, layout, form, files, moves, signing, stale, leftOut, different, exposure } = plan;
  return {
    destination,
    layout,
    form,
    files: files.map(({ path, from, mode, bytes, isSigningKey, isSigningState }) => ({
      path,
      from,
      mode,
      bytes,
      isSigningKey,
      isSigningState,
    })),
    moves: moves.map(({ from, to, isSigning }) => ({ from, to, isSigning })),
    moveSentence: moves.length === 0 ? null : moveSentence(moves.length),
    decisions: signing.map(({ path, statePath, decision, basis, height, reason }) => ({
      path,
      statePath,
      decision,
      basis,
      height,
      reason,
    })),
    stale,
    leftOut,
    different,
    warning: exposure.warning,
  };
}

import { QuorateError } from '@quorate/crypto-core/errors';
import { readLegacySigningState } from '@quorate/crypto-core/keys/cometbft-priv-validator-legacy';
import { readSigningState } from '@quorate/crypto-core/keys/signing-state';
import { isConsensusKey, signingStateType } from '@quorate/crypto-core/keys/signing-state-pairing';
import { timeToRestore } from '@quorate/custody/drill/objective';
import type { RederivedKey } from '@quorate/custody/drill/rederive';
import { reportOf } from '@quorate/custody/drill/report';
import { rtoText } from '@quorate/custody/drill/report-words';
import type { DrillContext, DrillResult } from '@quorate/custody/drill/result';
import type { Drill } from '@quorate/custody/drill/run';
import { cardsFor } from '@quorate/custody/recovery/machine/reducer';
import type { DrillView, OpenedKeyView } from '../contract/attempt-views.ts';
import type { AttemptCards } from './attempt-cards.ts';
import { type AttemptFacts, attemptView, recordLeft } from './attempt-view.ts';
import type { TakenStick } from './folder-table.ts';

interface DrillFacts extends Omit<AttemptFacts, 'held'> {
  readonly held: {
    readonly drill: Drill;
    readonly stick: TakenStick;
    readonly cards: AttemptCards;
    readonly sandbox: string | null;
    readonly context: Omit<DrillContext, 'now' | 'expected'>;
    readonly keys: readonly OpenedKeyView[];
  } | null;
  readonly result: DrillResult | null;
  readonly isSandboxRemoved: boolean;
}

/** A drill as a window shows it. */
export function drillView({ held, result, isSandboxRemoved, ...facts }: DrillFacts): DrillView {
  const drill = held?.drill ?? null;
  const shared = attemptView({
    ...facts,
    held: held && {
      step: held.drill.step,
      stick: held.stick,
      cards: held.cards,
      missing: held.drill.missing,
      wanted: wantedBy(held.drill, held.stick),
      mustAcceptTampering: held.drill.mustAcceptTampering,
    },
  });
  return {
    work: 'drill',
    ...shared,
    elapsed: elapsedSince(held, result, facts),
    kind: drill?.kind ?? null,
    operator: held?.context.operator ?? null,
    witnesses: held?.context.witnesses ?? [],
    lastRecord: held?.context.lastRecord ?? null,
    inside: [],
    keys: held?.keys ?? [],
    issues: (drill?.issues ?? []).map(({ severity, text }) => ({ severity, text })),
    record: result === null ? null : recordLeft(result.record),
    sandbox:
      held === null || held.sandbox === null
        ? null
        : { path: held.sandbox, isWritten: held.drill.hasSandbox, isRemoved: isSandboxRemoved },
    result: result && resultView(result),
  };
}

/** From when people say that it was noticed, or begun: the same time that the report tells in the end. */
function elapsedSince(
  held: DrillFacts['held'],
  result: DrillResult | null,
  { watch, now }: Pick<DrillFacts, 'watch' | 'now'>,
): number {
  const facts = result ?? {
    times: watch.times,
    now,
    detected: held?.context.detected ?? null,
    started: held?.context.started ?? null,
  };
  return timeToRestore({ ...facts, wasOpened: false }).milliseconds;
}

function wantedBy({ kind }: Drill, { folder }: TakenStick): number | null {
  const { manifest } = folder;
  if (manifest === null) return null;
  const { threshold, count } = manifest.shareSet;
  return { none: 0, threshold, all: count }[cardsFor[kind]];
}

function resultView(drill: DrillResult): DrillView['result'] {
  const report = reportOf(drill);
  const { verdict, summary, objectives, nextSteps, nextDue, recoveryPoint } = report;
  return {
    verdict,
    summary,
    objectives: objectives.map(({ text, state }) => ({ text, state })),
    nextSteps: [...nextSteps],
    nextDue: nextDue.map(({ duty, nextDue: on }) => ({ duty, nextDue: on })),
    recoveryPoint,
    rto: rtoText(report),
  };
}

/** What may be told of the keys of an opened bundle, while it is open. */
export function drilledKeys(keys: readonly RederivedKey[]): OpenedKeyView[] {
  return keys.map(({ entry, differs, path, type, algorithm, publicKey, fingerprint, address }) => ({
    path,
    name: entry.name,
    type,
    algorithm,
    publicKey,
    fingerprint,
    address,
    mode: entry.mode,
    bytes: entry.content.length,
    isSigning: isConsensusKey(entry.type),
    differs: [...differs],
    height: heightOf(entry),
  }));
}

function heightOf({ type, content }: RederivedKey['entry']): string | null {
  const isInside = type === 'cometbft-priv-validator-legacy';
  if (!isInside && type !== signingStateType) return null;
  try {
    const { height } = isInside ? readLegacySigningState(content) : readSigningState(content);
    return height.toString();
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

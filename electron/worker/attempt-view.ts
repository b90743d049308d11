import { fromHex } from '@quorate/crypto-core/encoding';
import type { QuorateError } from '@quorate/crypto-core/errors';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { timeObjective } from '@quorate/custody/drill/objective';
import { proposeCards } from '@quorate/custody/drill/propose';
import { type Stopwatch, timedParts } from '@quorate/custody/drill/stopwatch';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import type { Step } from '@quorate/custody/recovery/machine/state';
import type { RecordLeft, SharedAttempt } from '../contract/attempt-views.ts';
import type { AttemptCards } from './attempt-cards.ts';
import type { FolderTable, TakenStick } from './folder-table.ts';
import { recordsOf } from './folder-view.ts';

/** What drills and recoveries have in common. */
export interface AttemptFacts {
  readonly table: FolderTable;
  readonly watch: Stopwatch;
  /** Null before it is begun. */
  readonly held: {
    readonly step: Step;
    readonly stick: TakenStick;
    readonly cards: AttemptCards;
    readonly missing: number | null;
    /** How many cards it takes; null where the manifest cannot be read, 0 where none is needed. */
    readonly wanted: number | null;
    readonly mustAcceptTampering: boolean;
  } | null;
  readonly failure: QuorateError | null;
  readonly saved: readonly string[];
  readonly now: Date;
}

type Alike = Omit<SharedAttempt, 'issues' | 'inside' | 'keys' | 'record'>;

/** What a window may know of both alike. */
export function attemptView({ table, watch, held, failure, saved, now }: AttemptFacts): Alike {
  const { total, ...parts } = watch.times;
  return {
    step: held?.step ?? 'sticks',
    sticks: table.views(now),
    proposed: table.proposed,
    used: held?.stick.number ?? null,
    tamperingSentence: held?.mustAcceptTampering === true ? tamperingSentence : null,
    cards: held?.cards.taken ?? [],
    refused: held?.cards.refused ?? [],
    missing: held === null ? null : held.missing,
    proposedCards: held === null ? [] : proposedCards(held.stick, held.wanted),
    failure: failure && { code: failure.code, message: failure.message, hint: failure.hint ?? null },
    times: timedParts.flatMap((part) => {
      const milliseconds = parts[part];
      return milliseconds === undefined ? [] : [{ part, milliseconds }];
    }),
    elapsed: total,
    objective: timeObjective,
    saved,
  };
}

function proposedCards({ folder }: TakenStick, wanted: number | null): number[] {
  if (folder.manifest === null || wanted === null || wanted === 0) return [];
  const { count } = folder.manifest.shareSet;
  return proposeCards(recordsOf(folder), wanted, count).map(({ number }) => number);
}

/** A record as it is shown. */
export function recordLeft(
  record: { readonly file: string; readonly sha256: string } | { readonly why: string },
): RecordLeft {
  if ('why' in record) return { why: record.why };
  return { file: record.file, hash: { hex: record.sha256, words: hashWords(fromHex(record.sha256)) } };
}

import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { isConsensusKey } from '@quorate/crypto-core/keys/signing-state-pairing';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { recordRecovery } from '@quorate/custody/recovery/attempt';
import type { RecoveryEvent } from '@quorate/custody/recovery/machine/event';
import { beginRecovery, reduce } from '@quorate/custody/recovery/machine/reducer';
import type { RecoveryState } from '@quorate/custody/recovery/machine/state';
import { bundleOf, type OpenedFolder, openFolder } from '@quorate/custody/recovery/open';
import type { GuardedRestore } from '@quorate/custody/restore/signing';
import type { Arguments, Outcome } from './command.ts';
import { sayFindings, stopAtTampering } from './folder-options.ts';
import type { Io } from './io.ts';
import { type Restored, recoveryReport } from './recovery-report.ts';
import type { DerivedEntry } from './restore-options.ts';
import { gatherCards } from './shares.ts';

/** What was seen before the first card. */
export interface Before {
  readonly folder: CeremonyFolder;
  readonly despiteTampering: boolean;
  /** Ids of the checks that would stop a ceremony on this machine. */
  readonly unfit: readonly string[];
  /** By `performance.now`. */
  readonly start: number;
}

/**
 * One try at a recovery, held to the order of the machine that drills go by too: what it holds is wiped, and what became
 * of it recorded, whatever happens.
 */
export class Attempt {
  readonly #args: Arguments;
  readonly #io: Io;
  readonly #folder: CeremonyFolder;
  readonly #start: number;
  readonly #unfit: readonly string[];
  #despiteTampering: boolean;
  #opened: OpenedFolder | null = null;
  #cards: readonly number[] = [];
  #state: RecoveryState = beginRecovery('recovery');

  constructor(args: Arguments, io: Io, { folder, despiteTampering, unfit, start }: Before) {
    this.#args = args;
    this.#io = io;
    this.#folder = folder;
    this.#despiteTampering = despiteTampering;
    this.#unfit = unfit;
    this.#start = start;
    // How many cards are needed they say themselves: the manifest outside is not to be trusted for it.
    const tamperings = folder.findings.tamperings.length;
    this.#dispatch({ event: 'folder.read', tamperings, threshold: null, count: null });
    if (despiteTampering) this.#dispatch({ event: 'tampering.accepted' });
  }

  /** Reads the cards, opens the bundle in memory and holds the folder against what was sealed. */
  async open(): Promise<OpenedFolder> {
    const { manifest } = this.#folder;
    const lists =
      manifest === null ? {} : { supersededSets: manifest.supersededSets, digests: manifest.shareSet.cards };
    const quorum = await gatherCards(this.#args, this.#io, {
      setId: bundleOf(this.#folder).header.setId,
      ...lists,
    });
    try {
      this.#cards = quorum.numbers;
      for (const card of quorum.numbers) this.#dispatch({ event: 'card.proved', card });
      const combined = await quorum.combine();
      try {
        this.#io.progress('opening the bundle');
        const opened = await openFolder(this.#folder, combined);
        this.#opened = opened;
        // They have just been enough.
        this.#dispatch({ event: 'cards.told', threshold: combined.cards.length, count: null });
        this.#dispatch({ event: 'bundle.opened', tamperings: opened.findings.tamperings.length });
        sayFindings(this.#io, opened.findings);
        const known = this.#despiteTampering;
        if (!known && (await stopAtTampering(this.#args, this.#io, opened.findings))) {
          this.#despiteTampering = true;
          this.#dispatch({ event: 'tampering.accepted' });
        }
        return opened;
      } finally {
        combined.secret.fill(0);
      }
    } finally {
      quorum.wipe();
    }
  }

  /** Notes which keys are to be restored, and which of them are others than was sealed. */
  compared(entries: readonly DerivedEntry[]): void {
    const chosen = entries.filter(({ isChosen }) => isChosen);
    const different = chosen.filter(({ isOther }) => isOther).map(({ path }) => path);
    const signingKeys = chosen.filter(({ type }) => isConsensusKey(type)).map(({ path }) => path);
    this.#dispatch({ event: 'keys.compared', total: chosen.length, different, signingKeys });
  }

  /** Notes that the guard has decided on every key that signs blocks: before that no file may be written. */
  settled({ decisions }: GuardedRestore): void {
    this.#dispatch({ event: 'signing.settled', keys: decisions.map(({ path }) => path) });
  }

  /** Leaves the record, and tells what lies where. */
  succeeded(restored: Restored): Outcome {
    const { destination, targets, guarded, moves, different, leftOut, form, layout } = restored;
    const signing = guarded.decisions.map(({ path, statePath, outcome }) => ({
      path,
      statePath,
      decision: outcome.decision,
      basis: outcome.basis,
      height: outcome.state.height.toString(),
    }));
    const files = targets.map(({ path }) => path);
    const moved = moves.map(({ from, to }) => ({ from, to }));
    this.#dispatch({ event: 'files.restored', files: files.length });
    const how = { layout, ...(form === null ? {} : { form }) };
    const record = this.#record({
      outcome: 'restored',
      restored: files,
      signing,
      ...how,
      ...(moved.length === 0 ? {} : { moved }),
      ...(different.length === 0 ? {} : { different: [...different] }),
    });
    this.#io.print(...recoveryReport(restored, this.#milliseconds));
    return {
      json: {
        ok: different.length === 0,
        destination,
        restored: files,
        ...how,
        keys: restored.readBack,
        signing,
        moved,
        leftOut,
        different,
        cards: this.#cards,
        milliseconds: this.#milliseconds,
        record,
        despiteTampering: this.#despiteTampering,
      },
      ...(different.length === 0 ? {} : { exitCode: 3 }),
    };
  }

  failed(error: unknown): void {
    // Before a card was read there was no attempt, only a look.
    if (!(error instanceof QuorateError) || this.#cards.length === 0) return;
    this.#dispatch({ event: 'attempt.failed', code: error.code });
    this.#record({ outcome: 'refused', code: error.code });
  }

  /** Wipes what was opened. */
  end(): void {
    this.#opened?.wipe();
    if (this.#state.step === 'recorded') this.#dispatch({ event: 'attempt.ended' });
  }

  #dispatch(event: RecoveryEvent): void {
    this.#state = reduce(this.#state, event);
  }

  get #milliseconds(): number {
    return Math.round(performance.now() - this.#start);
  }

  #record(what: JsonObject): string | null {
    const people = [this.#args.text('operator'), ...this.#args.texts('witness')].filter(
      (name) => name !== undefined,
    );
    const shared = {
      cards: this.#cards,
      despiteTampering: this.#despiteTampering,
      machineUnfit: [...this.#unfit],
      milliseconds: this.#milliseconds,
    };
    const recorded = recordRecovery(this.#folder, this.#opened, people, { ...what, ...shared });
    if (!recorded.written) {
      this.#dispatch({ event: 'record.missed', why: recorded.why });
      this.#io.say(`no record was left on the stick: ${recorded.why}`);
      return null;
    }
    this.#dispatch({ event: 'record.written', sha256: recorded.record.sha256 });
    this.#io.say(`record ${recorded.record.file}`, `       ${recorded.record.sha256}`);
    return recorded.record.sha256;
  }
}

import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import type { Admission } from '@quorate/crypto-core/cards/quorum';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { isConsensusKey } from '@quorate/crypto-core/keys/signing-state-pairing';
import { utcNow } from '../ceremony/journal.ts';
import { Stopwatch } from '../drill/stopwatch.ts';
import type { Finding } from '../folder/findings.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { checkExpectations } from '../import/expectations.ts';
import type { WrittenKey } from '../restore/read-back.ts';
import { recordRecovery } from './attempt.ts';
import { RecoveryCards } from './cards.ts';
import { carryOut, checkConfirmed, restoredData } from './carry-out.ts';
import { choose, type DerivedEntry, deriveEntries } from './derive.ts';
import type { RecoveryEvent } from './machine/event.ts';
import { beginRecovery, cardsMissing, reduce } from './machine/reducer.ts';
import type { RecoveryState, Step } from './machine/state.ts';
import { bundleOf, type OpenedFolder, openFolder } from './open.ts';
import { type OpenedFile, openedFile } from './opened-file.ts';
import {
  type PreparedRestore,
  prepareRestore,
  type RestorePlan,
  type StaleState,
  staleStates,
} from './plan.ts';
import type { Confirmed, OpenedFacts, RecordLeft, RecoveryContext, Restored } from './result.ts';
import type { RestoreWish } from './wish.ts';

/**
 * One try at a recovery, held to the order of the machine that drills go by too: folder, cards, opening in memory, a
 * plan that writes nothing, the restore, its record. Whoever makes one calls `fail` with whatever ended it early, and
 * `end` whatever happened.
 */
export class Recovery {
  /** Parts `cards`, `open`, `compare` (planning) and `restore` are timed here; `verify` by whoever reads the folder. */
  readonly watch: Stopwatch;
  readonly #context: RecoveryContext;
  #state: RecoveryState = beginRecovery('recovery');
  #taken: { readonly folder: CeremonyFolder; readonly cards: RecoveryCards } | null = null;
  #despiteTampering = false;
  #endCards: () => Promise<void> = async () => {};
  #opened: OpenedFolder | null = null;
  #entries: readonly DerivedEntry[] = [];
  /** Where every plan begins: what one wish has come to says nothing about the next. */
  #beforePlan: RecoveryState | null = null;
  #prepared: PreparedRestore | null = null;
  #isBusy = false;
  #isEnded = false;

  constructor(context: RecoveryContext, watch: Stopwatch = new Stopwatch()) {
    this.#context = context;
    this.watch = watch;
  }

  get step(): Step {
    return this.#state.step;
  }

  /** Numbers of the cards that were taken in, in their order. */
  get cards(): readonly number[] {
    return this.#taken?.cards.numbers ?? [];
  }

  /** How many cards are still to be read; null while nobody knows. */
  get missing(): number | null {
    if (this.#state.step === 'verify') return null;
    return this.#state.step === 'cards' ? cardsMissing(this.#state) : 0;
  }

  /** What was found wrong, odd or added so far, inside and outside of the bundle. */
  get findings(): readonly Finding[] {
    return [...(this.#taken?.folder.findings.all ?? []), ...(this.#opened?.findings.all ?? [])];
  }

  /** Whether a person must still accept tampering before anything can be planned. */
  get mustAcceptTampering(): boolean {
    return !this.#despiteTampering && this.#tamperings.length > 0;
  }

  /**
   * Takes up the folder that was read. Where it was tampered with, no card is taken before `acceptTampering`.
   * @throws `bundle-unusable`, `recovery-order`
   */
  takeFolder(folder: CeremonyFolder): void {
    bundleOf(folder);
    const tamperings = folder.findings.tamperings.length;
    // How many cards are needed they say themselves: the manifest outside is not to be trusted for it.
    this.#dispatch({ event: 'folder.read', tamperings, threshold: null, count: null });
    this.#taken = { folder, cards: new RecoveryCards(folder) };
    if (this.step === 'cards') this.#beginCards();
  }

  /**
   * A person typed the whole sentence: bundle and cards alone count from here.
   * @throws `recovery-order` where nothing was read or opened yet
   */
  acceptTampering(): void {
    this.#checkIdle();
    this.#dispatch({ event: 'tampering.accepted' });
    this.#despiteTampering = true;
    if (this.step === 'cards') this.#beginCards();
    else this.#beforePlan = this.#state;
  }

  /**
   * Takes one card in. One that is refused is zeroed before this returns; only one that the manifest does not list is
   * kept until the next call, so that `acceptUnlisted` can use it after a person's yes.
   * @param options.unlistedAccepted the caller has that yes already
   * @throws `recovery-order`, and the codes of `UntrustedQuorum.add`
   */
  addCard(card: UnverifiedCard, options: { readonly unlistedAccepted?: boolean } = {}): Admission {
    try {
      this.#must('cards', 'a card cannot be read');
    } catch (error) {
      card.share.fill(0);
      throw error;
    }
    return this.#admit(card, options.unlistedAccepted === true);
  }

  /**
   * Uses the card that was just refused as not listed: a person typed yes.
   * @throws `recovery-order` where there is none
   */
  acceptUnlisted(): Admission {
    this.#must('cards', 'a card cannot be read');
    const card = this.#taken?.cards.takeWaiting() ?? null;
    if (card === null) throw order('no card waits for a yes');
    return this.#admit(card, true);
  }

  /**
   * Opens the bundle in memory and derives every public key from what is in it. The cards are zeroed, whatever comes
   * of it, unless they are too few: then more can be read.
   * @param onCombined is told that the cards agree: what follows takes a while
   * @throws `cards-too-few`, and the codes of `UntrustedQuorum.combine` and `openFolder`
   */
  async open(onCombined: () => void = () => {}): Promise<OpenedFacts> {
    this.#must('cards', 'nothing can be opened');
    return this.#alone(async () => {
      await this.#endCards();
      return this.watch.time('open', () => this.#openFolder(onCombined));
    });
  }

  /**
   * The files that a choice names, for whoever wants to show them before a plan.
   * @throws `restore-nothing`, `recovery-order`
   */
  chosen(only: readonly string[]): OpenedFile[] {
    return this.#choose(only)
      .filter(({ isChosen }) => isChosen)
      .map(openedFile);
  }

  /**
   * The signing states that a wish with `acceptStale` would bring back: a person types the height of each.
   * @throws `restore-nothing`, `recovery-order`
   */
  staleStates(only: readonly string[]): StaleState[] {
    return staleStates(this.#choose(only));
  }

  /**
   * Plans a restore; nothing is written. It may be planned again, after a refusal or a change of mind: only the last
   * plan can be restored.
   * @throws `recovery-order` where tampering was not accepted; `expectation-unmet`; the codes of `prepareRestore`
   */
  async plan(wish: RestoreWish): Promise<RestorePlan> {
    const before = this.#openedState();
    return this.#alone(async () => {
      this.#dropPlan();
      this.#state = before;
      try {
        return await this.watch.time('compare', () => this.#prepare(wish));
      } catch (error) {
        this.#dropPlan();
        this.#state = before;
        throw error;
      }
    });
  }

  /**
   * Writes what was planned, reads it back, derives every public key again, and leaves the record on the stick. If
   * anything is not as it should be, everything is as it was before, and it can be planned anew.
   * @param plan the last one
   * @param confirmed what a person has said to it
   * @throws `recovery-order` for another plan; `not-confirmed`; `file-changed` where a signing state is no longer what
   * the guard saw; `medium-differs`, `expectation-unmet`, and the codes of `writeProved`
   */
  async restore(plan: RestorePlan, confirmed: Confirmed): Promise<Restored> {
    const prepared = this.#prepared;
    const opened = this.#opened;
    if (opened === null || prepared === null || prepared.plan !== plan)
      throw order('this is not the last plan');
    this.#must('guarded', 'nothing can be written');
    checkConfirmed(plan, confirmed);
    return this.#alone(async () => {
      const keys = await this.watch.time('restore', () => carryOut(prepared));
      this.#dispatch({ event: 'files.restored', files: plan.files.length });
      return this.#restored(prepared, opened, keys);
    });
  }

  /**
   * Notes why an attempt ended early, and leaves the record of it.
   * @returns null where there is none to leave: no card was read, or the attempt is over
   */
  fail(error: unknown): RecordLeft | null {
    // Before a card was read there was no attempt, only a look.
    if (!(error instanceof QuorateError) || this.cards.length === 0) return null;
    if (this.#isBusy || this.#isEnded || this.step === 'recorded' || this.step === 'failed') return null;
    this.#dispatch({ event: 'attempt.failed', code: error.code });
    return this.#record({ outcome: 'refused', code: error.code });
  }

  /** Zeroes everything that was read and opened; the attempt is over. While something goes on: when that is done. */
  end(): void {
    this.#isEnded = true;
    if (this.#isBusy) return;
    this.#taken?.cards.wipe();
    this.#dropPlan();
    this.#opened?.wipe();
    this.#entries = [];
    this.#beforePlan = null;
    if (this.step === 'recorded') this.#dispatch({ event: 'attempt.ended' });
  }

  get #tamperings(): readonly Finding[] {
    return this.findings.filter(({ severity }) => severity === 'tampering');
  }

  #dispatch(event: RecoveryEvent): void {
    this.#state = reduce(this.#state, event);
  }

  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#checkIdle();
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
      if (this.#isEnded) this.end();
    }
  }

  #checkIdle(): void {
    if (this.#isEnded) throw order('this attempt is over');
    if (this.#isBusy) throw order('something is still going on');
  }

  #must(step: Step, what: string): void {
    this.#checkIdle();
    if (this.step !== step) throw order(`${what} in the step "${this.step}"`);
  }

  #openedState(): RecoveryState {
    this.#checkIdle();
    if (this.#beforePlan === null || this.step === 'failed' || this.step === 'recorded') {
      throw order(`nothing can be planned in the step "${this.step}"`);
    }
    return this.#beforePlan;
  }

  /** What people take to fetch and type their cards counts: it is most of a recovery. */
  #beginCards(): void {
    let end = () => {};
    const read = new Promise<void>((resolve) => {
      end = resolve;
    });
    const timed = this.watch.time('cards', () => read);
    this.#endCards = () => {
      end();
      return timed;
    };
  }

  async #openFolder(onCombined: () => void): Promise<OpenedFacts> {
    const { folder, cards } = this.#whatWasTaken();
    try {
      // Cards that are none, or too few, say so themselves.
      const combined = await cards.combine();
      try {
        onCombined();
        this.#opened = await openFolder(folder, combined);
      } finally {
        combined.secret.fill(0);
      }
    } catch (error) {
      if (error instanceof QuorateError && error.code === 'cards-too-few') this.#beginCards();
      else cards.wipe();
      throw error;
    }
    cards.wipe();
    const { manifest, findings } = this.#opened;
    this.#entries = await deriveEntries(this.#opened);
    this.#dispatch({ event: 'bundle.opened', tamperings: findings.tamperings.length });
    this.#beforePlan = this.#state;
    return { manifest, files: this.#entries.map(openedFile), findings };
  }

  #admit(card: UnverifiedCard, unlistedAccepted: boolean): Admission {
    const admission = this.#whatWasTaken().cards.add(card, unlistedAccepted);
    this.#dispatch({ event: 'card.proved', card: admission.number });
    if (admission.read === 1) {
      this.#dispatch({ event: 'cards.told', threshold: admission.missing + 1, count: card.count });
    }
    return admission;
  }

  #choose(only: readonly string[]): DerivedEntry[] {
    this.#openedState();
    return choose(this.#entries, only);
  }

  async #prepare(wish: RestoreWish): Promise<RestorePlan> {
    const { folder } = this.#whatWasTaken();
    const entries = choose(this.#entries, wish.only);
    checkExpectations(
      wish.expected,
      entries.filter(({ isChosen }) => isChosen),
      'what is to be restored',
    );
    const prepared = await prepareRestore(wish, entries, [folder.path, ...wish.away], (chosen) =>
      this.#compared(chosen),
    );
    this.#prepared = prepared;
    this.#dispatch({ event: 'signing.settled', keys: prepared.plan.signing.map(({ path }) => path) });
    return prepared.plan;
  }

  #compared(chosen: readonly DerivedEntry[]): void {
    const different = chosen.filter(({ isOther }) => isOther).map(({ path }) => path);
    const signingKeys = chosen.filter(({ type }) => isConsensusKey(type)).map(({ path }) => path);
    this.#dispatch({ event: 'keys.compared', total: chosen.length, different, signingKeys });
  }

  #restored({ plan, wish }: PreparedRestore, opened: OpenedFolder, keys: readonly WrittenKey[]): Restored {
    const { path, folderHash, isAuthenticated } = this.#whatWasTaken().folder;
    const date = utcNow();
    const record = this.#record(restoredData(plan));
    const { times } = this.watch;
    return {
      ...this.#context,
      date,
      manifest: opened.manifest,
      folder: { path, folderHash, isAuthenticated },
      cards: this.cards,
      unlistedCards: this.#whatWasTaken().cards.unlisted,
      tamperings: this.#tamperings.map(({ message }) => message),
      despiteTampering: this.#despiteTampering,
      plan,
      expected: wish.expected,
      keys,
      record,
      times,
      milliseconds: times.total,
    };
  }

  #record(what: JsonObject): RecordLeft {
    const { operator, witnesses, machineUnfit } = this.#context;
    const recorded = recordRecovery(
      this.#whatWasTaken().folder,
      this.#opened,
      [...(operator === null ? [] : [operator]), ...witnesses],
      {
        ...what,
        cards: this.cards as number[],
        despiteTampering: this.#despiteTampering,
        machineUnfit: [...machineUnfit],
        milliseconds: this.watch.times.total,
      },
    );
    if (!recorded.written) {
      this.#dispatch({ event: 'record.missed', why: recorded.why });
      return { why: recorded.why };
    }
    this.#dispatch({ event: 'record.written', sha256: recorded.record.sha256 });
    return recorded.record;
  }

  #dropPlan(): void {
    this.#prepared?.wipe();
    this.#prepared = null;
  }

  #whatWasTaken() {
    if (this.#taken !== null) return this.#taken;
    throw order('the folder was not read yet');
  }
}

function order(what: string): QuorateError {
  return new QuorateError('recovery-order', what, 'start again from the stick');
}

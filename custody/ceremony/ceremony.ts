import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { sticksBelow } from '../drives/at-path.ts';
import type { Drive } from '../drives/drive.ts';
import type { Need } from '../drives/judge.ts';
import { isBadMedium } from '../files/errors.ts';
import { type Writing, writeFolder } from '../folder/write.ts';
import type { TypedPassword } from '../import/keyring-password.ts';
import type { Source } from '../import/sources.ts';
import { type ConfirmedPeople, checkTwoPeople, type TwoPeople } from '../people/two-people.ts';
import { type CardOptions, lendCard, type PrintableCard } from './card-files.ts';
import { checkCard } from './checked-card.ts';
import { checkExpected, checkSources, importedKeys } from './expected-sources.ts';
import type { CeremonySetup, GivenPlan } from './input.ts';
import { ClosingRecord, type Journal, openJournal, utcNow } from './journal.ts';
import { journalLines } from './journal-lines.ts';
import type { CeremonyEvent, EventOf, PrintEvent } from './machine/event.ts';
import { openCeremony, reduce, wipeList } from './machine/reducer.ts';
import type { CeremonyState, StateOf, Step, StickFacts, WipeList } from './machine/state.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { checkDeclaration, checkPlanReasons, checkReason } from './reasons.ts';
import { StickBook, type StickSeen } from './stick-book.ts';
import { deliver, verifyStick } from './sticks.ts';
import { type ImportReport, type SealedFolder, Vault } from './vault.ts';
import { checkDate } from './watch.ts';

/**
 * A ceremony: the state machine, its journal and its vault. Every method does one thing in the world and tells the
 * machine of it; what the step does not allow is refused before anything is done. Screens and command line drive the
 * same one. Whoever opens a ceremony ends it with {@link Ceremony.end}, whatever happened.
 */
export class Ceremony {
  #state: CeremonyState;
  readonly #setup: CeremonySetup;
  readonly #vault = new Vault();
  readonly #journal: Journal;
  #sealed: SealedFolder | null = null;
  #closing: ClosingRecord | null = null;
  #closingBytes: Uint8Array = new Uint8Array(0);
  readonly #slow = new OneAtATime();
  readonly #ended = new AbortController();
  readonly #sticks = new StickBook();

  constructor(setup: CeremonySetup) {
    const ceremonyId = randomBytes(4).toString('hex');
    const { software, isRehearsal } = setup;
    this.#setup = setup;
    this.#state = openCeremony(ceremonyId, isRehearsal);
    this.#journal = openJournal(ceremonyId, isRehearsal, software);
  }

  get state(): CeremonyState {
    return this.#state;
  }

  /** Every line so far, the closing record's included. */
  get journal(): readonly JournalEntry[] {
    return [...this.#journal.entries, ...(this.#closing?.entries ?? [])];
  }

  /** What the sealed folder is known by; null before the seal. */
  get sealed(): SealedFolder | null {
    return this.#sealed;
  }

  /** Takes what the preflight found: ids of the checks that block, and the evidence for the journal. */
  recordPreflight(blocking: readonly string[], evidence: JsonObject): void {
    this.#happen({ event: 'preflight.done', blocking, evidence });
  }

  /** Lets a blocking check pass. The witness must be one of the plan that is confirmed next. */
  overrideCheck(check: string, reason: string, witness: string): void {
    this.#happen({ event: 'preflight.overridden', check, reason: checkReason(reason, []), witness });
  }

  /** @param date as a person read it from a watch, `YYYY-MM-DD` @throws `date-differs` */
  confirmDate(date: string): void {
    this.#happen({ event: 'date.confirmed', date: checkDate(date, new Date()) });
  }

  passPreflight(): void {
    this.#happen({ event: 'preflight.passed' });
  }

  /**
   * Takes the plan, once operator and witness have confirmed its hash.
   * @param onPaper the hash as they have it on paper, or null where they compared it by reading aloud
   * @throws `plan-hash`, `two-people`, `plan-purpose`, `preflight-override`
   */
  confirmPlan({ plan, planSha256 }: GivenPlan, people: TwoPeople, onPaper: string | null): void {
    if (onPaper !== null && onPaper.trim().toLowerCase() !== planSha256) {
      throw new QuorateError(
        'plan-hash',
        'the plan is not the one that was reviewed: its hash is another',
        `its hash is ${planSha256}`,
      );
    }
    checkPlanReasons(plan, this.#in('people').preflight.overridden);
    const confirmed = checkTwoPeople(people, plan, "confirming the plan's hash");
    this.#happen({ event: 'plan.confirmed', plan, planSha256, people: confirmed });
  }

  /**
   * Reads the plan's key files into the vault.
   * @throws `plan-sources`, and the codes of `Vault.import` and `checkExpected`; nothing is held then
   */
  async importKeys(sources: readonly Source[], passwords?: readonly TypedPassword[]): Promise<ImportReport> {
    const { plan, keys: known } = this.#in('keys');
    if (known.length > 0)
      throw new QuorateError('ceremony-order', 'key files were imported already', 'let them go first');
    checkSources(plan, sources);
    const report = await this.#slow.run(() => this.#vault.import(sources, passwords));
    this.#sticks.keysCameFrom(sticksBelow(sources));
    try {
      checkExpected(plan, report.keys);
      this.#happen({ event: 'keys.imported', ...importedKeys(report) });
    } catch (error) {
      this.#vault.releaseFiles();
      throw error;
    }
    return report;
  }

  /** Empties the vault again, to choose other files. */
  releaseKeys(): void {
    this.#happen({ event: 'keys.released' });
    this.#vault.releaseFiles();
  }

  /** A person has compared what was recognised with what production shows. */
  confirmKeys(): void {
    this.#happen({ event: 'keys.confirmed' });
  }

  /**
   * Makes passphrase, cards and bundle, opens the bundle as a test, and lays out the folder.
   * @throws the codes of `sealCeremony`; the ceremony can only be aborted then
   */
  async seal(onStep?: (step: string) => void): Promise<SealedFolder> {
    const { plan, planSha256, ceremonyId, keys } = this.#in('seal');
    if (this.#vault.fileCount !== keys.length) {
      throw new QuorateError('ceremony-order', 'the vault does not hold the key files that were confirmed');
    }
    const { software, kit, cost } = this.#setup;
    const input = { ceremonyId, plan, planSha256, time: utcNow(), software, kit, cost };
    const sealed = await this.#slow.run(async () => {
      try {
        return await this.#vault.seal(input, this.#journal, onStep);
      } catch (error) {
        // The key files are gone from memory: there is nothing to try again with.
        if (this.#state.step === 'seal') this.abort('the seal failed');
        throw error;
      }
    });
    this.#happen({ event: 'bundle.sealed', setId: sealed.setId, ...sealed.sealedData });
    this.#closing = new ClosingRecord(utcNow, sealed.afterJournal, sealed.folder.folderHash);
    this.#sealed = sealed;
    this.#happen({ event: 'folder.sealed', folderHash: sealed.folder.folderHash });
    return sealed;
  }

  /** What a drive is judged for, were it written now as the stick of this number. */
  needOf(number: number): Need {
    const { sticks, isRehearsal } = this.#in('sticks');
    return this.#sticks.need(number, sticks, this.#folder.folder, isRehearsal);
  }

  /**
   * Writes a stick and reads it back. An abort meanwhile stops it.
   * @throws `stick-unfit`, `stick-unencrypted` and the like for what must not be written, `file-…`, `medium-…`,
   * `folder-exists`; a stick that gives back other bytes is refused from then on. `interrupted`: nothing is on it
   */
  async writeStick(
    number: number,
    root: string,
    { signal, seen, declaration: said, ...how }: Omit<Writing, 'isRetry'> & StickSeen = {},
  ): Promise<string> {
    const declaration = checkDeclaration(said ?? null, this.#in('sticks').plan.custodians);
    // Asked before anything is written: over a good stick of this number nothing is.
    reduce(this.#state, { event: 'stick.written', stick: number, folder: root, protection: null });
    const either = AbortSignal.any([this.#ended.signal, ...(signal === undefined ? [] : [signal])]);
    return this.#slow.run(async () => {
      const { drive, protection } = this.#sticks.admit(root, this.needOf(number), { seen, declaration });
      let folder = join(root, this.#folder.folder.name);
      try {
        const writing = await this.#sticks.begin(number, root, drive, { ...how, signal: either });
        folder = await writeFolder(root, this.#folder.folder, writing);
        this.#sticks.wrote(number, drive, folder);
        this.#happen({ event: 'stick.written', stick: number, folder, protection });
        verifyStick(folder, this.#folder);
      } catch (error) {
        if (this.#state.step === 'sticks') this.#failed(number, folder, [drive], error);
        throw error;
      }
      return folder;
    });
  }

  /**
   * Reads a stick anew, wherever it is mounted by now.
   * @param replugged it was taken out and plugged in again
   * @throws `medium-…`, `file-…`; the stick is marked as failed. `stick-unfit` when it was not taken out, or is
   * another one; then it may be tried again
   */
  verifyStick(number: number, replugged: boolean): void {
    const stick = this.#in('sticks').sticks.find((one) => one.number === number);
    const folder = stick === undefined ? undefined : this.#readBack(stick, replugged);
    this.#happen({ event: 'stick.verified', stick: number, replugged, folder });
  }

  /** Gives a stick up that did not come back. */
  giveUpStick(number: number): void {
    this.#happen({ event: 'stick.failed', stick: number, code: 'given-up' });
  }

  /** @param fewer why there are fewer sticks than planned, with the two who say so */
  finishSticks(fewer: { readonly reason: string; readonly people: TwoPeople } | null): void {
    const { plan } = this.#in('sticks');
    const confirmed =
      fewer === null
        ? null
        : {
            reason: checkReason(fewer.reason, plan.custodians),
            people: checkTwoPeople(fewer.people, plan, 'going on with fewer sticks'),
          };
    this.#happen({ event: 'sticks.finished', fewer: confirmed });
  }

  /**
   * Renders a card and lends it to a printer; page and code are zeroed when it returns.
   * @throws `ceremony-order`, and whatever the printer throws; the card then counts as printed all the same, for
   * nobody knows what has left the printer
   */
  printCard<Result>(number: number, options: CardOptions, print: (card: PrintableCard) => Result): Result {
    return this.#lend({ event: 'card.printed', card: number }, options, print);
  }

  /** Prints a card once more: a decision for two. */
  reprintCard<Result>(
    number: number,
    why: { readonly reason: string; readonly people: TwoPeople },
    options: CardOptions,
    print: (card: PrintableCard) => Result,
  ): Result {
    const { plan } = this.#in('cards', 'roll-call');
    const reason = checkReason(why.reason, plan.custodians);
    const people = checkTwoPeople(why.people, plan, `reprinting card ${number}`);
    return this.#lend({ event: 'card.reprinted', card: number, reason, people }, options, print);
  }

  /**
   * Proves a card that was read back: unchanged since it was dealt. The card is zeroed.
   * @throws `card-other-number`, `card-other-set`, `card-unlisted` and other card codes
   */
  proveCard(number: number, card: UnverifiedCard, how: EventOf<'card.proved'>['how']): void {
    try {
      this.#in('cards');
      checkCard(card, number, this.#folder);
      this.#happen({ event: 'card.proved', card: number, how });
    } finally {
      card.share.fill(0);
    }
  }

  /** Goes on to the roll call. */
  finishCards(): void {
    this.#happen({ event: 'cards.finished' });
  }

  /**
   * Lets the secret go: every card is proved, the sticks are verified, the bundle was opened. What the vault
   * ever held is then zero, or, where the key files were, the bundle.
   * @throws `ceremony-order` naming what is missing, `vault-not-wiped`
   */
  letGo(): void {
    // Asked before anything is wiped: a refusal must leave the cards as they are.
    reduce(this.#in('roll-call'), { event: 'vault.wiped' });
    this.#vault.wipe();
    this.#vault.assertWiped();
    this.#happen({ event: 'vault.wiped' });
  }

  signOff(people: TwoPeople): ConfirmedPeople {
    const confirmed = checkTwoPeople(people, this.#in('sign-off').plan, 'signing off');
    this.#happen({ event: 'signed.off', people: confirmed });
    return confirmed;
  }

  /** Ends the closing record. @returns the closing head, 64 hex digits */
  close(): string {
    const state = this.#in('sign-off');
    if (this.#closing === null) throw new Error('a sealed ceremony has a closing record');
    // Asked first: a line that ends the record cannot be taken back.
    reduce(state, { event: 'ceremony.closed', closingHead: '' });
    const { bytes, head } = this.#closing.close({
      sticks: state.sticks.filter((stick) => stick.state === 'verified').length,
      cards: state.cards.length,
      keys: state.keys.length,
    });
    this.#closingBytes = bytes;
    this.#happen({ event: 'ceremony.closed', closingHead: head });
    return head;
  }

  /** Delivers the closing record onto a stick. @throws `stick-…`, `file-…`, `medium-…` codes */
  deliver(number: number): void {
    const stick = this.#in('deliver').sticks.find((one) => one.number === number);
    if (stick?.state === 'verified')
      this.#sticks.deliver(stick, (folder) => deliver(folder, this.#folder, this.#closingBytes));
    this.#happen({ event: 'stick.delivered', stick: number });
  }

  /** Ends the delivery. @returns numbers of the sticks that never got the closing record */
  endDelivery(): readonly number[] {
    this.#happen({ event: 'delivery.ended' });
    return this.#in('closed').undelivered;
  }

  /** Goes one step back, where nothing is lost by it. */
  back(): void {
    this.#happen({ event: 'step.back' });
    if (this.#state.step === 'people') this.#vault.wipe();
  }

  /** Ends a ceremony before its end. @returns what must be wiped */
  abort(reason: string): WipeList {
    this.#happen({ event: 'ceremony.aborted', reason });
    this.#ended.abort();
    this.#vault.wipe();
    return wipeList(this.#state);
  }

  /** Resolves when nothing is going on any more. */
  get settled(): Promise<void> {
    return this.#slow.idle();
  }

  /** Wipes what is left, and asserts it. May be called at any time; the process should end soon after. */
  end(): void {
    this.#vault.wipe();
    this.#vault.assertWiped();
  }

  /** @returns where the stick's folder is now */
  #readBack(stick: StickFacts, replugged: boolean): string {
    const folder = this.#sticks.whereNow(stick);
    if (replugged) this.#sticks.checkReplugged(stick.number, folder);
    try {
      verifyStick(folder, this.#folder);
    } catch (error) {
      this.#failed(stick.number, folder, this.#sticks.knownAs(stick.number), error);
      throw error;
    }
    return folder;
  }

  /** What was written counts as failed; what gives back other bytes is not written again. */
  #failed(number: number, folder: string, drives: readonly Drive[], error: unknown): void {
    const code = error instanceof QuorateError ? error.code : 'unexpected';
    if (isBadMedium(code)) this.#sticks.distrust(drives);
    // A stick that was stopped, or never begun, has nothing on it; one that is gone may have all of it.
    if (code !== 'interrupted' && code !== 'folder-exists')
      this.#happen({ event: 'stick.failed', stick: number, code, folder });
  }

  get #folder(): SealedFolder {
    if (this.#sealed === null) throw new QuorateError('ceremony-order', 'the bundle is not sealed yet');
    return this.#sealed;
  }

  #lend<Result>(told: PrintEvent, options: CardOptions, print: (card: PrintableCard) => Result): Result {
    const event = options.how === undefined ? told : { ...told, how: options.how };
    // A card that is not due, or does not fit its page, was never printed.
    reduce(this.#state, event);
    return this.#vault.withCard(event.card, (payload) =>
      lendCard(payload, event.card, this.#folder, options, (card) => {
        this.#happen(event);
        return print(card);
      }),
    );
  }

  #in<S extends Step>(...allowed: readonly S[]): StateOf<S> {
    const state = this.#state;
    if ((allowed as readonly Step[]).includes(state.step)) return state as StateOf<S>;
    const due = allowed.join('" or "');
    throw new QuorateError('ceremony-order', `the ceremony is in the step "${state.step}", not "${due}"`);
  }

  /** The machine first: what it refuses is not journaled. */
  #happen(event: CeremonyEvent): void {
    const next = reduce(this.#state, event);
    for (const { event: name, data } of journalLines(event)) (this.#closing ?? this.#journal).add(name, data);
    this.#state = next;
  }
}

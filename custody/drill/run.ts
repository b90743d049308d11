import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '../folder/read.ts';
import { checkExpectations, shownUnmet } from '../import/expectations.ts';
import type { RecoveryEvent } from '../recovery/machine/event.ts';
import { beginRecovery, cardsMissing, reduce } from '../recovery/machine/reducer.ts';
import type { DrillKind, RecoveryState, Step } from '../recovery/machine/state.ts';
import { bundleOf, type OpenedFolder, openFolder } from '../recovery/open.ts';
import type { DutyStanding } from './due.ts';
import { failureOf, type Issue, plainText } from './issue.ts';
import type { LastRecordAnswer } from './last-record.ts';
import { leaveDrillRecord } from './record.ts';
import { type RederivedKey, rederiveKeys } from './rederive.ts';
import type { DrillContext, DrillResult, PublicKeyResult } from './result.ts';
import { removeSandbox, type Sandbox, settleSandbox, signingKeysOf, writeSandbox } from './sandbox.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * One drill. It goes the way of a recovery, step by step, and holds what it opened in memory alone; whoever makes one
 * calls `end`, whatever happened.
 */
export class Drill {
  readonly kind: DrillKind;
  readonly watch: Stopwatch;
  #folder: CeremonyFolder | null = null;
  #state: RecoveryState;
  #quorum: UntrustedQuorum | null = null;
  #opened: OpenedFolder | null = null;
  #keys: readonly RederivedKey[] = [];
  #sandbox: Sandbox | null = null;
  #isCompared = false;
  /** Expected values that are a key's: public, and told in full. */
  readonly #met = new Set<string>();
  readonly #proved: number[] = [];
  readonly #issues: Issue[] = [];

  constructor(kind: DrillKind, watch: Stopwatch = new Stopwatch()) {
    this.kind = kind;
    this.watch = watch;
    this.#state = beginRecovery(kind);
  }

  get step(): Step {
    return this.#state.step;
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  /** Numbers of the cards that were read and found unchanged. */
  get cards(): readonly number[] {
    return [...this.#proved].sort((a, b) => a - b);
  }

  /** The folder was changed, and nobody has said yet that bundle and cards alone shall count. */
  get mustAcceptTampering(): boolean {
    return this.#state.step === 'verify' && this.#state.folder !== null && this.kind !== 'integrity';
  }

  /** True once something was restored into the sandbox. */
  get hasSandbox(): boolean {
    return this.#sandbox !== null;
  }

  /** The keys of the opened bundle, derived again; empty before. Their contents are wiped at the end. */
  get keys(): readonly RederivedKey[] {
    return this.#keys;
  }

  /** How many cards are still to be read; null while nobody knows, 0 where none is needed. */
  get missing(): number | null {
    return this.#state.step === 'cards' ? cardsMissing(this.#state) : 0;
  }

  /** Notes something that people must know of; with a code it makes the drill fail. */
  note(severity: Issue['severity'], text: string, code: ErrorCode | null = null): void {
    this.#issues.push({ severity, text: plainText(text), code });
  }

  /** Takes up the folder that was read; what was found wrong with it becomes issues. */
  takeFolder(folder: CeremonyFolder): void {
    this.#folder = folder;
    const { tamperings } = folder.findings;
    // How many cards open the bundle the cards say themselves: a forged manifest must not keep anybody waiting.
    const count = this.kind === 'roll-call' ? (folder.manifest?.shareSet.count ?? null) : null;
    this.#tell(folder.findings.all);
    this.#dispatch({ event: 'folder.read', tamperings: tamperings.length, threshold: null, count });
    if (!folder.isAuthenticated) this.note('low', 'the folder was not authenticated against paper');
  }

  /** Notes what the last report says about the records on this stick, and what was overdue before this drill. */
  takeHistory(lastRecord: LastRecordAnswer, before: readonly DutyStanding[]): void {
    if (lastRecord === 'missing') {
      const guess = 'a record was taken away, or another stick was used';
      this.note('high', `the record named by the last report is not on this stick: ${guess}`);
    }
    if (lastRecord === 'not-compared') this.note('low', 'not compared with the last report');
    for (const { duty, overdueDays, nextDue } of before) {
      if (overdueDays === 0) continue;
      this.note('medium', `${duty} was ${overdueDays} days overdue: it was due on ${nextDue}`);
    }
  }

  /** A person typed the whole sentence: bundle and cards alone count from here. */
  acceptTampering(): void {
    this.#dispatch({ event: 'tampering.accepted' });
  }

  /**
   * Proves one card by its digest, on its own. In a roll call it is zeroed before this returns, else when the bundle was
   * opened. A card that is not proved is not used, though a recovery might: a drill is there to tell.
   * @throws the codes of `UntrustedQuorum.add`; the card's share is then zero
   */
  addCard(card: UnverifiedCard): number {
    const { number } = card;
    try {
      const { manifest } = this.#folderOrThrow();
      // Before it is on the table: one that is zeroed there would spoil the others.
      if (this.#state.step !== 'cards') {
        throw order(`a card cannot be read in the step "${this.#state.step}"`);
      }
      if (manifest === null && this.kind === 'roll-call') {
        throw new QuorateError(
          'folder-tampered',
          'there is no manifest to prove cards against',
          'take another stick of this ceremony',
        );
      }
      if (this.#proved.includes(number) && this.kind === 'roll-call') {
        throw new QuorateError(
          'card-twice',
          `card ${number} was already read`,
          "read another custodian's card",
        );
      }
      const { missing } = this.#table().add(card);
      this.#dispatch({ event: 'card.proved', card: number });
      this.#proved.push(number);
      if (this.kind !== 'roll-call' && this.#proved.length === 1) {
        this.#dispatch({ event: 'cards.told', threshold: missing + 1, count: card.count });
      }
    } catch (error) {
      card.share.fill(0);
      throw error;
    }
    // K cards are the passphrase: where nothing is opened, no two of them are ever in memory together.
    if (this.kind === 'roll-call') this.#wipeCards();
    return number;
  }

  /** Notes a card that was refused: it makes the drill fail, whatever the others give. */
  refuseCard(what: string, error: QuorateError): void {
    const text = error.message.includes(what) ? error.message : `${what}: ${error.message}`;
    this.note('high', text, error.code);
  }

  /**
   * Opens the bundle in memory with the cards, or, in a roll call, holds that all were proved.
   * @throws `recovery-order`, `cards-too-few`, and the codes of `UntrustedQuorum.combine` and `openFolder`
   */
  async open(): Promise<void> {
    this.#must('cards', 'nothing can be opened');
    const { missing } = this;
    if (missing !== 0) {
      const wanted = missing === null ? 'no card was read' : `${missing} more needed`;
      throw new QuorateError(
        'cards-too-few',
        `${this.#proved.length} card${this.#proved.length === 1 ? '' : 's'} proved, ${wanted}`,
        'read the missing cards; one that cannot be read any more is a reason for a re-share',
      );
    }
    if (this.kind === 'roll-call') {
      this.#dispatch({ event: 'bundle.skipped' });
      return;
    }
    const folder = this.#folderOrThrow();
    try {
      const combined = await this.#table().combine();
      try {
        this.#opened = await openFolder(folder, combined);
      } finally {
        combined.secret.fill(0);
      }
    } finally {
      this.#wipeCards();
    }
    const { files, manifest, findings } = this.#opened;
    // Derived now, because what signs blocks is told by contents, not by a manifest.
    this.#keys = await rederiveKeys(files, manifest, folder.manifest);
    this.#tell(findings.all);
    this.#dispatch({ event: 'bundle.opened', tamperings: findings.tamperings.length });
  }

  /**
   * Holds every public key against the manifests, and what production is known by against the keys.
   * @param expected fingerprints, addresses or public keys
   * @throws `recovery-order` where the bundle was not opened, or all was compared already
   */
  compare(expected: readonly string[]): void {
    this.#must('opened', 'no key can be compared');
    if (this.#opened === null) throw order('no key can be compared: the bundle was not opened');
    for (const { path, differs } of this.#keys) {
      if (differs.length === 0) continue;
      this.note('high', `${path} is not what is written of it: ${differs.join(', ')}`, 'drill-failed');
    }
    const derived = this.#keys.map(({ path, type, publicKey, fingerprint, address }) => ({
      path,
      type,
      publicKey,
      fingerprint,
      address,
    }));
    for (const value of expected) {
      try {
        checkExpectations([value], derived, 'the bundle');
        this.#met.add(value);
      } catch (error) {
        if (!(error instanceof QuorateError)) throw error;
        this.note(
          'high',
          error.message.replaceAll(value, () => shownUnmet(value)),
          error.code,
        );
      }
    }
    const different = this.#keys.filter(({ differs }) => differs.length > 0).map(({ path }) => path);
    this.#isCompared = true;
    const signingKeys = signingKeysOf(this.#keys.map(({ entry }) => entry));
    this.#dispatch({ event: 'keys.compared', total: this.#keys.length, different, signingKeys });
  }

  /**
   * Restores into a sandbox, where nothing has failed yet, with signing states that refuse every height.
   * @param path see `checkSandbox`
   * @throws `recovery-order` where tampering was not accepted or keys differ, and the codes of the sandbox
   */
  restore(path: string): Sandbox {
    this.#must('compared', 'nothing can be restored');
    const settled = settleSandbox(
      path,
      this.#keys.map(({ entry }) => entry),
    );
    const { signing, leftOut } = settled;
    const keys = this.#state.step === 'compared' ? this.#state.comparison.signingKeys : [];
    this.#dispatch({ event: 'signing.settled', keys });
    const sandbox = writeSandbox(path, settled);
    this.#sandbox = sandbox;
    this.#dispatch({ event: 'files.restored', files: sandbox.files.length });
    for (const left of leftOut) this.note('medium', `not restored into the sandbox: ${left}`);
    const guarded = `${signing.length} that sign blocks, each behind a state that refuses every height`;
    this.note(
      'low',
      `${path} holds ${sandbox.files.length} restored files, ${guarded}: remove it afterwards`,
    );
    return sandbox;
  }

  /** Notes why the drill cannot go on. */
  fail(error: QuorateError): void {
    // Tampering was told finding by finding when the folder was read.
    const told = this.#issues.some(
      ({ code, text }) =>
        code === error.code && (code === 'folder-tampered' || text.includes(plainText(error.message))),
    );
    if (!told) this.note('high', error.message, error.code);
    if (this.step !== 'failed' && this.step !== 'done')
      this.#dispatch({ event: 'attempt.failed', code: error.code });
  }

  /**
   * Leaves the record on the stick, where it can be written, and answers what came of the drill. A drill in which
   * anything failed is recorded as failed.
   * @throws `recovery-order` for one that is not over: nothing was written then
   */
  finish(context: DrillContext): DrillResult {
    // Asked before it is written: a record that says "passed" can never be taken away again.
    reduce(this.#state, { event: 'record.missed', why: '' });
    const folder = this.#folderOrThrow();
    const failure = failureOf(this.#issues);
    const times = this.watch.times;
    const told = {
      ...context,
      expected: context.expected.map((value) => (this.#met.has(value) ? value : shownUnmet(value))),
      kind: this.kind,
      folder,
      opened: this.#opened,
      cards: this.cards,
      keys: this.#keys.map(publicOf),
      isCompared: this.#isCompared,
      sandbox: this.#sandbox,
      issues: [...this.#issues],
      failure,
      times,
      manifest: this.#opened?.manifest ?? folder.manifest,
    };
    const { record, duties } = leaveDrillRecord(told);
    this.#dispatch(
      'why' in record
        ? { event: 'record.missed', why: record.why }
        : { event: 'record.written', sha256: record.sha256 },
    );
    const { opened: _, ...rest } = told;
    return { ...rest, record, duties, isOpened: this.#opened !== null };
  }

  /** Takes the sandbox away again. */
  removeSandbox(): void {
    if (this.#sandbox !== null) removeSandbox(this.#sandbox);
  }

  /** Zeroes everything that was opened; the drill is over. */
  end(): void {
    this.#wipeCards();
    this.#opened?.wipe();
    if (this.step === 'recorded') this.#dispatch({ event: 'attempt.ended' });
  }

  #dispatch(event: RecoveryEvent): void {
    this.#state = reduce(this.#state, event);
  }

  #must(step: Step, what: string): void {
    if (this.step !== step) throw order(`${what} in the step "${this.step}"`);
  }

  #tell(findings: readonly { readonly severity: string; readonly message: string }[]): void {
    for (const { severity, message } of findings) {
      if (severity === 'tampering') this.note('high', `TAMPERING: ${message}`, 'folder-tampered');
      // Every system leaves droppings on a stick: told, and no reason to fail.
      if (severity === 'addition') this.note('medium', `added file: ${message}`);
    }
  }

  /** The cards read so far; a quorum knows how to refuse a card of another or of a superseded set by name. */
  #table(): UntrustedQuorum {
    if (this.#quorum === null) {
      const folder = this.#folderOrThrow();
      const { manifest } = folder;
      const lists =
        manifest === null
          ? {}
          : { supersededSets: manifest.supersededSets, digests: manifest.shareSet.cards };
      this.#quorum = new UntrustedQuorum({ setId: bundleOf(folder).header.setId, ...lists });
    }
    return this.#quorum;
  }

  #wipeCards(): void {
    this.#quorum?.wipe();
    this.#quorum = null;
  }

  #folderOrThrow(): CeremonyFolder {
    if (this.#folder !== null) return this.#folder;
    throw new QuorateError('recovery-order', 'the folder was not read yet', 'start again from the stick');
  }
}

function order(what: string): QuorateError {
  return new QuorateError('recovery-order', what, 'look at what the drill waits for');
}

function publicOf({ entry: _, ...key }: RederivedKey): PublicKeyResult {
  return key;
}

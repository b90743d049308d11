import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { typedTime } from '@quorate/custody/drill/objective';
import { Stopwatch } from '@quorate/custody/drill/stopwatch';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import type { OpenedFile } from '@quorate/custody/recovery/opened-file';
import type { RestorePlan } from '@quorate/custody/recovery/plan';
import { type RecoveryReport, recoveryReport, recoveryReportName } from '@quorate/custody/recovery/report';
import { recoveryReportPage } from '@quorate/custody/recovery/report-page';
import type { RecordLeft, Restored } from '@quorate/custody/recovery/result';
import { Recovery } from '@quorate/custody/recovery/run';
import { saveRecoveryReport } from '@quorate/custody/recovery/save-report';
import { checkDestination } from '@quorate/custody/restore/destination';
import { readStateFile } from '@quorate/custody/restore/signing';
import type { AttemptReading, RecoveryView } from '../contract/attempt-views.ts';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import { AttemptCards } from './attempt-cards.ts';
import { FolderTable, type TakenStick } from './folder-table.ts';
import { givenName } from './given-name.ts';
import { machineFindings } from './machine-findings.ts';
import { moveSentence, recoveryView } from './recovery-view.ts';
import type { HostSetup, PathOf, WorkHost } from './setup.ts';

type RecoveryChannel = ChannelOf<'attempt'> | ChannelOf<'recovery'>;
type Handlers = {
  readonly [C in RecoveryChannel]: (
    request: RequestOf<C>,
    pathOf: PathOf,
  ) => Promise<ValueOf<C>> | ValueOf<C>;
};

/** A recovery that was begun, with what people said of it. */
interface Held {
  readonly recovery: Recovery;
  readonly stick: TakenStick;
  readonly cards: AttemptCards;
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  readonly detected: string | null;
  readonly started: string | null;
}

/** A recovery behind the contract. What the cards opened is held in memory alone until a plan was agreed to. */
export class RecoveryHost implements WorkHost<'attempt' | 'recovery'> {
  readonly #setup: HostSetup;
  readonly #table: FolderTable;
  /** The time that counts begins when people begin. */
  readonly #watch = new Stopwatch();
  #held: Held | null = null;
  #files: readonly OpenedFile[] = [];
  #plan: RestorePlan | null = null;
  #restored: Restored | null = null;
  #report: RecoveryReport | null = null;
  #failure: QuorateError | null = null;
  #record: RecordLeft | null = null;
  #isCardWaiting = false;
  #saved: readonly string[] = [];

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#table = new FolderTable(false, setup.isRehearsal);
  }

  async answer<C extends RecoveryChannel>(
    channel: C,
    request: RequestOf<C>,
    pathOf: PathOf,
  ): Promise<ValueOf<C>> {
    return this.#handlers[channel](request, pathOf);
  }

  endPapers(): null {
    return null;
  }

  end(): void {
    this.#held?.recovery.end();
  }

  readonly #handlers: Handlers = {
    'attempt.look': () => this.#view(),
    'attempt.takeStick': async ({ file, folderHash }, pathOf) => {
      this.#refuseBegun();
      await this.#watch.time('verify', () => this.#table.take(pathOf(file), folderHash));
      return this.#view();
    },
    'attempt.dropStick': ({ stick }) => {
      this.#refuseBegun();
      this.#table.drop(stick);
      return this.#view();
    },
    'recovery.begin': (request) => this.#begin(request),
    'attempt.acceptTampering': ({ sentence }) => {
      if (sentence.trim() !== tamperingSentence) {
        throw new QuorateError('not-confirmed', 'the sentence was not typed as it stands', 'type it whole');
      }
      this.#begun.recovery.acceptTampering();
      return this.#view();
    },
    'attempt.checkCard': ({ text }) => this.#begun.cards.check(text),
    'attempt.readCard': (request) => this.#begun.cards.read(request) ?? this.#proved(),
    'attempt.readCardImage': ({ file }, pathOf) =>
      this.#begun.cards.readImage(pathOf(file)) ?? this.#proved(),
    'recovery.acceptUnlisted': () => {
      const { recovery, cards } = this.#begun;
      // Taken or refused, it waits no more.
      this.#isCardWaiting = false;
      cards.takeUnlisted(recovery.acceptUnlisted().number);
      return this.#view();
    },
    'attempt.openBundle': () => this.#open(),
    'recovery.plan': (request, pathOf) => this.#planRestore(request, pathOf),
    'recovery.restore': ({ moves, stale }) => this.#restore(moves, stale),
    'attempt.giveUp': () => {
      this.#fail(new QuorateError('interrupted', 'the recovery was given up'));
      return this.#view();
    },
    'attempt.printReport': async () => {
      const page = recoveryReportPage(this.#finished.report, this.#setup.fonts);
      await this.#setup.print(toUtf8(page), false);
      return this.#view();
    },
    'attempt.saveReport': ({ file }, pathOf) => {
      const { report, restored } = this.#finished;
      const folder = pathOf(file);
      checkDestination(folder, this.#places);
      this.#saved = saveRecoveryReport(folder, recoveryReportName(restored), report, this.#setup.fonts);
      return this.#view();
    },
  };

  #begin({ stick, operator, witnesses, detected, started }: RequestOf<'recovery.begin'>): RecoveryView {
    this.#refuseBegun();
    const now = new Date();
    const taken = this.#table.of(stick);
    const people = {
      operator: operator === null ? null : givenName(operator),
      witnesses: witnesses.map(givenName),
    };
    const time = (text: string | null, what: string) => (text === null ? null : typedTime(text, what, now));
    const times = {
      detected: time(detected, 'the time of the loss'),
      started: time(started, 'the time of the start'),
    };
    const { overridden } = machineFindings(this.#setup, now);
    const recovery = new Recovery({ ...people, machineUnfit: overridden }, this.#watch);
    recovery.takeFolder(taken.folder);
    const cards = new AttemptCards(taken.folder, (card) => {
      this.#isCardWaiting = false;
      try {
        recovery.addCard(card);
      } catch (error) {
        this.#isCardWaiting = error instanceof QuorateError && error.code === 'card-unlisted';
        throw error;
      }
    });
    this.#held = { recovery, stick: taken, cards, ...people, ...times };
    return this.#view();
  }

  /** What cannot be opened ends the attempt: its cards were wiped. Cards that are missing are read, and that is all. */
  async #open(): Promise<RecoveryView> {
    const { recovery } = this.#begun;
    try {
      const { files } = await recovery.open(() => this.#setup.progress('opening the bundle'));
      this.#files = files;
    } catch (error) {
      // What was asked out of turn, as by a second click, says nothing of the cards.
      const isOver =
        error instanceof QuorateError && !['cards-too-few', 'recovery-order'].includes(error.code);
      if (isOver) this.#fail(error);
      throw error;
    }
    return this.#view();
  }

  async #planRestore(request: RequestOf<'recovery.plan'>, pathOf: PathOf): Promise<RecoveryView> {
    const { recovery } = this.#begun;
    const { destination, newFolder, only, layout, form, mayMove, expected } = request;
    const { originalStopped, minHeight, state, acceptStale } = request;
    const folder = pathOf(destination);
    this.#plan = null;
    this.#plan = await recovery.plan({
      destination: newFolder === null ? folder : join(folder, newFolder),
      away: this.#places,
      only,
      layout,
      form,
      mayMove,
      owner: null,
      expected: expected.filter((value) => value.trim() !== ''),
      signing: {
        originalStopped,
        minHeight: minHeight === null ? null : BigInt(minHeight),
        provided: state === null ? null : readStateFile(pathOf(state)),
        acceptStale,
      },
    });
    return this.#view();
  }

  async #restore(moves: string | null, stale: RequestOf<'recovery.restore'>['stale']): Promise<RecoveryView> {
    const { recovery, detected, started, stick } = this.#begun;
    const plan = this.#plan;
    if (plan === null) {
      throw new QuorateError('recovery-order', 'nothing was planned yet', 'say where the files shall go');
    }
    const wereMovesTyped = plan.moves.length > 0 && moves?.trim() === moveSentence(plan.moves.length);
    if (plan.moves.length > 0 && !wereMovesTyped) {
      throw new QuorateError(
        'not-confirmed',
        'nobody has agreed yet to what is renamed',
        `type "${moveSentence(plan.moves.length)}"`,
      );
    }
    this.#setup.progress('writing and reading back');
    const restored = await recovery.restore(plan, {
      moves: wereMovesTyped ? plan.moves.length : 0,
      wereMovesTyped,
      stale,
    });
    recovery.end();
    this.#restored = restored;
    this.#record = restored.record;
    this.#report = recoveryReport(restored, {
      now: new Date(),
      detected,
      started,
      stick: stick.stick.serial,
      software: { name: 'quorate', version: this.#setup.version },
    });
    return this.#view();
  }

  /** Ends it; what was opened by then is wiped. */
  #fail(error: QuorateError): void {
    const { recovery } = this.#begun;
    if (this.#restored === null) {
      this.#failure = error;
      this.#record = recovery.fail(error) ?? this.#record;
    }
    recovery.end();
  }

  get #begun(): Held {
    if (this.#held !== null) return this.#held;
    throw new QuorateError('recovery-order', 'the recovery was not begun yet', 'choose a stick first');
  }

  get #finished(): { readonly report: RecoveryReport; readonly restored: Restored } {
    if (this.#report !== null && this.#restored !== null)
      return { report: this.#report, restored: this.#restored };
    throw new QuorateError('recovery-order', 'there is no report yet', 'restore the files first');
  }

  /** Where no key may be written: every stick, and the folders on them. */
  get #places(): string[] {
    return this.#table.sticks.flatMap(({ folder, given }) => [folder.path, given]);
  }

  #refuseBegun(): void {
    if (this.#held === null) return;
    throw new QuorateError('recovery-order', 'the recovery was begun already', 'leave it to begin another');
  }

  #proved(): AttemptReading {
    return { status: 'proved', attempt: this.#view() };
  }

  #view(): RecoveryView {
    return recoveryView({
      table: this.#table,
      watch: this.#watch,
      held: this.#held,
      files: this.#files,
      plan: this.#plan,
      report: this.#report,
      record: this.#record,
      failure: this.#failure,
      isCardWaiting: this.#isCardWaiting,
      saved: this.#saved,
      now: new Date(),
    });
  }
}

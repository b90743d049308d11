import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { dutiesDue } from '@quorate/custody/drill/due';
import { failureOf } from '@quorate/custody/drill/issue';
import { compareLastRecord, type LastRecordAnswer } from '@quorate/custody/drill/last-record';
import { typedTime } from '@quorate/custody/drill/objective';
import { reportName, reportOf } from '@quorate/custody/drill/report';
import { reportPage } from '@quorate/custody/drill/report-page';
import type { DrillContext, DrillResult } from '@quorate/custody/drill/result';
import { Drill } from '@quorate/custody/drill/run';
import { checkSandbox } from '@quorate/custody/drill/sandbox';
import { saveReport } from '@quorate/custody/drill/save-report';
import { Stopwatch } from '@quorate/custody/drill/stopwatch';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import { bundleOf } from '@quorate/custody/recovery/open';
import { checkDestination } from '@quorate/custody/restore/destination';
import type { AttemptReading, DrillView, OpenedKeyView } from '../contract/attempt-views.ts';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import { AttemptCards } from './attempt-cards.ts';
import { drilledKeys, drillView } from './drill-view.ts';
import { FolderTable, type TakenStick } from './folder-table.ts';
import { recordsOf } from './folder-view.ts';
import { givenName } from './given-name.ts';
import { machineFindings } from './machine-findings.ts';
import type { HostSetup, PathOf, WorkHost } from './setup.ts';

type DrillChannel = ChannelOf<'attempt'> | ChannelOf<'drill'>;
type Handlers = {
  readonly [C in DrillChannel]: (request: RequestOf<C>, pathOf: PathOf) => Promise<ValueOf<C>> | ValueOf<C>;
};

/** A drill that was begun, with what people said of it. */
interface Held {
  readonly drill: Drill;
  readonly stick: TakenStick;
  readonly cards: AttemptCards;
  readonly sandbox: string | null;
  /** What may be told of the keys; kept, because their contents are wiped with the drill. */
  readonly keys: readonly OpenedKeyView[];
  readonly context: Omit<DrillContext, 'now' | 'expected'>;
}

const noRefusal: ReadonlySet<string> = new Set(['card-twice', 'recovery-order']);

/** A drill behind the contract. It holds what the cards opened in memory alone, and wipes it at its end. */
export class DrillHost implements WorkHost<'attempt' | 'drill'> {
  readonly #setup: HostSetup;
  readonly #table: FolderTable;
  /** The time that counts begins when people begin, not when they have chosen a kind. */
  readonly #watch = new Stopwatch();
  #endCards: () => void = () => {};
  #held: Held | null = null;
  #expected: readonly string[] = [];
  #failure: QuorateError | null = null;
  #result: DrillResult | null = null;
  #isSandboxRemoved = false;
  #saved: readonly string[] = [];

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#table = new FolderTable(false, setup.isRehearsal);
  }

  async answer<C extends DrillChannel>(
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
    this.#held?.drill.end();
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
    'drill.begin': (request, pathOf) => this.#begin(request, pathOf),
    'attempt.acceptTampering': ({ sentence }) => {
      if (sentence.trim() !== tamperingSentence) {
        throw new QuorateError('not-confirmed', 'the sentence was not typed as it stands', 'type it whole');
      }
      this.#begun.drill.acceptTampering();
      return this.#view();
    },
    'attempt.checkCard': ({ text }) => this.#begun.cards.check(text),
    'attempt.readCard': (request) => this.#begun.cards.read(request) ?? this.#proved(),
    'attempt.readCardImage': ({ file }, pathOf) =>
      this.#begun.cards.readImage(pathOf(file)) ?? this.#proved(),
    'attempt.openBundle': () =>
      this.#go(async (held) => {
        const { drill } = held;
        if (drill.missing === 0) this.#endCards();
        await (drill.kind === 'roll-call' ? drill.open() : this.#watch.time('open', () => drill.open()));
        this.#held = { ...held, keys: drilledKeys(drill.keys) };
      }),
    'drill.compare': ({ expected }) =>
      this.#go(async ({ drill }) => {
        const given = expected.filter((value) => value.trim() !== '');
        await this.#watch.time('compare', () => drill.compare(given));
        this.#expected = given;
      }),
    'drill.restore': () =>
      this.#go(async ({ drill, sandbox }) => {
        if (sandbox === null) {
          throw new QuorateError('recovery-order', 'only a full drill restores anything', 'finish the drill');
        }
        if (failureOf(drill.issues) !== null) {
          throw new QuorateError(
            'drill-failed-before',
            'nothing is restored into the sandbox: this drill has failed before it',
            'mend what the report names first, then hold the drill again',
          );
        }
        await this.#watch.time('restore', () => drill.restore(sandbox));
      }),
    'drill.finish': () => {
      this.#finish();
      return this.#view();
    },
    'drill.removeSandbox': () => {
      const { drill } = this.#begun;
      if (!drill.hasSandbox) {
        throw new QuorateError('recovery-order', 'nothing was restored that could be removed', 'go on');
      }
      drill.removeSandbox();
      this.#isSandboxRemoved = true;
      return this.#view();
    },
    'attempt.giveUp': () => {
      const { drill } = this.#begun;
      if (this.#result === null && drill.cards.length > 0) {
        this.#fail(new QuorateError('interrupted', 'the drill was given up'));
      }
      drill.end();
      return this.#view();
    },
    'attempt.printReport': async () => {
      const page = reportPage(reportOf(this.#finished), this.#setup.fonts);
      await this.#setup.print(toUtf8(page), false);
      return this.#view();
    },
    'attempt.saveReport': ({ file }, pathOf) => {
      const result = this.#finished;
      const folder = pathOf(file);
      checkDestination(folder, this.#places);
      this.#saved = saveReport(folder, reportName(result), reportOf(result), this.#setup.fonts);
      return this.#view();
    },
  };

  #begin(request: RequestOf<'drill.begin'>, pathOf: PathOf): DrillView {
    this.#refuseBegun();
    const now = new Date();
    const stick = this.#table.of(request.stick);
    const { folder } = stick;
    const { kind } = request;
    if ((kind === 'full') !== (request.sandbox !== null)) {
      throw new QuorateError(
        'usage-option',
        'a full drill, and no other, needs a folder in memory',
        'choose one such as /dev/shm',
      );
    }
    const sandbox =
      request.sandbox === null
        ? null
        : join(pathOf(request.sandbox), `quorate-drill-${randomBytes(4).toString('hex')}`);
    if (sandbox !== null) checkSandbox(sandbox, this.#places);
    const context = this.#context(request, stick, now);
    const drill = new Drill(kind, this.#watch);
    drill.takeFolder(folder);
    const { manifest } = folder;
    drill.takeHistory(
      context.lastRecord,
      manifest === null
        ? []
        : dutiesDue(manifest.verification, manifest.ceremony.date, recordsOf(folder), now),
    );
    const cards = new AttemptCards(folder, (card) => {
      // What it is called must be known before it is zeroed.
      const what = `card ${card.number}`;
      try {
        drill.addCard(card);
      } catch (error) {
        // A card that a camera read twice, or one turn too late, is none that was refused.
        const isRefused = error instanceof QuorateError && !noRefusal.has(error.code);
        if (isRefused) drill.refuseCard(what, error);
        throw error;
      }
    });
    this.#held = { drill, stick, cards, sandbox, keys: [], context };
    // What people take to fetch and read their cards counts: it is most of a recovery.
    if (kind !== 'integrity') this.#endCards = this.#watch.begin('cards');
    if (kind === 'integrity') this.#holdIntegrity(drill, stick);
    // Nobody takes a card out for a stick that holds nothing to open.
    else if (kind !== 'roll-call') this.#failOver(() => bundleOf(folder));
    return this.#view();
  }

  /** What people say of the drill, and what the machine says of itself. */
  #context(
    { operator, witnesses, lastRecord, detected, started }: RequestOf<'drill.begin'>,
    { folder, stick }: TakenStick,
    now: Date,
  ): Held['context'] {
    const time = (text: string | null, what: string) => (text === null ? null : typedTime(text, what, now));
    const [noticed, begun] = [time(detected, 'the time of the loss'), time(started, 'the time of the start')];
    if (noticed !== null && begun !== null && noticed > begun) {
      throw new QuorateError(
        'usage-option',
        'the work began before the loss was noticed',
        'look at both times again',
      );
    }
    const answer: LastRecordAnswer = compareLastRecord(lastRecord, folder.records.stored);
    return {
      operator: operator === null ? null : givenName(operator),
      witnesses: witnesses.map(givenName),
      detected: noticed,
      started: begun,
      lastRecord: answer,
      preflight: machineFindings(this.#setup, now),
      stick: stick.serial,
      software: { name: 'quorate', version: this.#setup.version },
    };
  }

  #holdIntegrity(drill: Drill, { folder }: TakenStick): void {
    const [first] = folder.findings.tamperings;
    if (first !== undefined) {
      drill.fail(
        new QuorateError(
          'folder-tampered',
          `${folder.path}: ${first.message}`,
          'take another stick of this ceremony',
        ),
      );
    }
    this.#finish();
  }

  /** Goes one step on; what fails ends the drill, and is recorded as any other result. */
  async #go(step: (held: Held) => Promise<void>): Promise<DrillView> {
    const held = this.#begun;
    try {
      await step(held);
    } catch (error) {
      if (!(error instanceof QuorateError) || error.code === 'recovery-order') throw error;
      // Cards that are still missing are read, and that is all.
      if (error.code === 'cards-too-few' && held.drill.step === 'cards') throw error;
      this.#fail(error);
    }
    return this.#view();
  }

  #failOver(look: () => void): void {
    try {
      look();
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      this.#fail(error);
    }
  }

  #fail(error: QuorateError): void {
    this.#failure = error;
    this.#begun.drill.fail(error);
    this.#finish();
  }

  #finish(): void {
    if (this.#result !== null) return;
    this.#endCards();
    const { drill, context } = this.#begun;
    this.#result = drill.finish({ ...context, now: new Date(), expected: this.#expected });
    drill.end();
  }

  get #begun(): Held {
    if (this.#held !== null) return this.#held;
    throw new QuorateError('recovery-order', 'the drill was not begun yet', 'choose a stick first');
  }

  get #finished(): DrillResult {
    if (this.#result !== null) return this.#result;
    throw new QuorateError('recovery-order', 'the drill has no report yet', 'finish it first');
  }

  /** Where nothing may be written but records: every stick, and the folders on them. */
  get #places(): string[] {
    return this.#table.sticks.flatMap(({ folder, given }) => [folder.path, given]);
  }

  #refuseBegun(): void {
    if (this.#held === null) return;
    throw new QuorateError('recovery-order', 'the drill was begun already', 'leave it to hold another');
  }

  #proved(): AttemptReading {
    return { status: 'proved', attempt: this.#view() };
  }

  #view(): DrillView {
    return drillView({
      table: this.#table,
      watch: this.#watch,
      held: this.#held,
      failure: this.#failure,
      result: this.#result,
      isSandboxRemoved: this.#isSandboxRemoved,
      saved: this.#saved,
      now: new Date(),
    });
  }
}

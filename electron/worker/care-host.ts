import { QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { compareFolders, refuseOtherRepair, type StickComparison } from '@quorate/custody/sticks/compare';
import type { CareView, ComparisonView, DeedView } from '../contract/care-views.ts';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import { handOver, recordCheck, reportLoss } from './care-deeds.ts';
import { CareTable } from './care-table.ts';
import { typedPeople } from './care-words.ts';
import { CopyDesk } from './copy-desk.ts';
import { comparisonView, repairAll, repairableCount, repairSentence } from './repair-desk.ts';
import type { HostSetup, PathOf, WorkHost } from './setup.ts';

type Handlers = {
  readonly [C in ChannelOf<'care'>]: (
    request: RequestOf<C>,
    pathOf: PathOf,
  ) => Promise<ValueOf<C>> | ValueOf<C>;
};

/** The care of sticks and cards between ceremonies, behind its channels. No card is read here, and nothing is secret. */
export class CareHost implements WorkHost<'care'> {
  readonly #table = new CareTable();
  readonly #copies: CopyDesk;
  readonly #setup: HostSetup;
  #compared: StickComparison | null = null;
  #comparison: ComparisonView | null = null;
  #deed: DeedView | null = null;

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#copies = new CopyDesk(setup);
  }

  /**
   * Answers a request that passed the gate.
   * @throws whatever custody throws
   */
  async answer<C extends ChannelOf<'care'>>(
    channel: C,
    request: RequestOf<C>,
    pathOf: PathOf,
  ): Promise<ValueOf<C>> {
    return this.#handlers[channel](request, pathOf);
  }

  endPapers(): null {
    return null;
  }

  /** Nothing here is to be wiped. */
  end(): void {}

  readonly #handlers: Handlers = {
    'care.look': () => this.#view(),
    'care.takeStick': ({ file, folderHash }, pathOf) => this.#take(pathOf(file), folderHash),
    'care.comparePaper': ({ folderHash }) => {
      this.#table.compareWithPaper(folderHash);
      return this.#changed();
    },
    'care.dropStick': ({ stick }) => {
      this.#table.drop(stick);
      return this.#changed();
    },
    'care.handover': (request) => this.#did(handOver(request, this.#table)),
    'care.reportLost': (request) => this.#did(reportLoss(request, this.#table)),
    'care.compare': () => {
      const folders = this.#table.fresh();
      if (folders.length < 2) {
        throw new QuorateError(
          'usage-arguments',
          'there is nothing to compare with',
          'take up another stick',
        );
      }
      this.#setup.progress('comparing the sticks');
      this.#compare(folders, false);
      return this.#view();
    },
    'care.recordCheck': (request) => this.#did(recordCheck(request, this.#table)),
    'care.repair': (request) => this.#repair(request),
    'care.lookAtTarget': ({ from, file }, pathOf) =>
      this.#copies.lookAt(this.#table.of(from).folder, pathOf(file), this.#table.places),
    'care.copy': (request, pathOf) => this.#copy(request, pathOf(request.file)),
    'care.cancel': () => {
      this.#copies.cancel();
      return null;
    },
  };

  #take(path: string, folderHash: string | null): CareView {
    const typedHash = folderHash === null || folderHash.trim() === '' ? null : folderHash;
    const { number, folder } = this.#table.take(path, typedHash);
    let isCopy: boolean;
    try {
      isCopy = this.#copies.isTheCopy(folder, this.#isSourceThere);
    } catch (error) {
      this.#table.drop(number);
      throw error;
    }
    if (typedHash !== null && folder.isAuthenticated) this.#table.compareWithPaper(typedHash);
    const isWhole = folder.findings.tamperings.length === 0;
    if (isCopy && isWhole && this.#deed?.kind === 'copied') this.#deed = { ...this.#deed, verified: number };
    return this.#changed();
  }

  /** The stick that was copied last is on the table. */
  get #isSourceThere(): boolean {
    const deed = this.#deed;
    return deed?.kind === 'copied' && this.#table.has(deed.from);
  }

  #repair({ sentence, ...request }: RequestOf<'care.repair'>): CareView {
    const people = typedPeople(request);
    const shown = this.#compared;
    const wanted = shown === null ? null : repairSentence(shown);
    if (shown === null || wanted === null) {
      throw new QuorateError('usage-arguments', 'no damaged file is known', 'compare the sticks first');
    }
    if (sentence.trim().replace(/\s+/g, ' ') !== wanted) {
      throw new QuorateError(
        'not-confirmed',
        `"${wanted}" was not typed; nothing was done`,
        'type it in full',
      );
    }
    const comparison = compareFolders(this.#table.fresh());
    refuseOtherRepair(comparison, shown);
    // Whatever becomes of it, what was compared before is not so any more.
    this.#changed();
    const records = repairAll(comparison, people, this.#table);
    const isRest = comparison.faults.length > 0;
    this.#deed = { kind: 'repaired', files: repairableCount(comparison), isRest, records };
    this.#compare(this.#table.fresh(), true);
    return this.#view();
  }

  async #copy(request: RequestOf<'care.copy'>, path: string): Promise<CareView> {
    const people = typedPeople(request);
    const { number, folder } = this.#table.freshOne(request.from);
    try {
      const made = await this.#copies.copy(folder, path, request.declaration, people);
      const records = made.records.map((record) => this.#table.recordView(record));
      return this.#did({
        kind: 'copied',
        from: number,
        place: made.copy.path,
        ejected: made.ejected,
        verified: null,
        records,
      });
    } finally {
      this.#table.freshOne(number);
    }
  }

  #compare(folders: readonly CeremonyFolder[], isRepaired: boolean): void {
    this.#compared = null;
    this.#comparison = null;
    this.#compared = compareFolders(folders);
    this.#comparison = comparisonView(this.#compared, isRepaired, this.#table);
  }

  #did(deed: DeedView): CareView {
    this.#deed = deed;
    return this.#changed();
  }

  /** What was compared is of no worth once a stick came, went or was written to. */
  #changed(): CareView {
    this.#compared = null;
    this.#comparison = null;
    return this.#view();
  }

  #view(): CareView {
    return {
      work: 'care',
      step: 'care',
      sticks: this.#table.views(new Date()),
      comparison: this.#comparison,
      deed: this.#deed,
    };
  }
}

import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { changedSticks, checkData } from '@quorate/custody/records/check';
import { handoverData, refuseOnePerson } from '@quorate/custody/records/handover';
import { standingAfterLoss } from '@quorate/custody/records/lost';
import { checkCardNumber } from '@quorate/custody/records/record-text';
import { compareFolders, type StickComparison } from '@quorate/custody/sticks/compare';
import type { CareView, ComparisonView, DeedView } from '../contract/care-views.ts';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import { CareTable } from './care-table.ts';
import { lines, typed, typedOrNone, typedPeople } from './care-words.ts';
import { CopyDesk } from './copy-desk.ts';
import { comparisonView, damagedCount, repairAll, repairSentence } from './repair-desk.ts';
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
    'care.handover': (request) => this.#handover(request),
    'care.reportLost': (request) => this.#reportLost(request),
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
    'care.recordCheck': (request) => this.#recordCheck(request),
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

  #handover(request: RequestOf<'care.handover'>): CareView {
    const people = typedPeople(request);
    const [from, to] = [typed('from', request.from), typed('to', request.to)];
    refuseOnePerson({ from, to }, lines);
    const bags = { bag: typedOrNone('bag', request.bag), newBag: typedOrNone('newBag', request.newBag) };
    const [first] = this.#table.alike();
    const card = checkCardNumber('card', request.card, first.manifest);
    const { data, isPublic } = handoverData({ card, from, to, ...bags }, first);
    const records = this.#table.leave({ type: 'handover', people, data });
    return this.#did({ kind: 'handover', card, from, to, isPublic, records });
  }

  #reportLost({ what, ...request }: RequestOf<'care.reportLost'>): CareView {
    const people = typedPeople(request);
    const reason = typedOrNone('reason', request.reason, 'reason');
    const stick = what.kind === 'stick' ? typed('stick', what.stick) : null;
    const sticks = this.#table.alike();
    const card = what.kind === 'card' ? checkCardNumber('card', what.card, sticks[0].manifest) : null;
    const data: JsonObject = { ...(stick === null ? { card } : { stick }), reason };
    const standing = standingAfterLoss(sticks, data);
    const { lost, left, threshold, count, allAdvice: advice } = standing;
    const records = this.#table.leave({ type: 'lost', people, data });
    return this.#did({ kind: 'lost', card, stick, lost, left, threshold, count, advice, records });
  }

  #recordCheck(request: RequestOf<'care.recordCheck'>): CareView {
    const people = typedPeople(request);
    const sticks = this.#table.alike();
    const [changed] = changedSticks(sticks);
    if (changed !== undefined) {
      throw new QuorateError(
        'folder-tampered',
        `${changed.path} is not as it was sealed`,
        'compare the sticks, and put it right or aside first',
      );
    }
    if (sticks.length > 1) compareFolders(sticks);
    const records = this.#table.leave({ type: 'check', people, data: checkData(sticks) });
    const isAuthenticated = sticks.every((stick) => stick.isAuthenticated);
    return this.#did({ kind: 'checked', sticks: sticks.length, isAuthenticated, records });
  }

  #repair({ sentence, ...request }: RequestOf<'care.repair'>): CareView {
    const people = typedPeople(request);
    const wanted = this.#compared === null ? null : repairSentence(this.#compared);
    if (wanted === null) {
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
    if (repairSentence(comparison) !== wanted) {
      throw new QuorateError(
        'file-changed',
        'the sticks are not as they were when they were compared',
        'compare them once more',
      );
    }
    // Whatever becomes of it, what was compared before is not so any more.
    this.#changed();
    const records = repairAll(comparison, people, this.#table);
    this.#deed = { kind: 'repaired', files: damagedCount(comparison), records };
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

import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { renderBlankCard } from '@quorate/custody/cards/blank-page';
import type { CardPaper } from '@quorate/custody/cards/card-paper';
import { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import type { TypedPassword } from '@quorate/custody/import/keyring-password';
import type { Source } from '@quorate/custody/import/sources';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderScript } from '@quorate/custody/papers/script-page';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import { journalData } from '@quorate/custody/preflight/journal-data';
import { runPreflight } from '@quorate/custody/preflight/run';
import { withSampleHomes } from '@quorate/custody/rehearsal/sample-homes';
import type { ChannelOf, RequestOf, ValueOf } from '../contract/channels.ts';
import type { CardReading, CeremonyView } from '../contract/views.ts';
import type { EndPapers } from '../contract/worker-messages.ts';
import { CardDesk } from './card-desk.ts';
import { withKeyringPasswords } from './keyring-passwords.ts';
import { papersOf } from './papers.ts';
import { planOf } from './plan-draft.ts';
import { readPlanAt } from './plan-file.ts';
import type { HostSetup, PathOf, WorkHost } from './setup.ts';
import { refuseUnstopped } from './signing-states.ts';
import { StickDesk } from './stick-desk.ts';
import { planView, type Shown, viewOf } from './view.ts';

type Handlers = {
  readonly [C in ChannelOf<'ceremony'>]: (
    request: RequestOf<C>,
    pathOf: PathOf,
  ) => Promise<ValueOf<C>> | ValueOf<C>;
};

/**
 * A ceremony behind the contract: every channel of the worker, one method each. It lives in the process that dies with
 * the ceremony; nothing it answers is secret, but for the corrections of a card that a person must see.
 */
export class CeremonyHost implements WorkHost<'ceremony'> {
  readonly #setup: HostSetup;
  readonly #ceremony: Ceremony;
  #shown: Shown = { preflight: null, plan: null, keys: [], left: [] };
  #draft: GivenPlan | null = null;
  #sheet: CeremonyView['sheet'] = 'a4';
  readonly #sticks: StickDesk;
  readonly #cards: CardDesk;

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#ceremony = new Ceremony({
      isRehearsal: setup.isRehearsal,
      software: { name: 'quorate', version: setup.version },
      kit: setup.kit,
      cost: { N: ceremonyScryptN, r: 8, p: 1 },
    });
    this.#sticks = new StickDesk(this.#ceremony, setup);
    this.#cards = new CardDesk(this.#ceremony, setup);
  }

  /**
   * Answers a request that passed the gate.
   * @throws whatever custody throws
   */
  async answer<C extends ChannelOf<'ceremony'>>(
    channel: C,
    request: RequestOf<C>,
    pathOf: PathOf,
  ): Promise<ValueOf<C>> {
    return this.#handlers[channel](request, pathOf);
  }

  /** The papers of a ceremony that has come to its end; null while it goes on. */
  endPapers(): EndPapers | null {
    const { step } = this.#ceremony.state;
    if (step === 'aborted') return {};
    return step === 'closed'
      ? { transcript: toUtf8(this.#paper('transcript')), receipt: toUtf8(this.#paper('receipt')) }
      : null;
  }

  /** Wipes what is left. */
  end(): void {
    this.#cards.wipe();
    this.#ceremony.end();
  }

  readonly #handlers: Handlers = {
    'ceremony.look': () => this.#view(),
    'ceremony.preflight': () => {
      const { program, host } = this.#setup;
      const purpose = this.#setup.isRehearsal ? 'rehearsal' : 'ceremony';
      const preflight = runPreflight({ purpose, now: new Date(), software: program, host });
      const blocking = preflight.results.filter(({ verdict }) => verdict === 'block').map(({ id }) => id);
      this.#ceremony.recordPreflight(blocking, journalData(preflight));
      this.#shown = { ...this.#shown, preflight };
      return this.#view();
    },
    'ceremony.override': ({ check, reason, witness }) =>
      this.#after(() => this.#ceremony.overrideCheck(check, reason, witness)),
    'ceremony.confirmDate': ({ date }) => this.#after(() => this.#ceremony.confirmDate(date)),
    'ceremony.passPreflight': () => this.#after(() => this.#ceremony.passPreflight()),
    'ceremony.draftPlan': ({ draft }) => {
      const { state } = this.#ceremony;
      const overrides = 'preflight' in state ? (state.preflight?.overridden ?? []) : [];
      this.#draft = planOf(draft, this.#setup.isRehearsal, overrides);
      return planView(this.#draft);
    },
    'ceremony.readPlan': ({ file }, pathOf) => {
      this.#draft = readPlanAt(pathOf(file));
      return planView(this.#draft);
    },
    'ceremony.confirmPlan': ({ people, planSha256 }) =>
      this.#after(() => {
        const draft = this.#draft;
        if (draft === null) throw new QuorateError('ceremony-order', 'there is no plan to confirm yet');
        // What people saw and read aloud is what they confirm, whatever was read from a file since.
        this.#ceremony.confirmPlan(draft, people, planSha256);
        this.#shown = { ...this.#shown, plan: draft };
      }),
    'ceremony.importKeys': ({ sources, keyringPasswords = [] }, pathOf) => {
      const given = sources.map(({ name, file }) => ({ name, path: pathOf(file) }));
      const names = given.map(({ name }) => name);
      return withKeyringPasswords(keyringPasswords, names, (passwords) => this.#import(given, passwords));
    },
    'ceremony.importSamples': () => {
      const names = this.#plan.plan.sources.map(({ name }) => name);
      return withSampleHomes(this.#setup.isRehearsal, names, (homes) => this.#import(homes));
    },
    'ceremony.releaseKeys': () =>
      this.#after(() => {
        this.#ceremony.releaseKeys();
        this.#shown = { ...this.#shown, keys: [], left: [] };
      }),
    'ceremony.confirmKeys': ({ isStopped = false }) =>
      this.#after(() => {
        refuseUnstopped(this.#shown.keys, { isStopped, isRehearsal: this.#setup.isRehearsal });
        this.#ceremony.confirmKeys();
      }),
    'ceremony.seal': async () => {
      await this.#ceremony.seal(this.#setup.progress);
      return this.#view();
    },
    'ceremony.lookAtStick': ({ stick, file }, pathOf) => this.#sticks.lookAt(stick, pathOf(file)),
    'ceremony.writeStick': async ({ stick, file, declaration }, pathOf) => {
      await this.#sticks.write(stick, pathOf(file), declaration);
      return this.#view();
    },
    'ceremony.verifyStick': ({ stick, replugged }) =>
      this.#after(() => this.#ceremony.verifyStick(stick, replugged)),
    'ceremony.giveUpStick': ({ stick }) => this.#after(() => this.#ceremony.giveUpStick(stick)),
    'ceremony.finishSticks': ({ fewer }) => this.#after(() => this.#ceremony.finishSticks(fewer)),
    'ceremony.useSheet': ({ sheet }) =>
      this.#after(() => {
        this.#sheet = sheet;
      }),
    'ceremony.stickPhrase': ({ phrase }) => this.#after(() => this.#cards.takePhrase(phrase)),
    'ceremony.printCard': async (request) => {
      await this.#cards.print(request, this.#plan.plan, this.#cardPaper);
      return this.#view();
    },
    'ceremony.showRow': ({ row }) => this.#cards.row(row),
    'ceremony.checkCard': ({ text }) => this.#cards.check(text),
    'ceremony.readCard': (request) => this.#cards.read(request) ?? this.#proved(),
    'ceremony.readCardImage': ({ card, file }, pathOf) =>
      this.#cards.readImage(card, pathOf(file)) ?? this.#proved(),
    'ceremony.finishCards': () => this.#after(() => this.#ceremony.finishCards()),
    'ceremony.letGo': () =>
      this.#after(() => {
        this.#ceremony.letGo();
        this.#cards.wipe();
      }),
    'ceremony.signOff': ({ people }) =>
      this.#after(() => {
        this.#ceremony.signOff(people);
      }),
    'ceremony.close': () =>
      this.#after(() => {
        this.#ceremony.close();
      }),
    'ceremony.deliver': ({ stick }) => this.#after(() => this.#ceremony.deliver(stick)),
    'ceremony.endDelivery': () =>
      this.#after(() => {
        this.#ceremony.endDelivery();
      }),
    'ceremony.printPaper': async ({ paper }) => {
      await this.#setup.print(toUtf8(this.#paper(paper)), false);
      return this.#view();
    },
    'ceremony.cancel': () => {
      this.#sticks.cancel();
      return null;
    },
    'ceremony.back': () =>
      this.#after(() => {
        this.#ceremony.back();
        this.#cards.forgetCopy();
        // What the machine has forgotten is not shown any more.
        const { step } = this.#ceremony.state;
        if (step === 'people') this.#shown = { ...this.#shown, keys: [], left: [] };
        if (step === 'preflight') this.#shown = { ...this.#shown, preflight: null };
      }),
    'ceremony.abort': ({ reason }) =>
      this.#after(() => {
        this.#ceremony.abort(reason);
        this.#cards.wipe();
      }),
  };

  get #cardPaper(): CardPaper {
    return this.#sheet === 'a4' ? 'a6' : 'letter-quarter';
  }

  get #plan(): GivenPlan {
    if (this.#shown.plan === null) throw new QuorateError('ceremony-order', 'no plan was confirmed yet');
    return this.#shown.plan;
  }

  /** Before two people confirm a plan they may want it on paper, to compare: then it is the one they look at. */
  get #planOnScreen(): GivenPlan {
    if (this.#ceremony.state.step !== 'people') return this.#plan;
    if (this.#draft === null) throw new QuorateError('ceremony-order', 'there is no plan to print yet');
    return this.#draft;
  }

  #after(step: () => void): CeremonyView {
    step();
    return this.#view();
  }

  #view(): CeremonyView {
    return viewOf(this.#ceremony, this.#shown, {
      ...this.#cards.view,
      ejected: this.#sticks.ejected,
      sheet: this.#sheet,
      stickPhrase: this.#cards.phraseState(this.#shown.plan?.plan ?? null),
    });
  }

  async #import(sources: readonly Source[], passwords?: readonly TypedPassword[]): Promise<CeremonyView> {
    const { keys, left } = await this.#ceremony.importKeys(sources, passwords);
    this.#shown = { ...this.#shown, keys, left };
    return this.#view();
  }

  #proved(): CardReading {
    return { status: 'proved', ceremony: this.#view() };
  }

  #paper(paper: RequestOf<'ceremony.printPaper'>['paper']): string {
    const { fonts, version } = this.#setup;
    if (paper === 'blank-cards')
      return renderBlankCard({ isRehearsal: this.#setup.isRehearsal, fonts, paper: this.#cardPaper });
    if (paper === 'script') {
      const { plan, planSha256 } = this.#planOnScreen;
      return renderScript(plan, planSha256, fonts, this.#sheet);
    }
    const papers = papersOf(this.#ceremony, this.#shown, { fonts, version, paper: this.#sheet });
    return paper === 'transcript' ? renderTranscript(papers) : renderReceipt(papers);
  }
}

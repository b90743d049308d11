import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { printedPlace, readQrText } from '@quorate/crypto-core/cards/text';
import { readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import type { CardFonts } from '@quorate/custody/cards/card-fonts';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { Ceremony, type ReadingWay } from '@quorate/custody/ceremony/ceremony';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { readFileOnce } from '@quorate/custody/files/read';
import type { FolderFile } from '@quorate/custody/folder/write';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderScript } from '@quorate/custody/papers/script-page';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import { journalData } from '@quorate/custody/preflight/journal-data';
import type { Software } from '@quorate/custody/preflight/machine';
import { runPreflight } from '@quorate/custody/preflight/run';
import { nodePrimitives } from '@quorate/custody/primitives';
import type { RequestOf, ValueOf, WorkerChannel } from '../contract/channels.ts';
import type { CardReading, CeremonyView } from '../contract/views.ts';
import { papersOf } from './papers.ts';
import { planOf } from './plan-draft.ts';
import { planView, type Shown, viewOf } from './view.ts';

/** What the host is given by the process around it. */
export interface HostSetup {
  readonly isRehearsal: boolean;
  readonly version: string;
  readonly program: Software;
  readonly kit: readonly FolderFile[];
  readonly fonts: CardFonts;
  /** Gives a page to the printer; throws when it was not printed. */
  print(page: Uint8Array, isSecret: boolean): Promise<void>;
  progress(step: string): void;
}

/** Path of a handle. */
export type PathOf = (handle: string) => string;

type Handlers = {
  readonly [C in WorkerChannel]: (request: RequestOf<C>, pathOf: PathOf) => Promise<ValueOf<C>> | ValueOf<C>;
};

const maxPictureBytes = 32 * 1024 * 1024;

/**
 * A ceremony behind the contract: every channel of the worker, one method each. It lives in the process that dies with
 * the ceremony; nothing it answers is secret, but for the corrections of a card that a person must see.
 */
export class CeremonyHost {
  readonly #setup: HostSetup;
  readonly #ceremony: Ceremony;
  #shown: Shown = { preflight: null, plan: null, keys: [] };
  #draft: GivenPlan | null = null;

  constructor(setup: HostSetup) {
    this.#setup = setup;
    this.#ceremony = new Ceremony({
      isRehearsal: setup.isRehearsal,
      software: { name: 'quorate', version: setup.version },
      kit: setup.kit,
      cost: { N: ceremonyScryptN, r: 8, p: 1 },
    });
  }

  /**
   * Answers a request that passed the gate.
   * @throws whatever custody throws
   */
  async answer<C extends WorkerChannel>(
    channel: C,
    request: RequestOf<C>,
    pathOf: PathOf,
  ): Promise<ValueOf<C>> {
    return this.#handlers[channel](request, pathOf);
  }

  /** Wipes what is left. */
  end(): void {
    this.#ceremony.end();
  }

  readonly #handlers: Handlers = {
    'ceremony.look': () => this.#view(),
    'ceremony.preflight': () => {
      const purpose = this.#setup.isRehearsal ? 'rehearsal' : 'ceremony';
      const preflight = runPreflight({ purpose, now: new Date(), software: this.#setup.program });
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
      const { bytes } = readFileOnce(pathOf(file), maxJsonBytes);
      this.#draft = { plan: readPlan(bytes), planSha256: toHex(nodePrimitives.sha256(bytes)) };
      return planView(this.#draft);
    },
    'ceremony.confirmPlan': ({ people }) =>
      this.#after(() => {
        const draft = this.#draft;
        if (draft === null) throw new QuorateError('ceremony-order', 'there is no plan to confirm yet');
        this.#ceremony.confirmPlan(draft, people, null);
        this.#shown = { ...this.#shown, plan: draft };
      }),
    'ceremony.importKeys': async ({ sources }, pathOf) => {
      const given = sources.map(({ name, file }) => ({ name, path: pathOf(file) }));
      const keys = await this.#ceremony.importKeys(given);
      this.#shown = { ...this.#shown, keys };
      return this.#view();
    },
    'ceremony.releaseKeys': () =>
      this.#after(() => {
        this.#ceremony.releaseKeys();
        this.#shown = { ...this.#shown, keys: [] };
      }),
    'ceremony.confirmKeys': () => this.#after(() => this.#ceremony.confirmKeys()),
    'ceremony.seal': async () => {
      await this.#ceremony.seal(this.#setup.progress);
      return this.#view();
    },
    'ceremony.writeStick': ({ stick, file }, pathOf) =>
      this.#after(() => {
        this.#ceremony.writeStick(stick, pathOf(file), this.#setup.progress);
      }),
    'ceremony.verifyStick': ({ stick, replugged }) =>
      this.#after(() => this.#ceremony.verifyStick(stick, replugged)),
    'ceremony.giveUpStick': ({ stick }) => this.#after(() => this.#ceremony.giveUpStick(stick)),
    'ceremony.finishSticks': ({ fewer }) => this.#after(() => this.#ceremony.finishSticks(fewer)),
    'ceremony.printCard': async ({ card, reprint }) => {
      const options = {
        plan: this.#plan.plan,
        software: { name: 'quorate', version: this.#setup.version },
        fonts: this.#setup.fonts,
        paper: 'a6' as const,
        stickPhrase: null,
      };
      // A copy of its own for the printer: the card is zeroed when it comes back from being lent.
      const copy = ({ page }: { readonly page: Uint8Array }) => page.slice();
      const page =
        reprint === null
          ? this.#ceremony.printCard(card, options, copy)
          : this.#ceremony.reprintCard(card, reprint, options, copy);
      try {
        await this.#setup.print(page, true);
      } finally {
        page.fill(0);
      }
      return this.#view();
    },
    'ceremony.readCard': ({ card, text, how, isAccepted }) => {
      if (how === 'camera') return this.#prove(card, readQrText(text), how);
      const read = readTypedText(text, { digests: this.#ceremony.sealed?.cards ?? [] });
      if (read.status === 'clean') return this.#prove(card, read.card, how);
      if (isAccepted) return this.#prove(card, read.accept(), how);
      const changes = read.changes.map(({ index, typed, corrected }) => {
        const { letter, group } = printedPlace(index);
        return { row: letter, group, typed, corrected };
      });
      return { status: 'corrected', changes };
    },
    'ceremony.readCardImage': ({ card, file }, pathOf) => {
      const path = pathOf(file);
      const { bytes } = readFileOnce(path, maxPictureBytes);
      try {
        return this.#prove(card, readQrText(readCardImage(bytes, 'the picture')), 'image');
      } finally {
        bytes.fill(0);
      }
    },
    'ceremony.finishCards': () => this.#after(() => this.#ceremony.finishCards()),
    'ceremony.letGo': () => this.#after(() => this.#ceremony.letGo()),
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
    'ceremony.back': () => this.#after(() => this.#ceremony.back()),
    'ceremony.abort': ({ reason }) =>
      this.#after(() => {
        this.#ceremony.abort(reason);
      }),
  };

  get #plan(): GivenPlan {
    if (this.#shown.plan === null) throw new QuorateError('ceremony-order', 'no plan was confirmed yet');
    return this.#shown.plan;
  }

  #after(step: () => void): CeremonyView {
    step();
    return this.#view();
  }

  #view(): CeremonyView {
    return viewOf(this.#ceremony, this.#shown);
  }

  #prove(number: number, card: UnverifiedCard, how: ReadingWay): CardReading {
    this.#ceremony.proveCard(number, card, how);
    return { status: 'proved', ceremony: this.#view() };
  }

  #paper(paper: RequestOf<'ceremony.printPaper'>['paper']): string {
    const { fonts, version } = this.#setup;
    if (paper === 'script') return renderScript(this.#plan.plan, this.#plan.planSha256, fonts, 'a4');
    const papers = papersOf(this.#ceremony, this.#shown, { fonts, version });
    return paper === 'transcript' ? renderTranscript(papers) : renderReceipt(papers);
  }
}

import type { ListedCard, UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { printedPlace, readQrText } from '@quorate/crypto-core/cards/text';
import { readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { QuorateError } from '@quorate/crypto-core/errors';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { readFileOnce } from '@quorate/custody/files/read';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import type { RefusedCardView, TakenCardView } from '../contract/attempt-views.ts';
import type { RequestOf } from '../contract/channels.ts';
import type { CardCheck, CardReading } from '../contract/views.ts';

const maxPictureBytes = 32 * 1024 * 1024;

type Corrected = Extract<CardReading, { status: 'corrected' }>;

/** Where a card goes that was read: it is used, or refused and zeroed there. */
export type TakeCard = (card: UnverifiedCard) => void;

/** Reads the cards of a drill or a recovery, and keeps how each came: never its text or its share. */
export class AttemptCards {
  readonly #folder: CeremonyFolder;
  readonly #take: TakeCard;
  #taken: readonly TakenCardView[] = [];
  #refused: readonly RefusedCardView[] = [];

  constructor(folder: CeremonyFolder, take: TakeCard) {
    this.#folder = folder;
    this.#take = take;
  }

  get taken(): readonly TakenCardView[] {
    return this.#taken;
  }

  get refused(): readonly RefusedCardView[] {
    return this.#refused;
  }

  /** Says what typed text is worth, and does nothing with it. */
  check(text: string): CardCheck {
    try {
      const read = readTypedText(text, { digests: this.#digests });
      if (read.status === 'corrected') return { status: 'correctable', changes: read.changes.length };
      read.card.share.fill(0);
      return { status: 'right' };
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      return { status: 'wrong', code: error.code, message: error.message, hint: error.hint ?? null };
    }
  }

  /**
   * Takes a card in by its text.
   * @returns the characters that somebody must look at first, or null when it was taken in
   * @throws what refuses it
   */
  read({ text, how, isAccepted }: RequestOf<'attempt.readCard'>): Corrected | null {
    if (how === 'camera') return this.#takeIn(readQrText(text), 'unchanged');
    const read = readTypedText(text, { digests: this.#digests });
    if (read.status === 'clean') return this.#takeIn(read.card, 'unchanged');
    if (isAccepted) return this.#takeIn(read.accept(), 'corrected');
    const changes = read.changes.map(({ index, typed, corrected }) => {
      const { letter, group, character } = printedPlace(index);
      return { row: letter, group, character, typed, corrected };
    });
    return { status: 'corrected', changes };
  }

  /** Takes a card in by a picture of it. */
  readImage(path: string): null {
    const { bytes } = readFileOnce(path, maxPictureBytes);
    try {
      return this.#takeIn(readQrText(readCardImage(bytes, 'the picture')), 'unchanged');
    } finally {
      bytes.fill(0);
    }
  }

  /** A card that was refused as not listed, and that a person wanted used all the same. */
  takeUnlisted(number: number): void {
    this.#taken = [...this.#taken, { number, state: 'unlisted' }];
  }

  /** Only a whole card can be refused as such: a slip while typing, or a picture of something else, is none. */
  #takeIn(card: UnverifiedCard, state: TakenCardView['state']): null {
    const { number, setId } = card;
    try {
      this.#take(card);
    } catch (error) {
      // What came out of turn was not even looked at.
      if (error instanceof QuorateError && error.code !== 'recovery-order') {
        const { code, message } = error;
        this.#refused = [...this.#refused, { state: this.#whyNot(error, setId), code, message }];
      }
      throw error;
    }
    this.#taken = [...this.#taken, { number, state }];
    return null;
  }

  #whyNot({ code }: QuorateError, setId: string): RefusedCardView['state'] {
    if (code === 'card-twice') return 'given-twice';
    if (code !== 'card-other-set') return 'unknown';
    const superseded = this.#folder.manifest?.supersededSets ?? [];
    return superseded.some((set) => set.setId === setId) ? 'superseded' : 'other-set';
  }

  get #digests(): readonly ListedCard[] {
    return this.#folder.manifest?.shareSet.cards ?? [];
  }
}

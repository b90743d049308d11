import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { cardTextRows, printedPlace, readQrText } from '@quorate/crypto-core/cards/text';
import { type Change, readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { type Plan, phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { fromUtf8, toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { checkStickPhrase } from '@quorate/custody/cards/card-page-check';
import type { CardPaper } from '@quorate/custody/cards/card-paper';
import { lookAtSpool } from '@quorate/custody/cards/print-spool';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import type { PrintableCard } from '@quorate/custody/ceremony/card-files';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { EventOf } from '@quorate/custody/ceremony/machine/event';
import { readFileOnce } from '@quorate/custody/files/read';
import type { RequestOf } from '../contract/channels.ts';
import type { CardCheck, CardReading, CardRow, CeremonyView, SpoolView } from '../contract/views.ts';
import type { HostSetup } from './setup.ts';

const maxPictureBytes = 32 * 1024 * 1024;

type Corrected = Extract<CardReading, { status: 'corrected' }>;

/** Where cards are printed, copied and read back. It holds the sticks' phrase, and the text of a card being copied. */
export class CardDesk {
  readonly #ceremony: Ceremony;
  readonly #setup: HostSetup;
  /** As UTF-8; null: nothing was said yet. Empty: the sticks have none. */
  #phrase: Uint8Array | null = null;
  #copy: { readonly card: number; readonly text: Uint8Array } | null = null;
  #hasPrinted = false;

  constructor(ceremony: Ceremony, setup: HostSetup) {
    this.#ceremony = ceremony;
    this.#setup = setup;
  }

  /** What a window may know of this desk. */
  get view(): { readonly copying: number | null; readonly spool: SpoolView | null } {
    return { copying: this.#copy?.card ?? null, spool: this.#hasPrinted ? lookAtSpool() : null };
  }

  /** Whether the cards wait for the phrase. */
  phraseState(plan: Plan | null): CeremonyView['stickPhrase'] {
    if (plan === null || plan.stickPhrase !== phraseOnCards) return 'none';
    return this.#phrase === null ? 'needed' : 'given';
  }

  /** Takes the phrase. @throws `card-page` for what cannot be printed */
  takePhrase(phrase: string): void {
    const { state } = this.#ceremony;
    if (state.step !== 'cards' || state.cards.some(({ printed }) => printed > 0)) {
      throw new QuorateError(
        'ceremony-order',
        'the phrase is said before the first card is printed, and stands on all of them alike',
        'abort, and start again, if it was another one',
      );
    }
    if (phrase !== '') checkStickPhrase(phrase);
    this.#phrase?.fill(0);
    this.#phrase = toUtf8(phrase);
  }

  /** Prints a card, or makes its text ready to be copied by hand. */
  async print(
    { card, how, reprint }: RequestOf<'ceremony.printCard'>,
    plan: Plan,
    paper: CardPaper,
  ): Promise<void> {
    if (this.phraseState(plan) === 'needed') {
      throw new QuorateError(
        'ceremony-order',
        'nobody has said yet which phrase unlocks the sticks',
        'say it, or say that they have none: it stands on every card',
      );
    }
    const options = {
      plan,
      software: { name: 'quorate', version: this.#setup.version },
      fonts: this.#setup.fonts,
      paper,
      stickPhrase: this.#phraseText,
      ...(how === 'by-hand' ? { how } : {}),
    };
    this.forgetCopy();
    // A copy of its own: the card is zeroed when it comes back from being lent.
    const copied = ({ page, text }: PrintableCard) => (how === 'printer' ? page : text).slice();
    const lent =
      reprint === null
        ? this.#ceremony.printCard(card, options, copied)
        : this.#ceremony.reprintCard(card, reprint, options, copied);
    if (how === 'by-hand') {
      this.#copy = { card, text: lent };
      return;
    }
    this.#hasPrinted = true;
    try {
      await this.#setup.print(lent, true);
    } finally {
      lent.fill(0);
    }
  }

  /** A row of the card that is being copied. @throws `ceremony-order` when none is, or it has no such row */
  row(number: number): CardRow {
    const rows = this.#copy === null ? [] : cardTextRows(fromUtf8(this.#copy.text, 'the card'));
    const row = rows[number - 1];
    if (row === undefined) {
      throw new QuorateError(
        'ceremony-order',
        `there is no row ${number} to copy`,
        'begin with the first row of a card that is copied by hand',
      );
    }
    const phrase = number === rows.length ? this.#phraseText : null;
    return { letter: row.letter, groups: [...row.groups], rows: rows.length, phrase };
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

  /** Proves a card by its text. @returns the characters that somebody must look at first, or null when it is proved */
  read({ card, text, how, isAccepted }: RequestOf<'ceremony.readCard'>): Corrected | null {
    if (how === 'camera') {
      this.#refuseCopied(card);
      return this.#prove(card, readQrText(text), how);
    }
    const read = readTypedText(text, { digests: this.#digests });
    if (read.status === 'clean') return this.#prove(card, read.card, how);
    if (this.#copy?.card === card) throw paperDiffers(read.changes);
    if (isAccepted) return this.#prove(card, read.accept(), how);
    const changes = read.changes.map(({ index, typed, corrected }) => {
      const { letter, group, character } = printedPlace(index);
      return { row: letter, group, character, typed, corrected };
    });
    return { status: 'corrected', changes };
  }

  /** Proves a card by a picture of it. */
  readImage(card: number, path: string): null {
    this.#refuseCopied(card);
    const { bytes } = readFileOnce(path, maxPictureBytes);
    try {
      return this.#prove(card, readQrText(readCardImage(bytes, 'the picture')), 'image');
    } finally {
      bytes.fill(0);
    }
  }

  forgetCopy(): void {
    this.#copy?.text.fill(0);
    this.#copy = null;
  }

  /** Zeroes what it holds. */
  wipe(): void {
    this.forgetCopy();
    this.#phrase?.fill(0);
    this.#phrase = null;
  }

  get #phraseText(): string | null {
    return this.#phrase === null || this.#phrase.length === 0 ? null : fromUtf8(this.#phrase, 'the phrase');
  }

  /** A card that was copied by hand has no code: what a camera sees came from elsewhere. */
  #refuseCopied(card: number): void {
    if (this.#copy?.card !== card) return;
    throw new QuorateError(
      'ceremony-order',
      `card ${card} is copied by hand, and is proved by typing it from the paper`,
      'type it',
    );
  }

  get #digests() {
    return this.#ceremony.sealed?.cards ?? [];
  }

  #prove(number: number, card: UnverifiedCard, how: EventOf<'card.proved'>['how']): null {
    this.#ceremony.proveCard(number, card, how);
    this.forgetCopy();
    return null;
  }
}

/** Nobody knows whether pen or fingers slipped: the paper must be right by itself. */
function paperDiffers(changes: readonly Pick<Change, 'index'>[]): QuorateError {
  const places = [
    ...new Set(
      changes
        .map(({ index }) => printedPlace(index))
        .map(({ letter, group }) => `row ${letter} group ${group}`),
    ),
  ];
  return new QuorateError(
    'card-correction',
    `what was typed differs from the card in ${places.join(', ')}`,
    'show the row again, put the paper right, and type the card from the paper once more',
  );
}

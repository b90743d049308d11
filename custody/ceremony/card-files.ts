import { join } from 'node:path';
import { writeCardText } from '@quorate/crypto-core/cards/text';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { fromHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { CardPage } from '../cards/card-content.ts';
import type { CardFonts } from '../cards/card-fonts.ts';
import { renderCardPage } from '../cards/card-page.ts';
import type { CardPaper } from '../cards/card-paper.ts';
import { qrPng } from '../cards/qr-code.ts';
import { writeFinishedFile } from '../files/finish.ts';
import type { ByHand } from './machine/event.ts';
import type { SealedCeremony } from './seal.ts';

/** Pixels a module of the QR code has in the PNG: enough for any reader, small enough to look at. */
const pngScale = 8;

/** The files of one card. */
export interface CardFiles {
  readonly number: number;
  /** Print-ready page. */
  readonly html: string;
  /** The QR code alone. */
  readonly png: string;
}

/** What a card shows besides the ceremony itself. */
export interface CardOptions {
  readonly plan: Plan;
  readonly software: { readonly name: string; readonly version: string };
  readonly fonts: CardFonts;
  readonly paper: CardPaper;
  /** The phrase that unlocks the sticks, where the plan prints it on the cards. */
  readonly stickPhrase: string | null;
  /** Set where no printer works, and the card is copied by hand from a screen. */
  readonly how?: ByHand;
}

/** A card as it goes to the printer. Secret; zeroed by whoever lends it. */
export interface PrintableCard {
  readonly number: number;
  /** Print-ready page: HTML as UTF-8. */
  readonly page: Uint8Array;
  /** The QR code alone: PNG. */
  readonly code: Uint8Array;
  /** The card's text as it is printed, in ASCII. */
  readonly text: Uint8Array;
}

/** What a card says about its ceremony. */
export type CardCeremony = Pick<SealedCeremony, 'id' | 'setId' | 'time' | 'folder' | 'chainHead'>;

/**
 * Renders a card from its payload.
 * @throws `card-page` when something on it would not fit
 */
export function renderCard(
  payload: Uint8Array,
  number: number,
  ceremony: CardCeremony,
  options: CardOptions,
): PrintableCard {
  const text = writeCardText(payload);
  const page = renderCardPage(pageOf(ceremony, options, number, text), options.fonts, options.paper);
  return { number, page: toUtf8(page), code: qrPng(text, pngScale), text: toUtf8(text) };
}

/**
 * Renders a card and lends it; page, code and text are zeroed when it comes back.
 * @throws `card-page`, and whatever the borrower throws
 */
export function lendCard<Result>(
  payload: Uint8Array,
  number: number,
  ceremony: CardCeremony,
  options: CardOptions,
  borrow: (card: PrintableCard) => Result,
): Result {
  const card = renderCard(payload, number, ceremony, options);
  try {
    return borrow(card);
  } finally {
    card.page.fill(0);
    card.code.fill(0);
    card.text.fill(0);
  }
}

/**
 * Writes the page and the QR code of a card into a folder, readable by this user alone. The files are secret.
 * @throws `file-…`, `medium-…` codes
 */
export function writeCardFiles(folder: string, { number, page, code }: PrintableCard): CardFiles {
  const files = {
    number,
    html: join(folder, `card-${number}.html`),
    png: join(folder, `card-${number}.png`),
  };
  writeFinishedFile(files.html, page, 0o600);
  writeFinishedFile(files.png, code, 0o600);
  return files;
}

function pageOf(ceremony: CardCeremony, options: CardOptions, number: number, text: string): CardPage {
  const { plan, software } = options;
  const printed = (hex: string) => ({ hex, words: hashWords(fromHex(hex)).split(' ') });
  return {
    label: plan.label,
    purpose: plan.purpose,
    number,
    count: plan.custodians.length,
    threshold: plan.threshold,
    text,
    custodian: plan.custodians[number - 1]?.name ?? null,
    date: ceremony.time.slice(0, 10),
    setId: ceremony.setId,
    software,
    ceremony: {
      id: ceremony.id,
      folderName: ceremony.folder.name,
      folderHash: printed(ceremony.folder.folderHash),
      chainHead: printed(ceremony.chainHead),
      stickPhrase: plan.stickPhrase === phraseOnCards ? options.stickPhrase : null,
    },
  };
}

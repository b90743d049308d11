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
}

/**
 * Writes the page and the QR code of every card into a folder, readable by this user alone. The files are secret.
 * @throws `file-…`, `medium-…` codes
 */
export function writeCards(folder: string, ceremony: SealedCeremony, options: CardOptions): CardFiles[] {
  return ceremony.payloads.map((payload, index) => {
    const number = index + 1;
    const text = writeCardText(payload);
    const files = {
      number,
      html: join(folder, `card-${number}.html`),
      png: join(folder, `card-${number}.png`),
    };
    const page = toUtf8(
      renderCardPage(pageOf(ceremony, options, number, text), options.fonts, options.paper),
    );
    const code = qrPng(text, pngScale);
    try {
      writeFinishedFile(files.html, page, 0o600);
      writeFinishedFile(files.png, code, 0o600);
    } finally {
      page.fill(0);
      code.fill(0);
    }
    return files;
  });
}

function pageOf(ceremony: SealedCeremony, options: CardOptions, number: number, text: string): CardPage {
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

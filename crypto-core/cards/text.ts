import { QuorateError } from '../errors.ts';
import { type Layout, layouts, PREFIX, symbolOf, toCharacters, toPayload, toSymbols } from './alphabet.ts';
import { appendChecksum, isValid } from './checksum.ts';
import { seemsToBe } from './foreign-text.ts';
import { checkPayload, decodePayload, refuseNewerCard, type UnverifiedCard } from './payload.ts';

/** Longer input is refused before any work; the longest card has 289 characters. */
export const MAX_INPUT = 4096;

/**
 * The card's text in upper case, as it is printed and put into the QR code.
 * @throws `card-payload`, `card-x-zero`, `format-newer` where no reader would take the card back
 */
export function writeCardText(payload: Uint8Array): string {
  checkPayload(payload);
  const data = toSymbols(payload);
  const layout = layouts.find(({ dataSymbols }) => dataSymbols === data.length) as Layout;
  const symbols = appendChecksum(layout.checksum, data);
  try {
    return PREFIX + toCharacters(symbols);
  } finally {
    data.fill(0);
    symbols.fill(0);
  }
}

const GROUP = 4;
const GROUPS_IN_ROW = 5;

/** One printed row of a card text. */
export interface CardTextRow {
  /** `A`, `B`, … Printed before the row and not typed. */
  readonly letter: string;
  /** Up to five groups of four characters; the last group of a card may be shorter. */
  readonly groups: readonly string[];
}

/** The rows in which a card text is printed. */
export function cardTextRows(text: string): CardTextRow[] {
  const groups = text.match(/.{1,4}/g) ?? [];
  const rows: CardTextRow[] = [];
  for (let at = 0; at < groups.length; at += GROUPS_IN_ROW) {
    rows.push({ letter: rowLetter(rows.length), groups: groups.slice(at, at + GROUPS_IN_ROW) });
  }
  return rows;
}

/** Where a character stands in {@link cardTextRows}: its row, and its group and place counted from 1. */
export interface PrintedPlace {
  readonly letter: string;
  readonly group: number;
  readonly character: number;
}

/** @param index into the card text, from 0 and `QS1` included */
export function printedPlace(index: number): PrintedPlace {
  const group = Math.floor(index / GROUP);
  return {
    letter: rowLetter(Math.floor(group / GROUPS_IN_ROW)),
    group: (group % GROUPS_IN_ROW) + 1,
    character: (index % GROUP) + 1,
  };
}

function rowLetter(row: number): string {
  return String.fromCharCode(65 + row);
}

/**
 * Reads what a QR code holds, strictly: exactly the text as printed, nothing corrected.
 * @throws `card-text`, `card-checksum`, `card-payload`, `card-x-zero`, `format-newer`
 */
export function readQrText(text: string): UnverifiedCard {
  if (text.length > MAX_INPUT) {
    throw new QuorateError('card-text', 'the QR code holds far more than a card', SHOW_CARD);
  }
  if (!text.startsWith(PREFIX)) refuseQrBeginning(text);
  const symbols = [...text.slice(PREFIX.length)].map(symbolOf);
  const version = versionOf(symbols[0]);
  if (version !== undefined && version > 1) refuseNewerCard(version);
  if (symbols.includes(undefined)) refuseQrSpelling();
  const layout = layouts.find(({ length }) => length === text.length);
  if (layout === undefined) {
    throw new QuorateError(
      'card-text',
      `the QR code holds ${text.length} characters, which is no card's length`,
      TYPE_INSTEAD,
    );
  }
  const checked = Uint8Array.from(symbols as number[]);
  if (!isValid(layout.checksum, checked)) {
    throw new QuorateError('card-checksum', "the QR code's checksum is wrong: it was altered", TYPE_INSTEAD);
  }
  try {
    return cardOf(layout, checked);
  } finally {
    checked.fill(0);
  }
}

const SHOW_CARD = 'Show the QR code of a Quorate share card; its text begins with QS1';
const TYPE_INSTEAD = 'type the text printed on the card instead, and keep the card as evidence';

function refuseQrBeginning(text: string): never {
  if (text.trim().slice(0, PREFIX.length).toUpperCase() === PREFIX) refuseQrSpelling();
  if (text === '') throw new QuorateError('card-text', 'the QR code is empty', SHOW_CARD);
  const kind = seemsToBe(text);
  throw new QuorateError(
    'card-text',
    `the QR code does not begin with QS1 as a card does${kind ? `; it seems to be ${kind}` : ''}`,
    SHOW_CARD,
  );
}

function refuseQrSpelling(): never {
  throw new QuorateError(
    'card-text',
    'the QR code resembles a card, but is not written as Quorate writes it (upper case, nothing added)',
    TYPE_INSTEAD,
  );
}

/**
 * The format version that the first data symbol states, undefined where it is unreadable. It is the upper four
 * of the symbol's five bits; version 1 is the letter Z.
 */
export function versionOf(firstSymbol: number | undefined): number | undefined {
  return firstSymbol === undefined ? undefined : firstSymbol >> 1;
}

/**
 * The card of symbols whose checksum is right.
 * @throws `card-payload`, `card-x-zero`, `format-newer`
 */
export function cardOf(layout: Layout, symbols: Uint8Array): UnverifiedCard {
  const payload = toPayload(symbols.subarray(0, layout.dataSymbols));
  try {
    return decodePayload(payload);
  } finally {
    payload.fill(0);
  }
}

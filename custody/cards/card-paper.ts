/**
 * The two sizes of a card: a quarter of an A4 sheet and a quarter of a Letter sheet. A print dialog set to the whole
 * sheet puts the card in its middle, in its true size, with a dashed line to cut along.
 */
export type CardPaper = 'a6' | 'letter-quarter';

/** Millimetres. `code` is the room for a QR code without its quiet zone. */
export const cardPapers = {
  a6: { width: 105, height: 148, code: 36.2 },
  'letter-quarter': { width: 107.95, height: 139.7, code: 33.5 },
} as const satisfies Record<CardPaper, { width: number; height: number; code: number }>;

const dot = 25.4 / 600;
/** 0.635 mm: finer modules are lost to office printers and laptop cameras. */
const fewestDots = 15;

/**
 * Millimetres of one module for a code of `size` modules: as large as the card has room for, in whole dots of a
 * 600 dpi printer, so that all modules come out equally wide. Never below 0.6 mm.
 */
export function moduleWidth(paper: CardPaper, size: number): number {
  return Math.max(fewestDots, Math.floor(cardPapers[paper].code / size / dot)) * dot;
}

import type { CardFonts } from '../cards/card-fonts.ts';
import { printedDocument } from '../print/document.ts';
import { paperStyle, type Sheet } from './paper-style.ts';
import type { Paper } from './types.ts';

/** Millimetres. */
export const sheets = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
} as const satisfies Record<Paper, { width: number; height: number }>;

/** What a paper is made of. */
export interface PaperContent {
  readonly sheet: Sheet;
  readonly fonts: CardFonts;
  /** HTML, with everything from outside escaped. */
  readonly body: string;
}

/** A paper as a document to print. Its title says nothing. */
export function paperDocument({ sheet, fonts, body }: PaperContent): string {
  const style = paperStyle(sheet, fonts);
  return printedDocument({ title: 'Document', style, body: `<main>\n${body}\n</main>`, hasImages: true });
}

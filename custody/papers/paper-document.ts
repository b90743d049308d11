import { createHash } from 'node:crypto';
import type { CardFonts } from '../cards/card-fonts.ts';
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

/**
 * A self-contained HTML document to print: no script, nothing fetched, fonts inside, and a content security policy
 * that allows just that. The title, which becomes the name of the print job, says nothing.
 */
export function paperDocument({ sheet, fonts, body }: PaperContent): string {
  const style = paperStyle(sheet, fonts);
  const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; font-src data:; img-src data:">
<title>Document</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

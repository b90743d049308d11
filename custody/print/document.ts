import { createHash } from 'node:crypto';

/** What a printed page is made of. */
export interface PrintedDocument {
  /** It becomes the name of the print job, and stands in the printer's queue for anybody to see. */
  readonly title: string;
  readonly style: string;
  /** HTML, with everything from outside escaped. */
  readonly body: string;
  /** Whether it holds pictures, which then stand in the page itself. */
  readonly hasImages: boolean;
}

/**
 * A self-contained HTML document to print: no script, nothing fetched, and a content security policy that allows just
 * its own style, the fonts inside it, and pictures inside it where there are some.
 */
export function printedDocument({ title, style, body, hasImages }: PrintedDocument): string {
  const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');
  const images = hasImages ? '; img-src data:' : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; font-src data:${images}">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

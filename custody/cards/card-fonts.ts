/** The typefaces of a card as WOFF2 bytes. They go into the page itself: a print window fetches nothing. */
export interface CardFonts {
  prose: Uint8Array;
  proseExtended: Uint8Array;
  proseBold: Uint8Array;
  proseBoldExtended: Uint8Array;
  mono: Uint8Array;
  monoBold: Uint8Array;
}

const next = 'atkinson-hyperlegible-next';
const mono = 'atkinson-hyperlegible-mono';

/**
 * The files behind {@link CardFonts} in the packages `@fontsource/<family>`, below `files/`. Atkinson Hyperlegible was
 * drawn by the Braille Institute so that 0 and O, 1, l and I, 5 and S cannot be mistaken for each other.
 */
export const cardFontFiles: Readonly<Record<keyof CardFonts, { family: string; file: string }>> = {
  prose: { family: next, file: `${next}-latin-400-normal.woff2` },
  proseExtended: { family: next, file: `${next}-latin-ext-400-normal.woff2` },
  proseBold: { family: next, file: `${next}-latin-700-normal.woff2` },
  proseBoldExtended: { family: next, file: `${next}-latin-ext-700-normal.woff2` },
  mono: { family: mono, file: `${mono}-latin-500-normal.woff2` },
  monoBold: { family: mono, file: `${mono}-latin-700-normal.woff2` },
};

/** Letters beyond Latin-1 that the extended files draw (names of people and places). */
const extendedRange =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0';

/** The `@font-face` rules, fonts included as data: URIs. */
export function fontFaces(fonts: CardFonts): string {
  const face = (family: string, weight: number, bytes: Uint8Array, range?: string) =>
    `@font-face{font-family:${family};font-weight:${weight};` +
    `src:url(data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}) format('woff2')` +
    `${range === undefined ? '' : `;unicode-range:${range}`}}`;
  return [
    face('prose', 400, fonts.prose),
    face('prose', 400, fonts.proseExtended, extendedRange),
    face('prose', 700, fonts.proseBold),
    face('prose', 700, fonts.proseBoldExtended, extendedRange),
    face('mono', 500, fonts.mono),
    face('mono', 700, fonts.monoBold),
  ].join('\n');
}

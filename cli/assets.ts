import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CardFonts, cardFontFiles } from '@quorate/custody/cards/card-fonts';
import type { FolderFile } from '@quorate/custody/folder/content';

// What is built lies beside the bundled program: dist/kit, dist/fonts.
const here = fileURLToPath(new URL('.', import.meta.url));

/** The recovery kit as it goes onto every stick. */
export function recoveryKit(): FolderFile[] {
  const folder = join(here, 'kit');
  return readdirSync(folder)
    .sort()
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(folder, path))) }));
}

/** The fonts of the printed cards. */
export function cardFonts(): CardFonts {
  const read = ([name, { file }]: [string, { file: string }]) => [
    name,
    new Uint8Array(readFileSync(join(here, 'fonts', file))),
  ];
  return Object.fromEntries(Object.entries(cardFontFiles).map(read)) as unknown as CardFonts;
}

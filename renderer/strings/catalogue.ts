import { de } from './de/index.ts';
import { en, type Strings } from './en/index.ts';

/** The languages of the screens. Each names itself in its own words. */
const catalogues = { en, de } as const satisfies Record<string, Strings>;

/** A language of the screens. */
export type Language = keyof typeof catalogues;

export const languages = Object.keys(catalogues) as Language[];

/**
 * The catalogue in use. It is another one after {@link setLanguage}: read it while drawing, and keep nothing of it.
 * What must outlive a switch is kept as a code or an id, and put into words when it is drawn.
 */
export let t: Strings = en;

let current: Language = 'en';
const listeners = new Set<() => void>();

/** The language in use. */
export function languageNow(): Language {
  return current;
}

/** Speaks another language from now on. It is not remembered: the next start asks the system again. */
export function setLanguage(language: Language): void {
  current = language;
  t = catalogues[language];
  for (const listener of listeners) listener();
}

/** The same words in every language: what was typed in one counts after a switch to another. */
export function inEveryLanguage(words: (strings: Strings) => string): readonly string[] {
  return languages.map((language) => words(catalogues[language]));
}

/** Tells of every switch. @returns a function that ends it */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The first language that the system asks for and that there is; else English. @param wanted tags such as `de-CH` */
export function firstLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languages.find((one) => one === tag.toLowerCase().split('-')[0]);
    if (language !== undefined) return language;
  }
  return 'en';
}

import { useLayoutEffect, useSyncExternalStore } from 'react';
import { type Language, languageNow, onLanguage } from '../strings/catalogue.ts';

/**
 * The language in use. What calls it is drawn again on a switch, with everything below it: the root calls it, and no
 * other screen needs to. Nothing is mounted anew, so drafts, focus and what is open stay.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, languageNow);
}

/** Tells the browser which language the page is in: for hyphens, and for screen readers. */
export function usePageLanguage(): void {
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}

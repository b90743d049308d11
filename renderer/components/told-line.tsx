import { languageNow, t } from '../strings/catalogue.ts';
import { Original } from './original.tsx';

/** A line of custody's, in the language of the screen where that has words for it; else as it was said, and said so. */
export function ToldLine({ text }: { readonly text: string }) {
  const own = t.attempt.told(text);
  if (own !== null) return own;
  return languageNow() === 'en' ? text : <Original text={text} />;
}

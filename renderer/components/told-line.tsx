import { t } from '../strings/catalogue.ts';

/** A line of custody's, in the language of the screen where that has words for it; else as it was said. */
export function ToldLine({ text }: { readonly text: string }) {
  const own = t.attempt.told(text);
  return own === null ? <span lang="en">{text}</span> : own;
}

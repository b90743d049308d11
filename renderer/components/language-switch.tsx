import { useLanguage } from '../state/use-language.ts';
import { languages, setLanguage, t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';

/** Another language for this run, named in its own words: nothing is remembered, and nothing that was typed is lost. */
export function LanguageSwitch() {
  const language = useLanguage();
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      <Button key="other" look="quiet" lang={other} onPress={() => setLanguage(other)}>
        {t.languageNames[other]}
      </Button>
    ));
}

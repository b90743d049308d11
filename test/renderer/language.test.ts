import { afterEach, describe, expect, it } from 'vitest';
import { faultWords, ownFault } from '../../renderer/logic/fault-words.ts';
import {
  firstLanguage,
  languageNow,
  languages,
  onLanguage,
  setLanguage,
  t,
} from '../../renderer/strings/catalogue.ts';
import { de } from '../../renderer/strings/de/index.ts';
import { en } from '../../renderer/strings/en/index.ts';

describe('The language', () => {
  afterEach(() => setLanguage('en'));

  it('is the first that the system asks for and that there is, else English', () => {
    expect(firstLanguage(['de-CH', 'en'])).toBe('de');
    expect(firstLanguage(['fr-CH', 'DE', 'en'])).toBe('de');
    expect(firstLanguage(['en-US', 'de'])).toBe('en');
    expect(firstLanguage(['fr', 'constructor', 'den'])).toBe('en');
    expect(firstLanguage([])).toBe('en');
  });

  it('changes what every reader of the catalogue sees, and tells them', () => {
    const seen: string[] = [];
    const end = onLanguage(() => seen.push(languageNow()));
    expect(t).toBe(en);
    setLanguage('de');
    expect(t).toBe(de);
    setLanguage('en');
    end();
    setLanguage('de');
    expect(seen).toEqual(['de', 'en']);
  });

  it('is named in its own words in each language', () => {
    expect(languages).toEqual(['en', 'de']);
    for (const catalogue of [en, de])
      expect(catalogue.languageNames).toEqual({ en: 'English', de: 'Deutsch' });
  });

  it('puts a refusal of the screens into words when it is drawn, not when it happened', () => {
    const fault = ownFault('camera-none');
    expect(faultWords(fault).text).toBe('there is no camera');
    setLanguage('de');
    expect(faultWords(fault)).toEqual({ ...de.reading.cameraFaults.none, original: null });
  });
});

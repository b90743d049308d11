import type { SpokenLanguage } from '../../contract/app-channels.ts';
import type { What } from './files.ts';

/** Everything that main says to people by itself: in windows of the system, which no page draws. */
interface Words {
  /** Titles of dialogs. */
  readonly titles: Readonly<Record<What, string>>;
  /** What kind of files a dialog shows, where not all. */
  readonly filters: { readonly plan: string; readonly image: string; readonly state: string };
  /** The question whether a card may be shown. */
  readonly byHand: {
    readonly message: (card: number) => string;
    readonly detail: string;
    readonly no: string;
    readonly yes: (card: number) => string;
  };
}

export const words: Readonly<Record<SpokenLanguage, Words>> = {
  en: {
    titles: {
      keys: 'Key files',
      folder: 'Folder of key files',
      plan: 'Plan of the ceremony',
      stick: 'Where the stick is mounted',
      image: 'Picture of a card',
      state: 'Signing state of the original',
      destination: 'Where the keys shall go',
      reports: 'Where the report shall go',
    },
    filters: { plan: 'Plan', image: 'Pictures', state: 'Signing state' },
    byHand: {
      message: (card) => `Show card ${card} on the screen, row by row?`,
      detail: 'Only when no printer works. Switch the projector off: whoever sees the rows has the card.',
      no: 'Do not show it',
      yes: (card) => `Show card ${card}`,
    },
  },
  de: {
    titles: {
      keys: 'Schlüsseldateien',
      folder: 'Ordner mit Schlüsseldateien',
      plan: 'Plan der Zeremonie',
      stick: 'Wo der Stick eingehängt ist',
      image: 'Bild einer Karte',
      state: 'Signierstand des Originals',
      destination: 'Wohin die Schlüssel kommen',
      reports: 'Wohin der Bericht kommt',
    },
    filters: { plan: 'Plan', image: 'Bilder', state: 'Signierstand' },
    byHand: {
      message: (card) => `Karte ${card} Zeile für Zeile auf dem Bildschirm zeigen?`,
      detail: 'Nur wenn kein Drucker geht. Den Projektor ausschalten: Wer die Zeilen sieht, hat die Karte.',
      no: 'Nicht zeigen',
      yes: (card) => `Karte ${card} zeigen`,
    },
  },
};

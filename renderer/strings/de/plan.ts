import type { Concern, Interval, Remark, Survival } from '../../../electron/contract/told.ts';
import { amounts } from './amounts.ts';

const { list } = amounts;
const cards = (number: number) => (number === 1 ? '1 Karte' : `${number} Karten`);
const numbered = (numbers: readonly number[]) =>
  `${numbers.length === 1 ? 'Karte' : 'Karten'} ${list(numbers)}`;
const remain = (number: number) => `${number === 1 ? 'bleibt' : 'bleiben'} ${number}`;

/** Names of places are somebody's own words: in quotes they need no preposition. */
const quoted = (places: readonly string[]) => list(places.map((place) => `„${place}“`));

/** Was eine Wahl von Personen und Orten übersteht. */
export function survival(told: Survival): string {
  switch (told.kind) {
    case 'restores':
      return `${told.threshold} beliebige von ${told.cards} Karten und ein Stick stellen die Schlüssel wieder her`;
    case 'spare':
      if (told.spare === 0) return 'Keine Karte darf fehlen';
      return told.spare === 1
        ? 'Eine beliebige Karte darf fehlen'
        : `${told.spare} beliebige Karten dürfen fehlen`;
    case 'loss-survived':
      return `Geht „${told.place}“ verloren, ${remain(told.left)} von ${told.cards} Karten: genug`;
    case 'loss-of-cards':
      return `Geht „${told.place}“ verloren, ${remain(told.left)} von ${told.cards} Karten: weniger als ${told.threshold}, die Schlüssel sind verloren`;
    case 'loss-of-sticks':
      return `Geht „${told.place}“ verloren, bleibt kein Stick: Die Schlüssel sind verloren`;
    case 'can-recover': {
      const isOne = told.places.length === 1;
      const who = `${quoted(told.places)} ${isOne ? 'birgt allein' : 'bergen zusammen'}`;
      return `${who} ${cards(told.cards)}: Wer dort hineinkommt, stellt mit einem Stick ohne alle anderen wieder her`;
    }
    case 'can-block':
      return told.places.length === 1
        ? `${quoted(told.places)} allein kann jede Wiederherstellung verhindern`
        : `${quoted(told.places)} zusammen können jede Wiederherstellung verhindern`;
  }
}

/** Was vor dem Bestätigen eines Plans zu bedenken ist. */
export function concern(told: Concern): string {
  switch (told.kind) {
    case 'two-are-enough':
      return 'Zwei Karten genügen: Zwei beliebige Verwahrer, oder ein Dieb zweier Karten, brauchen sonst niemanden';
    case 'all-are-needed':
      return `Alle ${told.cards} Karten sind nötig: Keine darf fehlen`;
    case 'place-restores':
      return `„${told.place}“ birgt ${cards(told.held)}: Wer dort hineinkommt, braucht keine weitere`;
    case 'place-is-needed':
      return `„${told.place}“ birgt ${cards(told.held)}: Geht der Ort verloren, bleiben weniger als ${told.threshold}`;
    case 'cards-beside-sticks':
      return `„${told.place}“ birgt Karten und Sticks zusammen: an verschiedenen Orten aufbewahren`;
    case 'one-person':
      return `${told.name} hat ${numbered(told.cards)}: Das ist eine Person, nicht ${told.cards.length}`;
    case 'operator-holds':
      return `${told.name} ist Leitung und hat ${numbered(told.cards)}`;
    case 'sticks-together':
      return `„${told.place}“ birgt alle ${told.sticks} Sticks: Ein Feuer nimmt sie alle`;
    case 'stick-places-unsaid':
      return told.unsaid === told.sticks
        ? 'Der Plan sagt nicht, wo die Sticks liegen'
        : `Der Plan sagt von ${told.unsaid} der ${told.sticks} Sticks nicht, wo sie liegen`;
  }
}

const intervals: Readonly<Record<Interval, string>> = {
  integrityDays: 'Sticks werden geprüft',
  openingDays: 'Das Bündel wird zur Probe geöffnet',
  restoreDays: 'Eine Wiederherstellung wird geübt',
  mediaDays: 'Sticks werden ersetzt',
  keyRotationDays: 'Schlüssel werden gewechselt',
};

/** Was eine Plandatei mitbringt, das niemand erwartet. */
export function remark(told: Remark): string {
  switch (told.kind) {
    case 'names-published':
      return 'Verwahrer und ihre Orte stehen auf jedem Stick: Wer einen findet, weiß, wen er nach den Karten fragen muss';
    case 'override':
      return `Die Prüfung „${told.check}“ ist von ${told.witness} übergangen: ${told.reason}`;
    case 'single-stick':
      return `Ein einziger Stick: ${told.reason}`;
    case 'supersedes':
      return `Er tritt an die Stelle des Kartensatzes ${told.setId}`;
    case 'phrase-kept':
      return `Die Phrase, die die Sticks entsperrt, wird verwahrt: ${told.where}`;
    case 'interval':
      return `${intervals[told.interval]} alle ${told.days} Tage; üblich sind ${told.usual}`;
  }
}

/** Was immer wieder fällig ist. */
export const duties: Readonly<Record<Interval, string>> = {
  integrityDays: 'Jeden Stick gegen seinen Ordner-Hash prüfen (ohne Karten)',
  openingDays: 'Das Bündel mit Karten öffnen, nur im Arbeitsspeicher',
  restoreDays: 'Mit Karten wiederherstellen und jeden öffentlichen Schlüssel vergleichen',
  keyRotationDays: 'Die Schlüssel wechseln',
  mediaDays: 'Auf neue Sticks kopieren',
};

import { heightInGroups } from '../../logic/height.ts';
import type { Strings } from '../en/index.ts';

const units = {
  minute: ['Minute', 'Minuten'],
  hour: ['Stunde', 'Stunden'],
  day: ['Tag', 'Tagen'],
} as const;

/** How far a key has signed, as custody says it. */
const reached = (words: string) =>
  words.replace(
    /^height (\d+), round (\d+), step (\d+)$/,
    (_all, height: string, round: string, step: string) =>
      `Höhe ${heightInGroups(height)}, Runde ${round}, Schritt ${step}`,
  );

/** Signierstände, die mitkommen, und Passwörter von Schlüsselbünden. */
export const keyStep: Strings['keyStep'] = {
  stopped: {
    title: 'War jeder Knoten angehalten, als seine Dateien kopiert wurden?',
    text: 'Ein Signierstand sagt, wie weit sein Schlüssel signiert hat. Von einem laufenden Knoten kopiert, ist er sofort veraltet, und ein damit wiederhergestellter Knoten könnte eine Höhe zweimal signieren.',
    signedUpTo: (words) =>
      words === null ? 'wie weit signiert ist, sagt er nicht' : `signiert bis ${reached(words)}`,
    written: (day, time, ago) => `geschrieben am ${day} um ${time} UTC, ${ago}`,
    ago: ({ count, unit }) => {
      if (count === 0) return 'gerade eben';
      return unit === 'day' || count !== 1
        ? `vor ${count === 1 ? 'einem' : count} ${units[unit][count === 1 ? 0 : 1]}`
        : `vor einer ${units[unit][0]}`;
    },
    future: 'in der Zukunft: eine von zwei Uhren geht falsch',
    label: 'Waren alle angehalten? Dann „ja“ tippen',
    rehearsal: 'In einer Probe darf es leer bleiben.',
    no: 'Dann den Knoten anhalten, seine Dateien noch einmal kopieren und neu wählen.',
    block: 'niemand hat gesagt, dass die Knoten angehalten waren',
  },
  keyring: {
    open: (source) => `Passwort des Schlüsselbunds von ${source}`,
    text: 'Nur für einen Cosmos-Schlüsselbund der Art „file“, und nur, wenn sein Passwort auch im Bündel liegen soll. Es wird am Schlüsselbund geprüft, bevor etwas versiegelt wird.',
    one: (source) => `Passwort des Schlüsselbunds von ${source}, verdeckt`,
    again: 'Dasselbe noch einmal',
    differs: (source) => `Die beiden Passwörter für ${source} sind verschieden: beide noch einmal tippen.`,
  },
};

import type { Strings } from '../en/index.ts';

/** Eine Karte gegenlesen: Kamera, Bild, Tippen. */
export const reading: Strings['reading'] = {
  how: 'Wie die Karte gelesen wird',
  camera: 'Kamera',
  image: 'Bilddatei',
  typed: 'Tippen',
  cameraWhich: 'Welche Kamera',
  cameraNumber: (number) => `Kamera ${number}`,
  cameraStarting: 'Die Kamera wird gestartet',
  cameraLooking: 'Den Code in den Rahmen halten, eine Handbreit entfernt.',
  cameraFound: 'Code gefunden: still halten.',
  cameraReading: 'Code gelesen: einen Augenblick.',
  cameraSame: 'Dieser Code ist schon gelesen. Einen anderen zeigen.',
  cameraAgain: 'Noch einmal lesen',
  cameraMask: 'Vorschau, zu grob, als dass der Raum den Code daraus lesen könnte',
  cameraFaults: {
    none: {
      text: 'Es ist keine Kamera da',
      remedy: 'Eine anschließen, dann öffnen; oder einen anderen Weg nehmen.',
    },
    denied: {
      text: 'Die Kamera ist nicht erlaubt',
      remedy: 'Sie diesem Programm in den Einstellungen des Systems erlauben, oder einen anderen Weg nehmen.',
    },
    busy: {
      text: 'Die Kamera startet nicht: Vielleicht benutzt sie ein anderes Programm',
      remedy:
        'Jenes Programm beenden, oder die Kamera abziehen und wieder anschließen; oder einen anderen Weg nehmen.',
    },
    ended: {
      text: 'Die Kamera ist weg: abgezogen oder ausgeschaltet',
      remedy: 'Wieder anschließen, dann öffnen; oder einen anderen Weg nehmen.',
    },
    other: {
      text: 'Die Kamera ließ sich nicht öffnen',
      remedy: 'Abziehen und wieder anschließen, dann öffnen; oder einen anderen Weg nehmen.',
    },
  },
  cameraOpen: 'Kamera öffnen',
  otherCard: (name) =>
    `Dem Verwahrer zurückgeben, verdeckt; jetzt liest ${name} die Karte, die an der Reihe ist.`,
  notACard:
    'Dieser Code ist keine Karte: Der Text einer Karte beginnt mit QS1. Nichts wurde behalten. Die Karte zeigen.',
  imageText: 'Ein Scan oder Foto der Karte, von einem Gerät, das in diesem Raum bleibt.',
  imageDo: 'Bild wählen…',
  typedText:
    'Die Gruppen tippen wie gedruckt, Zeile für Zeile. „?“ steht für ein unlesbares Zeichen. Sichtbar ist nur die Gruppe, in der gerade getippt wird.',
  group: (row, group) => `Zeile ${row}, Gruppe ${group}`,
  row: (row) => `Zeile ${row}`,
  typedDo: 'Getipptes lesen',
  typedClear: 'Alles leeren',
  typedCount: (typed, all) => `${typed} von ${all} Zeichen`,
  typedTooMany: (typed, all) =>
    `${typed} Zeichen: Eine Karte einer Zeremonie hat ${all}, also ${typed - all === 1 ? 'ist 1' : `sind ${typed - all}`} zu viel`,
  shortGroup: (place, typed, all) => `${place} hat ${typed} von ${all}`,
  nothingShown: 'Nichts ist jetzt sichtbar.',
  oneShown: (place) => `Sichtbar: ${place}`,
  doubt: (place, typed, perhaps) => `${place}: Auf keiner Karte steht „${typed}“. Ist es „${perhaps}“?`,
  doubtYes: (perhaps) => `Ja, „${perhaps}“`,
  doubtEnter: 'oder Eingabetaste',
  foreign: (place, typed) => `${place}: „${typed}“ steht auf keiner Karte. Noch einmal auf die Karte sehen.`,
  foreignYes: 'Unlesbar: „?“ setzen',
  checkRight: 'Die Prüfsumme stimmt.',
  checkCorrectable: (changes) =>
    `${changes} Zeichen ${changes === 1 ? 'lässt' : 'lassen'} sich berichtigen: die Karte lesen und ${changes === 1 ? 'es' : 'jedes'} ansehen.`,
  checkWrong: (message) => `Zu viel weicht ab: ${message}.`,
  checking: 'Die Karte wird gelesen',
  correctedTitle: 'Steht es so auf der Karte?',
  correctedText:
    'Jede Stelle auf der Karte ansehen. Nur dann Ja sagen, wenn die Karte selbst das berichtigte Zeichen zeigt.',
  typed1: 'Getippt',
  corrected1: 'Berichtigt',
  place: 'Stelle',
  change: (place, typed, corrected) => `Zeichen ${place}: aus „${typed}“ wird „${corrected}“`,
  yes: 'Ja, so steht es auf der Karte',
  no: 'Nein, zurück zum Tippen',
};

import type { Strings } from '../en/index.ts';

/** Was in jedem Schritt gesagt und getan wird. */
export const script: Strings['script'] = {
  preflight: {
    title: 'Rechner prüfen',
    lines: [
      { who: 'Leitung', says: 'Jede Zeile vorlesen, die nicht bestanden ist, und ihrer Abhilfe folgen.' },
      { who: 'Zeuge', says: 'Das Datum von der Armbanduhr ablesen und mit dem Bildschirm vergleichen.' },
    ],
  },
  people: {
    title: 'Personen und Plan',
    lines: [
      { who: 'Alle', says: 'Namen und Aufgabe nennen. Telefone und Kameras bleiben draußen.' },
      { who: 'Leitung', says: 'Vorlesen, was diese Wahl von Personen und Orten übersteht.' },
      {
        who: 'Zeuge',
        says: 'Die zwölf Wörter des Plans mit dem Papier vergleichen; ohne Papier das erste und das letzte aufschreiben. Dann tippen beide ihren Namen.',
      },
    ],
  },
  keys: {
    title: 'Schlüssel',
    lines: [
      { who: 'Leitung', says: 'Import-Stick einstecken und die Schlüsseldateien wählen.' },
      {
        who: 'Zeuge',
        says: 'Jeden Fingerabdruck lesen. Mit dem vergleichen, was der Betrieb anzeigt.',
      },
    ],
  },
  seal: {
    title: 'Versiegeln',
    lines: [
      {
        who: 'Leitung',
        says: 'Import-Stick abziehen. Versiegeln. Dann die Kennung des Satzes und den Ordner-Hash vorlesen.',
      },
      { who: 'Zeuge', says: 'Die Kennung sowie die ersten und letzten acht Zeichen des Hashs aufschreiben.' },
    ],
  },
  sticks: {
    title: 'Sticks',
    lines: [
      { who: 'Leitung', says: 'Stick einstecken, schreiben, warten, bis er gegengelesen ist.' },
      { who: 'Zeuge', says: 'Abziehen, mit seiner Nummer beschriften, wieder einstecken.' },
    ],
  },
  cards: {
    title: 'Karten',
    lines: [
      {
        who: 'Verwahrer',
        says: 'Nur der Verwahrer sieht auf den Drucker. Drucken, gegenlesen, verdeckt ablegen.',
      },
      { who: 'Leitung', says: 'Wegsehen, solange eine Karte offen liegt.' },
    ],
  },
  'roll-call': {
    title: 'Appell',
    lines: [
      {
        who: 'Leitung',
        says: 'Die Karten einzeln aufrufen. Jede kommt in ihren Beutel; dessen Nummer vorlesen.',
      },
      { who: 'Leitung', says: 'Das Geheimnis löschen.' },
    ],
  },
  'sign-off': {
    title: 'Abzeichnen',
    lines: [
      {
        who: 'Zeuge',
        says: 'Die Zahlen mit dem Gesehenen vergleichen. Den Namen neben den der Leitung tippen.',
      },
      { who: 'Leitung', says: 'Die Zeremonie schließen und den Schlussstand vorlesen.' },
    ],
  },
  deliver: {
    title: 'Zustellen',
    lines: [
      {
        who: 'Leitung',
        says: 'Jeden Stick noch einmal einstecken und ihm den Abschlussvermerk zustellen.',
      },
      { who: 'Leitung', says: 'Vorlesen, welche Sticks noch ohne ihn sind, falls es welche gibt.' },
    ],
  },
};

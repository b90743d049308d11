import type { FaultWords } from './fault-words.ts';

/** Karten und Bilder von ihnen. */
export const cards = {
  'card-text': {
    text: 'Das ist kein Text einer Karte',
    remedy: 'Die Karte selbst lesen: Ihr Text beginnt mit QS1.',
  },
  'card-checksum': {
    text: 'Die Prüfsumme der Karte stimmt nicht',
    remedy: 'Gruppe für Gruppe mit der Karte vergleichen. Für Unlesbares ein ? setzen.',
  },
  'card-payload': {
    text: 'Der Inhalt der Karte ist nicht lesbar',
    remedy: 'Noch einmal lesen, möglichst auf einem anderen Weg; sonst eine andere Karte nehmen.',
  },
  'card-x-zero': {
    text: 'Diese Karte ist keine echte: Sie trägt eine unmögliche Nummer',
    remedy: 'Nicht verwenden. Aufbewahren und den Fund melden.',
  },
  'cards-too-few': {
    text: 'Es sind noch zu wenige Karten',
    remedy: 'Weitere Karten desselben Satzes lesen.',
  },
  'card-twice': {
    text: 'Diese Karte ist schon gelesen',
    remedy: 'Dem Verwahrer zurückgeben, verdeckt; eine andere Karte lesen.',
  },
  'card-other-set': {
    text: 'Diese Karte gehört zu einem anderen Satz',
    remedy: 'Die Kennung des Satzes auf der Karte vergleichen; die Karte des richtigen Satzes holen.',
  },
  'card-altered': {
    text: 'Diese Karte ist nicht mehr, wie sie ausgegeben wurde',
    remedy: 'Nicht verwenden. Beiseitelegen, den Fund melden und eine andere Karte nehmen.',
  },
  'card-correction': {
    text: 'Das Getippte weicht von der Karte ab',
    remedy:
      'Die genannten Gruppen ansehen. Eine von Hand geschriebene Karte berichtigen und noch einmal vom Papier tippen.',
  },
  'card-other-number': {
    text: 'Das ist eine andere Karte als die, die an der Reihe ist',
    remedy: 'Dem Verwahrer zurückgeben, verdeckt; die Karte lesen, die an der Reihe ist.',
  },
  'card-unlisted': {
    text: 'Diese Karte ist nicht die, die das Manifest nennt',
    remedy:
      'Eine andere Karte nehmen, wenn es eine gibt; mit dieser erst weitermachen, wenn alle anderen versucht sind.',
  },
  'cards-wrong-secret': {
    text: 'Diese Karten ergeben zusammen nicht das richtige Geheimnis',
    remedy: 'Eine von ihnen ist verändert oder falsch: nacheinander gegen andere austauschen.',
  },
  'card-page': {
    text: 'So lässt sich die Karte nicht drucken',
    remedy:
      'Unten steht, welche Angabe zu lang ist oder nicht gedruckt werden kann: kürzen oder anders schreiben.',
  },
  'image-format': {
    text: 'Das ist kein Bild in PNG oder JPEG',
    remedy: 'Die Karte als PNG oder JPEG aufnehmen, oder einen anderen Weg nehmen.',
  },
  'image-too-large': {
    text: 'Das Bild ist zu groß',
    remedy: 'Mit geringerer Auflösung aufnehmen, oder einen anderen Weg nehmen.',
  },
  'image-damaged': {
    text: 'Das Bild ist beschädigt',
    remedy: 'Noch einmal aufnehmen, oder einen anderen Weg nehmen.',
  },
  'image-no-code': {
    text: 'Auf dem Bild ist kein Code zu finden',
    remedy: 'Gerade, scharf und gut beleuchtet aufnehmen, oder den Text tippen.',
  },
  'image-several-codes': {
    text: 'Auf dem Bild sind mehrere Codes',
    remedy: 'Eine Karte allein aufnehmen.',
  },
  'split-parameters': {
    text: 'So lässt sich das Geheimnis nicht aufteilen',
    remedy: 'Zwischen 2 und 255 Karten wählen, und höchstens so viele nötige, wie es Karten gibt.',
  },
  'split-unproved': {
    text: 'Die eben gemachten Karten ergeben das Geheimnis nicht',
    remedy: 'Nichts wurde ausgegeben. Diesen Rechner nicht für die Zeremonie verwenden, und den Fund melden.',
  },
} as const satisfies Record<string, FaultWords>;

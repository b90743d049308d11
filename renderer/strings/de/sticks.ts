import type { FaultWords } from './faults/fault-words.ts';

interface ObjectionWords extends FaultWords {
  /** The worker's remedy names something that must be seen: a command, a card set. */
  readonly isRemedyShown?: true;
}

/** What speaks against a stick, by its id; a test compares with the ids that custody has. */
export const objections: Readonly<Record<string, ObjectionWords>> = {
  'not-mounted': {
    text: 'Er ist nicht eingehängt',
    remedy: 'Zuerst entsperren und einhängen.',
  },
  system: {
    text: 'Das ist die Platte dieses Rechners',
    remedy: 'Einen Stick einstecken und den wählen.',
  },
  network: {
    text: 'Das liegt auf einem anderen Rechner',
    remedy: 'Ein Stick steckt hier: den wählen.',
  },
  unlisted: {
    text: 'Dieses System kennt dort keinen Stick: Es kann ein anderer Rechner sein',
    remedy: 'Den Stick selbst wählen; ist er eben erst eingesteckt, kurz warten und noch einmal wählen.',
  },
  'import-stick': {
    text: 'Das ist der Stick, von dem die Schlüsseldateien kamen',
    remedy: 'Abziehen: Die Schlüssel liegen offen darauf. Einen anderen einstecken.',
  },
  'bad-stick': {
    text: 'Er ist in dieser Zeremonie gescheitert: Niemand weiß, ob er behält, was geschrieben wird',
    remedy: 'Als unbrauchbar beschriften, zum Vernichten beiseitelegen und einen anderen nehmen.',
  },
  folder: {
    text: 'Das ist ein Ordner, kein Stick',
    remedy: 'Nur in einer Probe steht ein Ordner für einen Stick.',
  },
  'read-only': {
    text: 'Er lässt sich nur lesen',
    remedy: 'Nach einem Schalter am Stick sehen, oder ihn zum Schreiben einhängen.',
  },
  'not-writable': {
    text: 'Dieser Benutzer darf nicht auf ihn schreiben',
    remedy:
      'Als root jedem Benutzer erlauben, dort Dateien anzulegen: chmod 1777 auf den Ort, der unten steht.',
    isRemedyShown: true,
  },
  'card-reader': {
    text: 'Das ist eine Speicherkarte in einem Leser',
    remedy:
      'Speicherkarten gehen eher verloren und kaputt als Sticks, und die Seriennummer ist die des Lesers.',
  },
  'too-small': {
    text: 'Auf ihm ist nicht genug Platz',
    remedy: 'Einen leeren Stick nehmen.',
  },
  'not-removable': {
    text: 'Er sagt nicht, dass man ihn abziehen kann',
    remedy: 'Sicher sein, dass es ein Stick ist und keine Platte.',
  },
  'same-stick': {
    text: 'Er ist derselbe wie ein schon geschriebener, oder nicht von ihm zu unterscheiden',
    remedy: 'Einen anderen nehmen: Zwei Kopien auf einem Stick sind eine Kopie.',
  },
  'loses-modes': {
    text: 'Sein Dateisystem behält weder Besitzer noch Rechte',
    remedy: 'Für die Schlüssel behält sie das Bündel; den Ordner kann lesen, wer den Stick einhängt.',
  },
  'unknown-file-system': {
    text: 'Sein Dateisystem ist hier unbekannt',
    remedy: 'Ext4 oder exFAT lesen die meisten Rechner auch in fünf Jahren noch.',
  },
  'not-encrypted': {
    text: 'Er ist nicht verschlüsselt',
    remedy:
      'Das Bündel ist es; Manifest, Journal und RECOVERY.txt liest, wer den Stick findet. Einen verschlüsselten nehmen (quorate stick prepare), sagen, dass er selbst verschlüsselt, oder sagen, warum er genügt.',
  },
  'encryption-unknown': {
    text: 'Niemand kann feststellen, ob er verschlüsselt ist',
    remedy:
      'Sich erinnern, wie er entsperrt wurde; sagen, dass er selbst verschlüsselt, oder was ihn sonst schützt.',
  },
  'holds-ceremony': {
    text: 'Er enthält schon einen Ordner einer Zeremonie',
    remedy: 'Je Zeremonie ein leerer Stick: Wer zwei Sätze findet, muss raten, was wozu gehört.',
  },
  'not-yet-tried': {
    text: 'Wie Sticks gefunden werden, ist auf diesem System noch nicht erprobt',
    remedy: 'Was hier von ihm steht, mit dem Stick in der Hand vergleichen: Name, Größe, Inhalt.',
  },
  unfinished: {
    text: 'Eine frühere Zeremonie ist hier nicht zu Ende gekommen',
    remedy: 'Was von ihr zu vernichten oder zu löschen ist, steht unten.',
    isRemedyShown: true,
  },
};

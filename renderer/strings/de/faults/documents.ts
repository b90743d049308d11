import type { FaultWords } from './fault-words.ts';

/** Texte, Dokumente, Passphrase, Bündel, Archiv. */
export const documents = {
  'text-not-utf8': {
    text: 'Der Text ist kein gültiges UTF-8',
    remedy: 'Mit einer anderen Kopie vergleichen; eine Textdatei neu als UTF-8 speichern.',
  },
  'json-too-large': {
    text: 'Die Datei ist größer als jede ihrer Art',
    remedy: 'Die richtige Datei wählen, oder eine andere Kopie nehmen.',
  },
  'json-too-deep': {
    text: 'Die Datei ist tiefer verschachtelt als jede ihrer Art',
    remedy: 'Die richtige Datei wählen, oder eine andere Kopie nehmen.',
  },
  'json-syntax': {
    text: 'Die Datei ist kein gültiges JSON',
    remedy: 'Sie ist beschädigt, abgeschnitten oder eine andere Datei: eine andere Kopie nehmen.',
  },
  'json-member': {
    text: 'Der Inhalt hat nicht die vereinbarte Form',
    remedy: 'Unten steht, welche Angabe fehlt oder nicht stimmt: berichtigen und noch einmal wählen.',
  },
  'json-spelling': {
    text: 'Die Datei ist nicht so geschrieben, wie ihre Art es vorschreibt',
    remedy:
      'Sie wurde bearbeitet oder von einem fremden Programm geschrieben: mit einer anderen Kopie vergleichen.',
  },
  'format-newer': {
    text: 'Die Datei stammt von einer neueren Fassung',
    remedy: 'Mit einem neueren Quorate öffnen.',
  },
  'passphrase-words': {
    text: 'Das sind nicht die Wörter einer Passphrase',
    remedy: 'Alle 24 Wörter tippen, mit je einer Leerstelle dazwischen.',
  },
  'passphrase-checksum': {
    text: 'Die Prüfsumme der Passphrase stimmt nicht',
    remedy: 'Ein Wort oder die Reihenfolge ist falsch: jedes Wort mit dem Papier vergleichen.',
  },
  'existing-passphrase': {
    text: 'Diese Passphrase kann nicht verwendet werden',
    remedy: 'Ohne Steuerzeichen und in erlaubter Länge noch einmal tippen.',
  },
  'bundle-not-one': {
    text: 'Diese Datei ist kein Bündel von Quorate',
    remedy: 'Die Datei bundle.qrte im Ordner der Zeremonie wählen.',
  },
  'bundle-truncated': {
    text: 'Das Bündel ist abgeschnitten',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen: Alle sind gleich.',
  },
  'bundle-too-large': {
    text: 'Das Bündel ist größer als erlaubt',
    remedy: 'Weniger versiegeln: Kettendaten und Protokolle gehören nicht hinein.',
  },
  'bundle-header': {
    text: 'Der Kopf des Bündels ist beschädigt oder unbekannt',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen: Alle sind gleich.',
  },
  'bundle-kdf': {
    text: 'Das Bündel verlangt eine Schlüsselableitung, die hier nicht erlaubt ist',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen; sonst ist dieser gefälscht oder beschädigt.',
  },
  'bundle-wrong-passphrase': {
    text: 'Die Passphrase öffnet dieses Bündel nicht',
    remedy: 'Prüfen, ob Karten und Stick zum selben Satz gehören; dann einen anderen Stick versuchen.',
  },
  'bundle-damaged': {
    text: 'Das Bündel ist beschädigt oder wurde verändert',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen: Alle sind gleich.',
  },
  'archive-damaged': {
    text: 'Der Inhalt des Bündels ist beschädigt',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen.',
  },
  'archive-name': {
    text: 'Ein Dateiname im Bündel ist nicht erlaubt',
    remedy: 'Die Datei vor dem Versiegeln umbenennen; aus einem alten Bündel nichts davon schreiben.',
  },
  'archive-entry': {
    text: 'Das Bündel enthält etwas, das keine gewöhnliche Datei ist',
    remedy: 'Nur gewöhnliche Dateien versiegeln; aus einem alten Bündel nichts davon schreiben.',
  },
  'archive-content': {
    text: 'Der Inhalt des Bündels ist nicht der, den sein Verzeichnis nennt',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen und den Fund melden.',
  },
  'journal-chain': {
    text: 'Die Kette des Journals ist unterbrochen',
    remedy: 'Es wurde verändert oder beschädigt: mit einem anderen Stick und mit den Quittungen vergleichen.',
  },
  'sums-syntax': {
    text: 'Die Liste der Prüfsummen ist nicht lesbar',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen.',
  },
} as const satisfies Record<string, FaultWords>;

import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { list, whole } = amounts;

/** Die vierteljährliche Übung. */
export const drill: Strings['drill'] = {
  title: 'Vierteljährliche Übung',
  parts: {
    stick: { title: 'Stick', text: 'Der am längsten nicht erprobte.' },
    kind: { title: 'Welche Übung', text: 'Was gezeigt werden soll, und was es braucht.' },
    people: { title: 'Personen', text: 'Wer sie abhält, und wer zusieht.' },
    cards: { title: 'Karten', text: 'Eine nach der anderen, jeder Verwahrer allein am Bildschirm.' },
    compare: { title: 'Vergleich', text: 'Die Schlüssel des Bündels mit dem, was der Betrieb zeigt.' },
    sandbox: { title: 'Prüfkopie', text: 'Im Arbeitsspeicher, wo sie nichts signieren kann.' },
    result: { title: 'Ergebnis', text: 'Bericht, Vermerk, und was danach kommt.' },
  },
  kind: {
    title: 'Welche Übung wird abgehalten?',
    legend: 'Art der Übung',
    integrity: 'Ordner prüfen',
    integrityText: 'Jede Datei gegen ihren Hash. Braucht nur den Stick.',
    opening: 'Bündel öffnen',
    openingText: 'Zeigt, dass die Karten es öffnen. Braucht den Stick und genügend Karten.',
    restore: 'Im Speicher wiederherstellen',
    restoreText:
      'Öffnet das Bündel, berechnet jeden öffentlichen Schlüssel neu und vergleicht. Die übliche. Braucht den Stick und genügend Karten.',
    'roll-call': 'Appell',
    'roll-callText':
      'Jede Karte für sich nachgewiesen; nichts wird geöffnet. Braucht den Stick und alle Karten.',
    full: 'Volle Übung',
    fullText:
      'Wie „Im Speicher wiederherstellen“, danach echte Dateien im Arbeitsspeicher, mit fremden Werkzeugen anzusehen. Braucht genügend Karten und einen Ordner im Arbeitsspeicher.',
    sandbox: 'Wohin die Dateien kommen',
    sandboxText:
      'Ein Ordner im Arbeitsspeicher, etwa /dev/shm. Darin entsteht ein neuer Ordner, der sich danach mit einer Taste entfernen lässt.',
    sandboxDo: 'Ordner im Arbeitsspeicher wählen…',
    sandboxOther: 'Anderen Ordner wählen…',
    sandboxNone: 'noch keiner gewählt',
    go: 'Weiter zu den Personen',
  },
  people: {
    title: 'Wer hält diese Übung ab?',
    text: 'Die Namen stehen im Bericht und im Vermerk auf dem Stick.',
    lastRecord: 'Hash des Vermerks, aus dem letzten Bericht',
    lastRecordHelp: 'Seine 64 Zeichen oder seine zwölf Wörter. Leer: Es ist kein Bericht zur Hand.',
    lastRecordNone: 'Auf diesem Stick ist noch keine Übung vermerkt: leer lassen.',
    begin: 'Übung beginnen',
    beginIntegrity: 'Ordner jetzt prüfen',
    beginning: 'Der Stick wird aufgenommen',
  },
  open: {
    title: 'Genügend Karten sind gelesen',
    text: 'Das Bündel wird im Arbeitsspeicher geöffnet. Nichts wird geschrieben, und das Geöffnete wird am Ende gelöscht.',
    do: 'Bündel öffnen',
    working: 'Das Bündel wird geöffnet, bis zu einer Minute',
    rollCallTitle: 'Alle Karten sind gelesen',
    rollCallText: 'Jede ist für sich nachgewiesen. Nichts wird geöffnet.',
    rollCallDo: 'Appell als erfolgt festhalten',
  },
  compare: {
    title: 'Sind das die Schlüssel des Betriebs?',
    text: (files, keys) =>
      files === 1
        ? 'Versiegelt wurde eine Datei. Den Wert aus dem Betrieb selbst nehmen, nicht von diesem Stick.'
        : `Versiegelt wurden ${whole(files)} Dateien, ${whole(keys)} davon mit etwas zum Vergleichen. Jeden Wert aus dem Betrieb selbst nehmen, nicht von diesem Stick.`,
    same: (same, keys) => `Mit dem Betrieb verglichen: ${whole(same)} von ${whole(keys)}.`,
    none: 'Ohne einen Wert aus dem Betrieb zeigt die Übung nur, dass die Schlüssel die des Manifests sind.',
    partial: 'Noch nicht: Ein Wert aus dem Betrieb ist unvollständig.',
    mismatch:
      'Ein Wert weicht ab. Ist er richtig getippt, gilt die Übung als nicht bestanden; dafür ist sie da.',
    do: 'Vergleichen und Übung beenden',
    doFull: 'Vergleichen und wiederherstellen',
    working: 'Jeder öffentliche Schlüssel wird neu berechnet',
  },
  compared: { title: 'Die Schlüssel sind verglichen' },
  opened: {
    title: 'Das Bündel lässt sich öffnen',
    text: 'Die Karten haben es geöffnet. Das Geöffnete wird mit dem Ende der Übung gelöscht.',
    rollCall: 'Jede Karte ist da',
    rollCallText: 'Jede ist gelesen, unverändert seit der Zeremonie. Nichts wurde geöffnet.',
  },
  finish: 'Übung beenden und vermerken',
  finishing: 'Der Vermerk wird auf den Stick geschrieben',
  restore: {
    title: 'In den Arbeitsspeicher wiederherstellen',
    text: 'Jeder signierende Schlüssel bekommt einen Stand, der jede Höhe ablehnt: Die Kopie kann nichts signieren.',
    do: 'Dateien wiederherstellen',
    working: 'Die Dateien werden wiederhergestellt und gegengelesen',
    doneTitle: 'Die Dateien mit fremden Werkzeugen ansehen',
    doneText: 'Sie liegen hier:',
    look: [
      'Validator-Schlüssel: cometbft show-validator --home ORDNER',
      'OpenSSH-Schlüssel: ssh-keygen -l -f DATEI',
      'PEM-Schlüssel: openssl pkey -in DATEI -pubout',
      'OpenPGP-Schlüssel: gpg --show-keys DATEI',
    ],
    never: 'Keinen Knoten damit starten und sie nirgendwohin kopieren.',
    remove: 'Dateien entfernen',
    removing: 'Die Dateien werden überschrieben und entfernt',
    removed: 'Die Dateien sind entfernt.',
    stillThere: 'Die wiederhergestellten Dateien sind noch da:',
  },
  result: {
    passed: 'BESTANDEN',
    failed: 'NICHT BESTANDEN',
    passedText: 'Was zu zeigen war, ist gezeigt.',
    failedText: 'Etwas ist nicht, wie es sein muss. Was zu tun ist, steht unten.',
    cards: (cards) =>
      `${cards.length === 1 ? 'Karte' : 'Karten'} ${list(cards)}: gelesen, unverändert seit der Zeremonie.`,
    noCards: 'Keine Karte wurde gelesen.',
    notOnPaper:
      'Der Ordner wurde nicht mit einer Karte verglichen: Das alles gilt nur, wenn ihn niemand neu gemacht hat.',
    objectives: 'Was zu zeigen war',
    state: { met: 'erfüllt', missed: 'verfehlt', 'not tested': 'nicht erprobt' },
    next: 'Was jetzt zu tun ist',
    due: 'Wann die nächsten fällig sind',
    times: 'Wie lange es dauerte',
    part: {
      verify: 'Ordner gelesen und geprüft',
      cards: 'Karten gelesen',
      open: 'Bündel geöffnet',
      compare: 'Schlüssel berechnet und verglichen',
      restore: 'Dateien wiederhergestellt',
    },
    total: 'Von Anfang an',
    lastRecord: {
      same: 'Der neueste Vermerk ist der des letzten Berichts.',
      newer: 'Der Vermerk des letzten Berichts ist da, und neuere danach.',
      missing: 'Der Vermerk des letzten Berichts ist NICHT auf diesem Stick.',
      'not-compared': 'Nicht mit dem letzten Bericht verglichen.',
    },
    noReport: 'Es gibt keinen Bericht davon.',
    leaveTitle: 'Ohne Bericht gehen?',
    leaveText: 'Er wurde von hier weder gedruckt noch gespeichert und lässt sich nicht noch einmal machen.',
    leaveSandbox: (path) => `Die wiederhergestellten Dateien liegen noch in ${path}. Zuerst entfernen.`,
    leaveStay: 'Bleiben',
  },
};

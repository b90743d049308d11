import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { list, room, whole } = amounts;

/** „Stick 1“, oder „Sticks 1 und 2“. */
const stickWords = (sticks: readonly number[]) =>
  `${sticks.length === 1 ? 'Stick' : 'Sticks'} ${list(sticks)}`;

type Part =
  | 'sealed'
  | 'sticks'
  | 'cards'
  | 'rollCall'
  | 'signOff'
  | 'deliver'
  | 'closed'
  | 'copy'
  | 'leaving'
  | 'sheet'
  | 'spool';

/** Sticks, Karten, Appell, Abzeichnen, Zustellen und das Ende. */
export const stepsAfter: Pick<Strings, Part> = {
  sealed: {
    title: 'Versiegelt',
    text: 'Beides vorlesen; der Zeuge schreibt es auf.',
    digits: 'Ordner-Hash: die ersten und die letzten acht Zeichen',
    first: 'Erste',
    last: 'Letzte',
    go: 'Beides ist aufgeschrieben: weiter',
  },
  sticks: {
    titleWrite: (number, sticks) => `Stick ${number} von ${sticks} schreiben`,
    titleVerify: (number) => `Stick ${number} abziehen und wieder einstecken`,
    titleDone: 'Alle Sticks sind geprüft',
    setId: 'Kartensatz',
    folderHash: 'Ordner-Hash',
    plug: 'Den Stick einstecken und entsperren. Dann wählen, wo er eingehängt ist.',
    choose: 'Stick wählen…',
    chosen: 'Was gewählt wurde',
    looking: 'Der Stick wird angesehen',
    refused: 'Nicht verwendbar',
    agree: (warnings) =>
      warnings === 1
        ? 'Die Warnung ist gelesen, und dieser Stick wird trotzdem verwendet'
        : `Die ${warnings} Warnungen sind gelesen, und dieser Stick wird trotzdem verwendet`,
    declare: {
      legend: 'Was schützt diesen Stick?',
      hardware: 'Er verschlüsselt selbst',
      hardwareText:
        'Er hat eigene Tasten für einen Code, oder liest einen Finger. Kein System kann das sehen.',
      none: 'Nichts Nachweisbares',
      noneText:
        'Wer ihn findet, liest die Namen der Schlüssel und das Journal; die Schlüssel selbst bleiben versiegelt.',
      reason: 'Warum er trotzdem verwendet wird',
      reasonHelp:
        'Es bleibt im Journal, und jeder, der einen Stick findet, kann es lesen: weder Verwahrer noch Orte nennen.',
    },
    facts: {
      place: 'Eingehängt unter',
      kind: 'Hersteller und Modell',
      folder: 'keine: ein Ordner auf der Platte dieses Rechners',
      folderRehearsed: 'ein Ordner, der in dieser Probe für einen Stick steht',
      serial: 'Seriennummer',
      unnamed: 'der Stick sagt es nicht',
      device: 'Gerät',
      room: 'Platz',
      roomOf: (free, size, needed) =>
        `${room(free)} frei von ${room(size)}; die Zeremonie braucht ${room(needed)}`,
      fileSystem: 'Dateisystem',
      unknown: 'lässt sich nicht feststellen',
      encrypted: 'Verschlüsselt',
      yes: 'ja',
      no: 'nein',
    },
    giveUp: (stick) => `Stick ${stick} kommt nicht wieder…`,
    giveUpConfirm: (stick) => `Stick ${stick} aufgeben?`,
    giveUpDo: (stick) => `Stick ${stick} aufgeben`,
    giveUpText:
      'Er gilt dann als gescheitert, und an seiner Stelle wird ein anderer Stick geschrieben. Findet er sich, ist er zu vernichten.',
    stay: 'Noch einmal versuchen',
    chooseOther: 'Anderen wählen',
    write: (number) => `Stick ${number} schreiben`,
    writing: 'Wird geschrieben, gesichert und gegengelesen',
    mark: (number) =>
      `Er ist gegengelesen. Jetzt abziehen, mit ${number} beschriften und wieder einstecken: Nur was danach zurückkommt, wird geglaubt.`,
    ejected: {
      'by-hand': 'Dieses Programm darf ihn nicht auswerfen: zuerst mit der Dateiverwaltung auswerfen.',
      unmounted: 'Er ist ausgehängt.',
      locked: 'Er ist ausgehängt und gesperrt.',
      'powered-off': 'Er ist ausgehängt, gesperrt und abgeschaltet.',
      failed:
        'Er ließ sich nicht auswerfen: schließen, was ihn benutzt, und zuerst mit der Dateiverwaltung auswerfen.',
    },
    verify: 'Er steckt wieder: prüfen',
    verifyWithout: 'Probe: prüfen, ohne ihn abzuziehen',
    verifying: 'Der ganze Stick wird neu gelesen',
    failed: (number) => `Stick ${number} ist gescheitert`,
    sparedText:
      'Auf ihm liegt etwas, das dort nicht geschrieben wurde, oder dieser Benutzer darf ihn nicht lesen. Das beheben, und denselben Stick noch einmal nehmen.',
    failedText: 'Beiseitelegen und als unbrauchbar beschriften. Einen anderen nehmen.',
    state: {
      written: 'Geschrieben',
      verified: 'Geprüft',
      delivered: 'Zugestellt',
      failed: 'Gescheitert',
      waiting: 'Wartet',
    },
    stick: (number, place) => (place === undefined ? `Stick ${number}` : `Stick ${number} → ${place}`),
    list: 'Sticks dieser Zeremonie',
    finish: 'Weiter zu den Karten',
    fewer: 'Mit weniger Sticks weiter…',
    fewerText:
      'Weniger als zwei Sticks, oder weniger als im Plan: Das braucht eine Begründung und zwei Personen.',
    fewerReason: 'Warum weniger Sticks genügen',
    fewerDo: 'Mit weniger Sticks weiter',
  },
  cards: {
    titlePrint: (name) => `Nur ${name} sieht auf den Drucker`,
    titleRead: (name) => `${name} liest die eigene Karte gegen`,
    titleDone: 'Alle Karten sind gegengelesen',
    titleFailed: (name) => `${name}: Ist die Karte herausgekommen?`,
    failedText:
      'Ist nichts oder nur ein Teil herausgekommen: Das Gedruckte unter den Augen eines Zeugen vernichten und die Karte unten noch einmal drucken.',
    cameOut: 'Sie ist ganz da: gegenlesen',
    of: (number, cards) => `Karte ${number} von ${cards}`,
    printText:
      'Alle anderen sehen weg. Der Druckdialog öffnet sich; auf diesem Bildschirm erscheint nichts von der Karte.',
    print: (number) => `Karte ${number} drucken`,
    printing: 'Warten auf den Drucker',
    paper: (sheet) => (sheet === 'a4' ? 'Papier: Karten in A6…' : 'Papier: Letter, geviertelt…'),
    byHand: 'Kein Drucker geht…',
    byHandText:
      'Die Karte lässt sich von diesem Bildschirm von Hand auf eine leere Karte abschreiben, Zeile für Zeile. Von da an gilt sie als gedruckt.',
    byHandDo: (number) => `Karte ${number} von Hand abschreiben`,
    reprintByHand: 'Stattdessen von Hand abschreiben',
    phraseTitle: 'Welche Phrase entsperrt die Sticks?',
    phraseText:
      'Sie steht auf jeder Karte: Karten und ein Stick, den niemand entsperren kann, stellen nichts wieder her. Tippen, wie sie die Sticks entsperrt.',
    phrase: 'Phrase, die die Sticks entsperrt',
    phraseAgain: 'Dasselbe noch einmal',
    phraseShow: 'Getipptes zeigen',
    phraseHide: 'Verbergen',
    phraseDiffers: 'Die beiden sind nicht gleich.',
    phraseDo: 'Diese Phrase auf jede Karte',
    phraseNone: 'Die Sticks haben keine',
    readText:
      'Einer Karte, die nicht gegengelesen ist, wird nicht geglaubt. Niemand sonst bekommt sie zu sehen.',
    proved: (number) => `Karte ${number} ist nachgewiesen: gelesen, wie sie ausgegeben wurde.`,
    faceDown: (name) => `${name}: Karte verdeckt vor sich legen.`,
    reprint: 'Diese Karte noch einmal drucken…',
    reprintText:
      'Der erste Druck ist jetzt unter den Augen eines Zeugen zu vernichten. Das braucht eine Begründung und zwei Personen.',
    reprintReason: 'Warum sie noch einmal gedruckt wird',
    reprintDo: (number) => `Karte ${number} noch einmal drucken`,
    list: 'Karten dieser Zeremonie',
    state: { proved: 'Nachgewiesen', printed: 'Gedruckt', waiting: 'Wartet' },
    prints: (prints) => `${prints}-mal gedruckt`,
    finish: 'Weiter zum Appell',
  },
  rollCall: {
    title: 'Appell der Karten',
    text: 'Jede Karte aufrufen. Der Verwahrer steckt sie in einen Beutel, schließt ihn und liest dessen Nummer vor.',
    meaning: '„Nachgewiesen“ heißt: gelesen, wie sie ausgegeben wurde. Über Kopien sagt es nichts.',
    inBag: (card, name) => `Karte ${card}, ${name}: im Beutel`,
    open: (cards) => `Noch nicht im Beutel: ${cards.length === 1 ? 'Karte' : 'Karten'} ${list(cards)}`,
    letGo: 'Geheimnis löschen',
    letGoText:
      'Die letzte Kopie der Passphrase in diesem Rechner wird überschrieben. Von da an steht sie nur noch auf den Karten.',
    letGoConfirm: 'Das Geheimnis löschen?',
    working: 'Jeder Ort, an dem das Geheimnis lag, wird überschrieben',
    keep: 'Noch nicht',
  },
  signOff: {
    title: 'Stimmt das mit dem Gesehenen überein?',
    keys: (keys) => (keys === 1 ? 'Datei versiegelt' : 'Dateien versiegelt'),
    sticks: (sticks) => (sticks === 1 ? 'Stick geprüft' : 'Sticks geprüft'),
    cards: (cards) => (cards === 1 ? 'Karte nachgewiesen' : 'Karten nachgewiesen'),
    fingerprints: 'Was versiegelt wurde',
    noFingerprint: (type) => `${type}, nichts zu vergleichen`,
    folderHash: 'Ordner-Hash',
    signTitle: 'Zeugen zeichnen ab',
    sign: 'Abzeichnen',
    signed: 'abgezeichnet',
    waiting: 'noch nicht',
    close: 'Zeremonie schließen',
    closeText: 'Das Journal endet mit dem Abschlussvermerk. Danach kommt nichts mehr hinzu.',
    closeConfirm: 'Die Zeremonie schließen?',
    missing: (names) => `Noch nicht abgezeichnet: ${names}. Die Zeremonie lässt sich trotzdem schließen.`,
    stay: 'Noch nicht',
  },
  deliver: {
    title: 'Abschlussvermerk zustellen',
    head: 'Schlussstand',
    headHelp: 'Vorlesen. Jeder Zeuge schreibt das erste und das letzte Wort auf.',
    text: 'Jeden Stick noch einmal einstecken. Auf jeden kommt derselbe Vermerk und wird gegengelesen.',
    do: (number) => `An Stick ${number} zustellen`,
    working: 'Der Abschlussvermerk wird geschrieben und gegengelesen',
    end: 'Zustellung beenden',
    endEarly: (sticks) => `Ohne ${stickWords(sticks)} beenden`,
    endDo: 'Zustellung jetzt beenden',
    notYet: 'Abschlussvermerk: noch nicht',
    delivered: 'Abschlussvermerk: zugestellt',
    endText:
      'Ein Stick ohne Abschlussvermerk stellt die Schlüssel trotzdem wieder her. Nur wie die Zeremonie endete, zeigt er nicht.',
    endConfirm: 'Die Zustellung jetzt beenden?',
    stay: 'Weiter zustellen',
  },
  closed: {
    title: 'Die Zeremonie ist geschlossen',
    letGo: 'Der Prozess, der die Zeremonie hielt, ist beendet, und mit ihm jede Kopie des Geheimnisses.',
    head: 'Schlussstand',
    headHelp: 'Er bürgt für die ganze Aufzeichnung. Er steht auf der Niederschrift und auf den Quittungen.',
    headCode: 'QR-Code des Schlussstands',
    due: 'Was von jetzt an fällig ist',
    dueOn: 'Zuerst am',
    dueWhat: 'Was',
    dueThen: 'Danach',
    dueEvery: (days) => (days === 1 ? 'jeden Tag' : `alle ${whole(days)} Tage`),
    undelivered: (sticks) =>
      `Ohne Abschlussvermerk: ${stickWords(sticks)}. ${sticks.length === 1 ? 'Er stellt' : 'Sie stellen'} die Schlüssel trotzdem wieder her.`,
    papers: 'Papiere',
    transcript: 'Niederschrift drucken',
    receipt: 'Quittung drucken',
    printing: 'Warten auf den Drucker',
    sent: 'An den Drucker geschickt: nachsehen, ob jede Seite herausgekommen ist.',
    receipts: (receipts, witnesses) =>
      `Gedruckte Quittungen: ${receipts} (${witnesses === 1 ? 'es gibt 1 Zeugen' : `es gibt ${witnesses} Zeugen`}).`,
    leaveTitle: 'Ohne die Niederschrift gehen?',
    leaveText: 'Sie wurde von hier nicht gedruckt, und das geht nur, bevor dieser Bildschirm verlassen wird.',
    leaveStay: 'Bleiben und drucken',
    thenDo: 'Was jetzt zu tun ist',
    todo: [
      'Alle lesen und unterschreiben die Niederschrift. Jeder Zeuge nimmt eine Quittung mit.',
      'Die Warteschlange des Druckers leeren und den Drucker ausschalten.',
      'Sticks und Karten getrennt wegbringen: Nie liegt ein Stick bei einer Karte, nie zwei Karten zusammen.',
      'Den Import-Stick vernichten oder mit dem Löschprogramm des Herstellers löschen. Dateien zu überschreiben genügt nicht: Flash-Speicher behält alte Kopien.',
      'Die nächste Übung verabreden und ihr Datum aufschreiben.',
      'Den Rechner ausschalten. Den Stecker ziehen und eine Minute warten.',
    ],
    todoRehearsal: [
      'Das war eine Probe: ihre Karten schreddern und ihre Sticks löschen.',
      'Die Warteschlange des Druckers leeren.',
      'Aufschreiben, was lange dauerte und was unklar war.',
      'Den Termin der echten Zeremonie verabreden.',
    ],
    endText: 'Die Papiere lassen sich drucken, bis dieser Bildschirm verlassen wird.',
  },
  copy: {
    title: (name) => `${name} schreibt die Karte von Hand ab`,
    projector: 'Den Projektor ausschalten. Nur der Verwahrer sieht auf diesen Bildschirm.',
    text: 'Leere Karte und Stift nehmen. Jede Zeile erscheint allein; abschreiben und noch einmal prüfen, bevor die nächste kommt.',
    first: 'Zeile A zeigen',
    next: 'Abgeschrieben: nächste Zeile zeigen',
    hide: 'Verbergen',
    done: 'Alle Zeilen sind abgeschrieben',
    again: 'Die Zeilen noch einmal zeigen',
    phraseTitle: (name) => `${name} schreibt die Stick-Phrase ab`,
    phraseText:
      'Sie steht auf der Karte unter den Zeilen. Groß und klein, Leerstellen und Zeichen zählen. Noch immer sieht nur der Verwahrer hin.',
    phraseFirst: 'Phrase zeigen',
    phraseDone: 'Abgeschrieben: verbergen',
    readText:
      'Die Karte vom Papier tippen, nicht aus dem Gedächtnis. Eine von Hand abgeschriebene Karte ist nur nachgewiesen, wenn nichts zu berichtigen ist.',
    factsTitle: 'Auch das gehört auf die Karte',
    factsText: 'Nichts davon ist geheim: Eine zweite Person liest es vor, während es geschrieben wird.',
    number: 'Karte',
    numberOf: (number, cards, threshold) =>
      `${number} von ${cards}, ${threshold} beliebige stellen wieder her`,
    label: 'Bezeichnung',
    custodian: 'Verwahrer',
    made: 'Erstellt',
    ceremony: 'Zeremonie',
    set: 'Satz',
    factsDone: 'Alles steht auf der Karte',
  },
  leaving: {
    title: 'Die Zeremonie ist geschlossen. Jetzt gehen?',
    good: 'Karten und Sticks sind gut: nichts vernichten.',
    open: (sticks) => `Noch ohne Abschlussvermerk: ${stickWords(sticks)}.`,
    papers: 'Niederschrift und Quittungen lassen sich nur drucken, bevor dieser Bildschirm verlassen wird.',
    stay: 'Bleiben',
    leave: 'Gehen',
  },
  sheet: {
    legend: 'Was im Drucker liegt',
    a4: 'A4',
    a4Text: 'Karten in A6',
    letter: 'Letter',
    letterText: 'Karten auf einem Viertel davon',
  },
  spool: {
    state: {
      empty: (_files, folder) => `Die Druckablage ${folder} ist leer.`,
      none: (_files, folder) => `Unter ${folder} gibt es keine Druckablage.`,
      unreadable: (_files, folder) => `Dieser Benutzer darf nicht in die Druckablage ${folder} sehen.`,
      holds: (files, folder) =>
        `Die Druckablage ${folder} enthält noch ${files === 1 ? '1 gedruckte Seite' : `${whole(files)} gedruckte Seiten`}.`,
    },
    remedy:
      'Systeme behalten gedruckte Seiten einen Tag lang. Als root leeren: cancel -a -x. Dann den Drucker ausschalten: Auch er kann Seiten behalten.',
    printers: 'Den Drucker ausschalten, wenn die letzte Karte gelesen ist: Er kann Seiten behalten.',
  },
};
